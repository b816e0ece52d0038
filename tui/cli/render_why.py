"""The whole answer to "why this item": statements, their evidence, and the parts of the score."""

from rich.console import Console
from rich.text import Text

from penchant.tools.explained import StatementOut, WhyResult
from penchant.tools.results import EvidenceOut
from penchant.tui.cli.bars import signed_bar
from penchant.tui.cli.console import Column, has_unicode, printable, put, put_fitted, put_table, put_words
from penchant.tui.cli.render import day, put_notes

HALF_BAR = 12
EVIDENCE_SHOWN = 5
"""Events shown below one statement; `--json` has them all."""


def show_why(console: Console, result: WhyResult) -> None:
    """Where the item stands, why, and how its score adds up."""
    put(console, Text(printable(result.title), "bold"))
    put(console, _place(result))
    put_notes(console, result.notes)
    known = {one.event_id: one for one in result.evidence}
    for statement in result.statements:
        put(console)
        _put_statement(console, statement, known)
    if result.parts:
        put(console)
        _put_parts(console, result)


def _place(result: WhyResult) -> str:
    if not result.listed or result.rank is None:
        where = f"was not in list {printable(result.list_id)}"
        return where if result.would_rank is None else f"{where}; it would be number {result.would_rank}"
    return f"rank {result.rank} in list {printable(result.list_id)}"


def _put_statement(console: Console, statement: StatementOut, known: dict[str, EvidenceOut]) -> None:
    bullet = "•" if has_unicode(console) else "-"
    put_words(console, f"{bullet} {printable(statement.text)}")
    shown = [known[one] for one in statement.evidence if one in known]
    for one in shown[:EVIDENCE_SHOWN]:
        put_fitted(console, Text(f"    {day(one.at)}  {one.kind:9}  {printable(one.title)}", "dim"))
    if len(shown) > EVIDENCE_SHOWN:
        put(console, Text(f"    and {len(shown) - EVIDENCE_SHOWN} more", "dim"))


def _put_parts(console: Console, result: WhyResult) -> None:
    columns = [Column(name="Score"), Column(name="", side="right"), Column(name="")]
    largest = max(abs(value) for value in result.parts.values())
    is_unicode = has_unicode(console)
    rows = [
        [
            name.replace("_", " "),
            f"{value:+.3f}",
            signed_bar(value, largest, HALF_BAR, is_unicode=is_unicode) if round(value, 3) else "",
        ]
        for name, value in sorted(result.parts.items(), key=lambda part: -abs(part[1]))
    ]
    total = result.score if result.score is not None else sum(result.parts.values())
    put_table(console, columns, [*rows, ["total", f"{total:+.3f}", ""]])
