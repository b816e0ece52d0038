"""Counting what an import does, while it does it and after."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penchant.agent.ingest.rejects import RejectsFile


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportSummary:
    """What became of the rows of one file."""

    read: int
    """Rows that were looked at, whatever became of them."""
    added: int
    """Items or events that are new."""
    changed: int
    """Items that were there and are different now."""
    unchanged: int
    """Items that were there, as they are."""
    duplicates: int
    """Events that the log held already."""
    repeated: int
    """Rows of an item that an earlier row of the file gave."""
    filtered: int
    """Rows that a filter left out."""
    rejected: int
    """Rows, or items of a row, that could not be taken in."""
    reasons: Mapping[str, int]
    """Why: `field: reason` -> how many, most first."""
    rejects_path: Path | None
    """Where they are listed; None when there are none."""
    seconds: float


class Tally:
    """The counts of an import under way.

    Whoever passes one in can say after an interruption how much is in: what `landed` counts is
    stored and stays, and the same import again goes on without doubling anything.
    """

    def __init__(self) -> None:
        self.read = 0
        self.landed = 0
        """Rows up to the end of the last finished batch."""
        self.added = 0
        self.changed = 0
        self.unchanged = 0
        self.duplicates = 0
        self.repeated = 0
        self.filtered = 0
        self.reasons: Counter[str] = Counter()
        self._file = ""
        self._user_id: str | None = None
        self._rejects: RejectsFile | None = None
        self._started = time.monotonic()

    def start(self, file: str, rejects: RejectsFile | None, user_id: str | None = None) -> None:
        """Begin to count for a file, whose name the rejected rows carry; `user_id` where all is one's."""
        self._file = file
        self._user_id = user_id
        self._rejects = rejects
        self._started = time.monotonic()

    def reject_unread(self, line: int, field: str, reason: str, value: object) -> None:
        """Count a row that the reader could not hand on."""
        self.read += 1
        self.reject(line, field, reason, value)

    def reject(self, line: int, field: str, reason: str, value: object, user_id: str | None = None) -> None:
        """Count and list what cannot be taken in, and whose it is where that is known."""
        self.reasons[f"{field}: {reason}"] += 1
        if self._rejects is not None:
            self._rejects.write(
                file=self._file,
                line=line,
                field=field,
                reason=reason,
                value=value,
                user_id=user_id or self._user_id,
            )

    def summary(self) -> ImportSummary:
        """The counts as they are."""
        return ImportSummary(
            read=self.read,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            repeated=self.repeated,
            filtered=self.filtered,
            rejected=self.reasons.total(),
            reasons=dict(self.reasons.most_common()),
            rejects_path=self._rejects.path if self._rejects is not None and self.reasons else None,
            seconds=time.monotonic() - self._started,
        )
