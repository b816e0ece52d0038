"""Opening a file of rows by what its name says it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from penchant.agent.errors import BadFile
from penchant.agent.ingest.csv_rows import CsvRows
from penchant.agent.ingest.jsonl_rows import JsonRows
from penchant.agent.ingest.parquet_rows import ParquetRows
from penchant.agent.ingest.rows import Reject, Rows
from penchant.agent.ports import Progress

_READERS: dict[str, type[CsvRows | JsonRows | ParquetRows]] = {
    ".csv": CsvRows,
    ".csv.gz": CsvRows,
    ".jsonl": JsonRows,
    ".jsonl.gz": JsonRows,
    ".parquet": ParquetRows,
}


@contextmanager
def open_rows(path: Path, *, limit: int, reject: Reject, progress: Progress | None = None) -> Iterator[Rows]:
    """Open a file for one reading; `limit` is the most bytes that a field may have.

    `progress` is told bytes of the file (packed bytes where it is packed), or rows of a Parquet file.

    Raises:
        BadFile: the file is missing, empty, damaged, or none of those that can be read.
        BadColumn: two columns have one name.
    """
    rows = _reader_of(path)(path, limit=limit, reject=reject, progress=progress)
    try:
        yield rows
    finally:
        rows.close()


def _reader_of(path: Path) -> type[CsvRows | JsonRows | ParquetRows]:
    name = path.name.lower()
    if path.is_dir():
        raise BadFile(
            f"{path} is a folder", "name a file in it, or `penchant import movielens` for MovieLens"
        )
    if not path.exists():
        raise BadFile(f"{path} does not exist", "look at the name and the folder")
    for suffix, reader in _READERS.items():
        if name.endswith(suffix):
            return reader
    raise BadFile(
        f"{path.name} is not of a kind that can be read",
        f"files are told by their names: {', '.join(_READERS)}",
    )
