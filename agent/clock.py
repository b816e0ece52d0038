"""What "now" means to a workspace."""

from datetime import UTC, datetime, timedelta

from penchant.agent.ports import Clock
from penchant.agent.times import from_micros


class SystemClock:
    """The wall clock."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)


def reading_time(
    clock: Clock, newest_at: int | None, archive_after_days: float | None
) -> tuple[datetime, bool]:
    """The moment as of which a log is read when nobody names one, and whether it is an archive.

    A log whose newest event is older than `archive_after_days` is an archive: it is read as of
    that event, since seen from today everything in it would be forgotten.
    """
    now = clock.now()
    if newest_at is None or archive_after_days is None:
        return now, False
    newest = from_micros(newest_at)
    is_archive = now - newest > timedelta(days=archive_after_days)
    return (newest, True) if is_archive else (now, False)
