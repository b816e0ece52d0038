"""Opening a text file, packed or not, and saying plainly what is wrong with it."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from penchant.agent.errors import BadFile
from penchant.agent.ports import Progress

ROWS_A_REPORT = 4096
"""Progress is told every so many rows; a power of two."""
_LONGEST_LINE = 1 << 28
_GZIP_MAGIC = b"\x1f\x8b"


class TextFile:
    """The lines of a text file, with how far the reading has come in bytes of the file itself."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self.path = path
        self._progress = progress
        try:
            self._total = path.stat().st_size
            self._raw = path.open("rb")
        except OSError as error:
            raise BadFile(f"{path} cannot be read: {error.strerror}", "look at its permissions") from error
        self.is_packed = path.suffix.lower() == ".gz"
        head = self._raw.peek(4)[:4]
        self._check_head(head)
        content = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if self.is_packed else self._raw
        self._encoding = "utf-8-sig" if self.is_packed else _encoding_of(head)
        self._text = TextIOWrapper(content, encoding=self._encoding, newline="")

    def _check_head(self, head: bytes) -> None:
        if not head:
            self._raw.close()
            raise BadFile(f"{self.path} is empty", "give a file with a header line and rows")
        if self.is_packed and not head.startswith(_GZIP_MAGIC):
            self._raw.close()
            raise BadFile(f"{self.path} is named .gz but is not packed with gzip", "take .gz off its name")
        if not self.is_packed and head.startswith(_GZIP_MAGIC):
            self._raw.close()
            raise BadFile(f"{self.path} is packed with gzip", "add .gz to its name")

    def __iter__(self) -> Iterator[str]:
        """Lines with their ends, none longer than is sane."""
        for number, line in enumerate(iter(partial(self._text.readline, _LONGEST_LINE), ""), start=1):
            if len(line) == _LONGEST_LINE:
                raise BadFile(f"{self.path}, line {number} does not end", "is this a text file with lines?")
            yield line

    def report(self) -> None:
        """Tell how many bytes of the file have been read."""
        if self._progress is not None:
            self._progress(min(self._raw.tell(), self._total), self._total)

    def close(self) -> None:
        """Close the file."""
        self._text.close()
        self._raw.close()

    def undecodable(self) -> BadFile:
        """The error that names the first line and byte that are not text."""
        opened = gzip.open if self.is_packed else open
        with opened(self.path, "rb") as stream:
            for number, line in enumerate(cast(IO[bytes], stream), start=1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as error:
                    return BadFile(
                        f"{self.path}, line {number}, byte {error.start + 1} is not UTF-8"
                        f" (0x{line[error.start]:02x})",
                        "save the file as UTF-8",
                    )
        return BadFile(f"{self.path} is not {self._encoding}", "save the file as UTF-8")


@contextmanager
def naming_faults(file: TextFile, line: "Line") -> Iterator[None]:
    """Turn the faults of reading into `BadFile` with the file and about the line.

    Raises:
        BadFile: the bytes are no text, or the packing is broken.
    """
    hint = "pack or copy the file again; what came before the last finished batch is in"
    try:
        yield
    except UnicodeError as error:
        raise file.undecodable() from error
    except EOFError as error:
        raise BadFile(f"{file.path} is cut off after about line {line.number}", hint) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BadFile(f"{file.path} is damaged after about line {line.number}: {error}", hint) from error
    except OSError as error:
        raise BadFile(f"{file.path} stopped at about line {line.number}: {error.strerror}", hint) from error


class Line:
    """The line that was read last."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        self.number = 0


def _encoding_of(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
