"""Results as a person reads them: tables and lines, in plain words."""

from datetime import datetime

from rich.console import Console
from rich.text import Text

from penchant.agent.explain.surety import surety
from penchant.tools.reports import DoctorResult, ImportResult, UsersResult
from penchant.tools.results import InterestOut, InterestsResult, NoteOut, RecommendedItem, RecommendResult
from penchant.tui.cli.bars import bar
from penchant.tui.cli.console import Cell, Column, has_unicode, printable, put, put_table
from penchant.tui.cli.render_edits import percent, put_passing, put_rules

BAR = 12
NARROW_BAR = 6
NARROW = 100
"""Below this many columns bars are short, so that words keep their room."""
STATE_STYLES = {
    "new": "cyan",
    "rising": "green",
    "steady": "",
    "fading": "yellow",
    "dormant": "dim",
    "returned": "magenta",
}
SURETY = {"sure": "yes", "likely": "likely", "unsure": "perhaps"}
"""How sure an interest is, in a word."""
INTERESTS_SHOWN = 12
"""More than a person reads; `--json` has them all."""
MARKS = {"ok": ("✓", "ok", "green"), "warning": ("!", "!", "yellow"), "problem": ("✗", "x", "bold red")}
"""Status -> mark, the same in ASCII, style."""


def day(moment: datetime) -> str:
    """The date, in UTC as everywhere."""
    return f"{moment:%Y-%m-%d}"


def minute(moment: datetime) -> str:
    """The date and time, in UTC as everywhere."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def put_notes(console: Console, notes: list[NoteOut]) -> None:
    """What a reader of a list should know."""
    for note in notes:
        put(console, Text.assemble(("note: ", "yellow"), printable(note.text)))


def show_users(console: Console, result: UsersResult) -> None:
    """A row for each user."""
    if not result.users:
        put(console, "Nobody yet. Read behaviour with: penchant import events FILE")
        return
    columns = [
        Column(name="User"),
        Column(name="Events", side="right"),
        Column(name="First"),
        Column(name="Last"),
    ]
    rows = ([one.user_id, f"{one.events:,}", day(one.first_at), day(one.last_at)] for one in result.users)
    put_table(console, columns, rows)


def show_interests(console: Console, result: InterestsResult) -> None:
    """A row for each interest, strongest first."""
    put(
        console,
        Text.assemble((printable(result.user_id), "bold"), f", interests as of {minute(result.as_of)}"),
    )
    put(console)
    if result.interests:
        _put_interests(console, result.interests)
    else:
        put(console, "No interests yet.")
    put_passing(console, result.passing)
    put_rules(console, result.preferences)


def _put_interests(console: Console, interests: list[InterestOut]) -> None:
    columns = [
        Column(name="Interest", ratio=4, is_whole=False),
        Column(name="State"),
        Column(name="Share", side="right"),
        Column(name="", style="blue"),
        Column(name="Sure", style="dim"),
        Column(name="Since"),
        Column(name="Last seen"),
        Column(name="For example", ratio=4, style="dim"),
    ]
    largest = max(one.share for one in interests)
    width = NARROW_BAR if console.is_terminal and console.width < NARROW else BAR
    is_unicode = has_unicode(console)
    shown = interests[:INTERESTS_SHOWN]
    bars = [bar(one.share / (largest or 1), width, is_unicode=is_unicode) for one in shown]
    put_table(console, columns, [_interest_row(one, drawn) for one, drawn in zip(shown, bars, strict=True)])
    rest = interests[INTERESTS_SHOWN:]
    if rest:
        put(console, f"and {len(rest)} more with {sum(one.share for one in rest):.0%} together: see --json")


def _interest_row(one: InterestOut, drawn: str) -> list[Cell]:
    marks = [word for word, holds in (("pinned", one.pinned), ("muted", one.muted)) if holds]
    label = " ".join([one.label, *(f"({mark})" for mark in marks)])
    return [
        label,
        Text(one.state, STATE_STYLES[one.state]),
        percent(one.share),
        drawn,
        SURETY[surety(one.confidence)],
        day(one.since),
        day(one.last_seen),
        one.evidence[0].title if one.evidence else "",
    ]


def show_recommendations(console: Console, result: RecommendResult) -> None:
    """A row for each item, best first, and how to ask why."""
    put(
        console,
        Text.assemble("Recommended to ", (printable(result.user_id), "bold"), f", {minute(result.at)}"),
    )
    put_notes(console, result.notes)
    put(console)
    if not result.items:
        put(console, "Nothing to recommend.")
        return
    columns = [
        Column(name="#", side="right"),
        Column(name="Item", style="dim"),
        Column(name="Title", ratio=4, is_whole=False),
        Column(name="Score", side="right"),
        *([] if result.rating_top is None else [Column(name="You would rate it")]),
        Column(name="Why", ratio=5, is_whole=False),
    ]
    near = "≈" if has_unicode(console) else "~"
    rows = [
        [
            str(one.rank),
            one.item_id,
            one.title,
            f"{one.score:.2f}",
            *([] if result.rating_top is None else [expected(one, result.rating_top, near)]),
            one.reasons[0].text if one.reasons else "",
        ]
        for one in result.items
    ]
    put_table(console, columns, rows)
    put(console)
    example = f"penchant why {printable(result.list_id)} {printable(result.items[0].item_id)}"
    put(console, "Why is one of them here? Ask with an item's id or title:")
    put(console, Text(f"  {example}", "bold"))


def expected(item: RecommendedItem, top: float, near: str = "≈") -> str:
    """What the user would rate an item, as `≈ 4.1 of 5`; nothing where that is not known."""
    return "" if item.expected_rating is None else f"{near} {item.expected_rating:.1f} of {top:g}"


def show_doctor(console: Console, result: DoctorResult) -> None:
    """A line for each check, and what to do where one is not well."""
    width = max((len(one.name) for one in result.checks), default=0)
    for one in result.checks:
        mark, plain, style = MARKS[one.status]
        shown = mark if has_unicode(console) else plain
        put(console, Text.assemble((f"{shown:2} ", style), f"{one.name:{width}}  ", printable(one.value)))
        if one.advice:
            put(console, Text(f"{'':3}{'':{width}}  {printable(one.advice)}", "dim"))
    put(console)
    put(console, "All is well." if result.healthy else "Something needs your hand: see above.")


def show_import(console: Console, result: ImportResult) -> None:
    """What became of the rows of one file."""
    put(console, f"{printable(result.file)}: {result.read:,} rows read in {result.seconds:.1f} s")
    counts = {
        "added": result.added,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "already there": result.duplicates,
        "repeated": result.repeated,
        "left out by --where": result.filtered,
        "rejected": result.rejected,
    }
    for name, count in counts.items():
        if count or name == "added":
            put(console, f"{count:>12,}  {name}")
    for reason, count in sorted(result.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        put(console, f"{count:>22,}  {printable(reason)}")
    if result.rejects_path:
        put(console, f"The rejected rows are in {printable(result.rejects_path)}")
