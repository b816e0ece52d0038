"""The outer form of an import of a person's own data from another service."""

from typing import TYPE_CHECKING, Self

from penchant.tools.reports import ImportResult

if TYPE_CHECKING:
    from penchant.agent.ingest.exports.importing import ExportSummary


class ExportImportResult(ImportResult):
    """What became of an export; the counts are over all its files, those of events."""

    user_id: str
    """Whose behaviour it is now."""
    kinds: dict[str, int]
    """Kind of event -> how many the export holds."""
    matched: int
    """Films, books and so on that the catalogue has."""
    own: int
    """Those that it has not, which are items of their own now."""
    notes: list[str]
    """What the person should know about how the export was read."""

    @classmethod
    def from_export(cls, file: str, summary: "ExportSummary") -> Self:
        """The summary of an export."""
        return cls(
            **ImportResult.from_summary(file, summary).model_dump(),
            user_id=summary.user_id,
            kinds=dict(summary.kinds),
            matched=summary.matched,
            own=summary.own,
            notes=list(summary.notes),
        )
