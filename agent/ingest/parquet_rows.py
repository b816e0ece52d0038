"""Rows of a Parquet file, with the types that it has."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.errors import BadFile
from penchant.agent.ingest.rows import Cells, Reject, too_long
from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_BATCH = 16_384


class ParquetRows:
    """`Rows` over pyarrow; only the columns that are needed are read. A line is a row's number."""

    is_typed = True

    def __init__(self, path: Path, *, limit: int, reject: Reject, progress: Progress | None = None) -> None:
        from pyarrow.parquet import ParquetFile

        self._path = path
        self._limit = limit
        self._reject = reject
        self._progress = progress
        self._row = 0
        with self._naming_faults():
            self._file = ParquetFile(path)
        self.columns: list[str] = list(self._file.schema_arrow.names)
        self._needed = set(range(len(self.columns)))
        twice = next((name for name in self.columns if self.columns.count(name) > 1), None)
        if twice is not None:
            self.close()
            raise BadFile(f"{path} names the column {twice} twice", "give each column its own name")

    def need(self, positions: set[int]) -> None:
        """Read only the columns at these positions."""
        self._needed = positions

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Row number from 1, and cells."""
        total = self._file.metadata.num_rows
        names = [self.columns[position] for position in sorted(self._needed)]
        with self._naming_faults():
            for batch in self._file.iter_batches(batch_size=_ROWS_A_BATCH, columns=names):
                yield from self._rows(batch)
                if self._progress is not None:
                    self._progress(self._row, total)

    def _rows(self, batch: "pa.RecordBatch") -> Iterator[tuple[int, Cells]]:
        read = {name: _cells(batch.column(name)) for name in batch.schema.names}
        nothing = [None] * batch.num_rows
        has_long = any(_longest(batch.column(name)) > self._limit for name in read)
        for cells in zip(*(read.get(name, nothing) for name in self.columns), strict=True):
            self._row += 1
            position = too_long(cells, self._limit) if has_long else None
            if position is None:
                yield self._row, cells
            else:
                reason = f"longer than {self._limit} bytes"
                self._reject(self._row, self.columns[position], reason, cells[position])

    @contextmanager
    def _naming_faults(self) -> Iterator[None]:
        import pyarrow as pa

        try:
            yield
        except (pa.ArrowException, OSError) as error:
            what = str(error).splitlines()[0] if str(error) else type(error).__name__
            where = f" after about row {self._row}" if self._row else ""
            raise BadFile(
                f"{self._path} is no Parquet file, or a damaged one{where}: {what}", "write or copy it again"
            ) from error


def _cells(column: "pa.Array") -> list[object]:
    """Python values of a column; times to the microsecond, decimals as floats, bytes as text."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _cells(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        # Nanoseconds have no place in a datetime; one zone spares a look-up for each cell.
        zone = "UTC" if kind.tz else None
        column = column.cast(pa.timestamp("us", tz=zone), safe=False)
    elif pa.types.is_decimal(kind):
        column = column.cast(pa.float64())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None if cell is None else cell.decode("utf-8", "replace") for cell in column.to_pylist()]
    cells: list[object] = column.to_pylist()
    return cells


def _longest(column: "pa.Array") -> int:
    """Bytes of the longest text in a column; 0 for other types."""
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary, kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return 0
    return compute.max(compute.binary_length(column)).as_py() or 0
