"""Rows of a JSON lines file, with the types that JSON has."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from penchant.agent.errors import BadFile
from penchant.agent.ingest.files import ROWS_A_REPORT, Line, TextFile, naming_faults
from penchant.agent.ingest.rows import Cells, Reject, too_long
from penchant.agent.ports import Progress

_ROWS_FOR_COLUMNS = 1000

Record = dict[str, object]


class JsonRows:
    """`Rows` over one JSON object a line.

    The columns are the keys of the first thousand objects, so that a mapping can be checked before
    anything is written; keys that turn up later are appended.
    """

    is_typed = True

    def __init__(self, path: Path, *, limit: int, reject: Reject, progress: Progress | None = None) -> None:
        self._limit = limit
        self._reject = reject
        self._line = Line()
        self._file = TextFile(path, progress)
        self._records = self._read()
        try:
            self._head = list(islice(self._records, _ROWS_FOR_COLUMNS))
        except BadFile:
            self.close()
            raise
        self.columns: list[str] = []
        for _, record in self._head:
            self._add_columns(record)

    def _add_columns(self, record: Record) -> None:
        self.columns.extend(key for key in record if key not in self.columns)

    def need(self, positions: set[int]) -> None:
        """A whole line is read anyhow."""

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Line and cells."""
        known = set(self.columns)
        for count, (line, record) in enumerate(chain(self._head, self._records), start=1):
            if not record.keys() <= known:
                self._add_columns(record)
                known = set(self.columns)
            get = record.get
            yield line, [get(column) for column in self.columns]
            if not count % ROWS_A_REPORT:
                self._file.report()
        self._file.report()

    def _read(self) -> Iterator[tuple[int, Record]]:
        line, suspect = self._line, self._limit // 4
        with naming_faults(self._file, line):
            for text in self._file:
                line.number += 1
                if text.isspace():
                    continue
                record = self._record(text)
                if record is not None and (len(text) <= suspect or self._is_short(record)):
                    yield line.number, record

    def _record(self, text: str) -> Record | None:
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            self._reject(self._line.number, "row", "not JSON", text)
            return None
        if not isinstance(record, dict):
            self._reject(self._line.number, "row", "not a JSON object", text)
            return None
        return record

    def _is_short(self, record: Record) -> bool:
        position = too_long(list(record.values()), self._limit)
        if position is not None:
            name, value = list(record.items())[position]
            self._reject(self._line.number, name, f"longer than {self._limit} bytes", value)
        return position is None
