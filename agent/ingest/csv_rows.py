"""Rows of a CSV file, as text."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from penchant.agent.errors import BadColumn, BadFile
from penchant.agent.ingest.files import ROWS_A_REPORT, Line, TextFile, naming_faults
from penchant.agent.ingest.rows import Cells, Reject, too_long
from penchant.agent.ports import Progress

_OTHER_DELIMITERS = ";\t|"


class CsvRows:
    """`Rows` over the csv module; a record that cannot be read is rejected and the reading goes on."""

    is_typed = False

    def __init__(self, path: Path, *, limit: int, reject: Reject, progress: Progress | None = None) -> None:
        self._limit = limit
        self._reject = reject
        self._line = Line()
        self._file = TextFile(path, progress)
        self._lines: Iterator[str] = iter(self._file)
        try:
            with naming_faults(self._file, self._line):
                header = next(self._lines, "")
                self._delimiter = _delimiter(header)
                self._header_lines, self.columns = self._read_header(header)
            self._check_header()
        except (BadFile, BadColumn):
            self.close()
            raise

    def _read_header(self, first: str) -> tuple[int, list[str]]:
        # Names may hold line ends in quotes, so the header is read as a record.
        reader = csv.reader(chain([first], self._lines), delimiter=self._delimiter)
        try:
            names = next(reader, [])
        except csv.Error as error:
            raise BadFile(
                f"{self._file.path}, line 1 is no header: {error}", "is this a CSV file?"
            ) from error
        return reader.line_num, [name.strip() for name in names]

    def _check_header(self) -> None:
        path, names = self._file.path, [name for name in self.columns if name]
        if not names:
            raise BadFile(f"{path} has no header", "the first line must name the columns")
        if any("\0" in name for name in names):
            raise BadFile(f"{path} is not a text file", "give a CSV file in UTF-8")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise BadColumn(f"{path} names the column {twice} twice", "give each column its own name")

    def need(self, positions: set[int]) -> None:
        """Every cell of a line is read anyhow."""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Line on which the record starts, and its cells."""
        before = csv.field_size_limit(self._limit)
        try:
            with naming_faults(self._file, self._line):
                yield from self._records()
            self._file.report()
        finally:
            csv.field_size_limit(before)

    def _records(self) -> Iterator[tuple[int, Cells]]:
        width, suspect, line, count = len(self.columns), self._limit // 4, self._line, 0
        line.number = self._header_lines
        has_more = True
        while has_more:
            parts: list[str] = []
            offset = line.number
            reader = csv.reader(_keeping(self._lines, parts), delimiter=self._delimiter)
            try:
                for cells in reader:
                    start, line.number = line.number + 1, offset + reader.line_num
                    if line.number > start and self._is_open(parts):
                        self._give_back(start, parts)
                        break
                    if len(cells) != width:
                        self._reject_width(start, cells)
                    elif len("".join(parts)) <= suspect or self._is_short(start, cells):
                        yield start, cells
                    parts.clear()
                    count += 1
                    if not count % ROWS_A_REPORT:
                        self._file.report()
                else:
                    has_more = False
            except csv.Error as error:
                start, line.number = line.number + 1, offset + reader.line_num
                self._reject_unreadable(start, parts, error)

    def _is_open(self, parts: list[str]) -> bool:
        """Whether the file ended inside a quotation."""
        try:
            return not list(csv.reader(parts, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)

    def _give_back(self, start: int, parts: list[str]) -> None:
        """Reject the line that opens the quotation, and read those that it swallowed again."""
        self._reject(start, "row", "a quotation mark is not closed", parts[0])
        self._lines = chain(parts[1:], self._lines)
        self._line.number = start

    def _is_short(self, start: int, cells: list[str]) -> bool:
        position = too_long(cells, self._limit)
        if position is not None:
            self._reject(start, self.columns[position], self._length_reason, cells[position])
        return position is None

    @property
    def _length_reason(self) -> str:
        return f"longer than {self._limit} bytes"

    def _reject_width(self, start: int, cells: list[str]) -> None:
        if not cells:
            return  # An empty line says nothing.
        few = len(cells) < len(self.columns)
        reason = "fewer cells than the header has" if few else "more cells than the header has"
        self._reject(start, "row", reason, self._delimiter.join(cells))

    def _reject_unreadable(self, start: int, parts: list[str], error: csv.Error) -> None:
        if "field limit" not in str(error):
            self._reject(start, "row", str(error), "".join(parts))
            return
        csv.field_size_limit(sum(map(len, parts)) + 1)
        cells = next(csv.reader(parts, delimiter=self._delimiter), [""])
        csv.field_size_limit(self._limit)
        found = too_long(cells, self._limit)
        position = len(cells) - 1 if found is None else found
        name = self.columns[position] if position < len(self.columns) else "row"
        self._reject(start, name, self._length_reason, cells[position])


def _keeping(lines: Iterator[str], parts: list[str]) -> Iterator[str]:
    """Hand the lines on and keep those of the record in hand, to name what is wrong with it."""
    for line in lines:
        parts.append(line)
        yield line


def _delimiter(header: str) -> str:
    """The comma, unless the header has none and another usual delimiter."""
    if "," in header:
        return ","
    return next((mark for mark in _OTHER_DELIMITERS if mark in header), ",")
