"""Reading a large JSON array object by object, without holding it whole."""

import json
import re
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path

from penchant.agent.errors import BadFile
from penchant.agent.ingest.files import ROWS_A_REPORT
from penchant.agent.ports import Progress

_CHUNK = 1 << 16
"""Characters."""
_BETWEEN = re.compile(r"[\s,]*")


def objects_of(path: Path, *, limit: int, progress: Progress | None = None) -> Iterator[tuple[int, object]]:
    """Line and value of each element of the array in a file.

    Args:
        path: the file, in UTF-8.
        limit: characters that one element may have.
        progress: told bytes.

    Raises:
        BadFile: it cannot be read, is no array, or breaks off.
    """
    total = path.stat().st_size
    try:
        with path.open("rb") as raw, TextIOWrapper(raw, encoding="utf-8-sig") as stream:
            for count, found in enumerate(_Elements(path, stream.read, limit), start=1):
                yield found
                if progress is not None and not count % ROWS_A_REPORT:
                    progress(min(raw.tell(), total), total)
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8: {error.reason}", "give the file as it was downloaded") from error
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}", "look at its permissions") from error
    if progress is not None:
        progress(total, total)


class _Elements:
    """A window over the text: what is decoded falls out of it, what is cut off waits for more."""

    def __init__(self, path: Path, read: Callable[[int], str], limit: int) -> None:
        self._path = path
        self._read = read
        self._limit = limit
        self._text = ""
        self._at = 0
        self._line = 1
        self._decode = json.JSONDecoder().raw_decode

    def __iter__(self) -> Iterator[tuple[int, object]]:
        if not self._skip(re.compile(r"\s*")) or self._text[self._at] != "[":
            raise BadFile(f"{self._path} is no JSON array", "give the file as it was downloaded")
        self._at += 1
        while self._skip(_BETWEEN) and self._text[self._at] != "]":
            line = self._line
            yield line, self._element()
        if self._at == len(self._text):
            raise self._broken("breaks off")

    def _element(self) -> object:
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError as error:
                if len(self._text) - self._at > self._limit:
                    raise self._broken("is no JSON") from error
                if not self._more():
                    raise self._broken("breaks off or is no JSON") from error
            else:
                self._pass_to(end)
                return value

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go past what lies between elements; False at the end of the file."""
        while True:
            match = pattern.match(self._text, self._at)
            self._pass_to(self._at if match is None else match.end())
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def _pass_to(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        chunk = self._read(_CHUNK)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)

    def _broken(self, how: str) -> BadFile:
        return BadFile(f"{self._path}, line {self._line} {how}", "download or unpack the export again")
