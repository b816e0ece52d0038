"""The outer form of what the upkeep commands report: users, imports, doctor, export."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import RootModel

from penchant.agent.types import User
from penchant.tools.results import Moment, Result

if TYPE_CHECKING:
    from penchant.agent.diagnosis import DoctorReport
    from penchant.agent.ingest.summary import ImportSummary


class UserOut(Result):
    """One user as the log knows them."""

    user_id: str
    events: int
    """How many the log holds."""
    first_at: Moment
    last_at: Moment


class UsersResult(Result):
    """All users of the workspace."""

    users: list[UserOut]

    @classmethod
    def from_users(cls, users: Sequence[User]) -> Self:
        """The users in the order given."""
        shown = [
            UserOut(
                user_id=one.user_id,
                events=one.event_count,
                first_at=one.first_at,
                last_at=one.last_at,
            )
            for one in users
        ]
        return cls(users=shown)


class ImportResult(Result):
    """What became of the rows of one file."""

    file: str
    """Its name, without the folder."""
    read: int
    added: int
    changed: int
    """Items that were there with another content."""
    unchanged: int
    """Items that were there as they are."""
    duplicates: int
    """Events that the log held already."""
    repeated: int
    """Rows of an item that an earlier row of the file gave."""
    filtered: int
    """Rows that `--where` left out."""
    rejected: int
    reasons: dict[str, int]
    """Why rows were rejected, and how many for each reason."""
    rejects_path: str | None
    """A file with the rejected rows and the reason of each."""
    seconds: float

    @classmethod
    def from_summary(cls, file: str, summary: "ImportSummary") -> Self:
        """The summary of one file."""
        path = summary.rejects_path
        return cls(
            file=Path(file).name,
            read=summary.read,
            added=summary.added,
            changed=summary.changed,
            unchanged=summary.unchanged,
            duplicates=summary.duplicates,
            repeated=summary.repeated,
            filtered=summary.filtered,
            rejected=summary.rejected,
            reasons=dict(summary.reasons),
            rejects_path=None if path is None else str(path),
            seconds=round(summary.seconds, 3),
        )


class ImportsResult(Result):
    """What became of the files of a folder, in the order they were read."""

    files: list[ImportResult]

    @classmethod
    def from_summaries(cls, summaries: "Sequence[tuple[str, ImportSummary]]") -> Self:
        """The summaries by file name."""
        return cls(files=[ImportResult.from_summary(name, one) for name, one in summaries])


class CheckOut(Result):
    """One thing that was looked at."""

    name: str
    status: Literal["ok", "warning", "problem"]
    value: str
    """What was found."""
    advice: str
    """What to do; empty when all is well."""


class DoctorResult(Result):
    """How the workspace does."""

    healthy: bool
    """False when a check found a problem; warnings do not count."""
    checks: list[CheckOut]
    figures: dict[str, Any]
    """Numbers for programs."""

    @classmethod
    def from_report(cls, report: "DoctorReport") -> Self:
        """The report, with a verdict."""
        checks = [CheckOut.model_validate(one) for one in report.checks]
        return cls(healthy=report.is_healthy, checks=checks, figures=dict(report.figures))


class ExportResult(RootModel[dict[str, Any]]):
    """Everything that the workspace holds of one user, as the runtime hands it out."""

    @classmethod
    def from_export(cls, held: Mapping[str, object]) -> Self:
        """The export as it is."""
        return cls.model_validate(dict(held))

    def to_json(self, *, ensure_ascii: bool = False) -> str:
        """One JSON document, indented."""
        return self.model_dump_json(indent=2, ensure_ascii=ensure_ascii)
