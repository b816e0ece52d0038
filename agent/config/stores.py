"""Settings: where things are kept, what is taken in, and what "now" means."""

from pydantic import Field

from penchant.agent.config.section import Section


class StoreSettings(Section):
    """Where things are kept."""

    database_url: str | None = None
    """SQLAlchemy URL of the log and the catalogue; a SQLite file in the workspace when unset."""
    chroma_url: str | None = None
    """`http://host:port` of a Chroma server; a folder in the workspace when unset."""
    index_memory_mb: int = Field(default=2048, ge=0)
    """Past this size the exact index gives way to Chroma's HNSW."""
    busy_timeout_s: float = Field(default=60.0, gt=0)
    """How long a writer waits for another writer, in seconds."""


class IngestSettings(Section):
    """What is taken in, and how."""

    batch_size: int = Field(default=20_000, ge=1)
    """Rows a transaction: each batch lands whole or not at all."""
    duplicate_window_s: float = Field(default=60.0, ge=0)
    """The same user, item and kind again within this many seconds is a repeat."""
    future_tolerance_s: float = Field(default=300.0, ge=0)
    """How far a clock may run ahead before a time counts as wrong."""
    max_field_bytes: int = Field(default=1_000_000, ge=1_000)
    """A longer field is rejected."""


class ClockSettings(Section):
    """What "now" means."""

    archive_after_days: float | None = Field(default=90.0, gt=0)
    """When the newest event is older than this, the log is an archive and is read as of its last
    event; None always takes the wall clock."""
