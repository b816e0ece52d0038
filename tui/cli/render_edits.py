"""What a person corrected, and how interests moved, as a person reads it."""

from rich.console import Console
from rich.text import Text

from penchant.tools.corrections import ChangeOut, ChangesResult, EditResult, PreferenceResult
from penchant.tools.results import EvidenceOut, PreferenceOut
from penchant.tui.cli.bars import bar
from penchant.tui.cli.console import Cell, Column, has_unicode, printable, put, put_table, put_words

PASSING_SHOWN = 5
CHANGES_SHOWN = 20
"""More than a person reads; `--json` has them all."""
BAR = 10
CHANGE_STYLES = {
    "appeared": "cyan",
    "grew": "green",
    "shrank": "yellow",
    "vanished": "dim",
    "returned": "magenta",
}
NEXT_LIST = "It holds from the next list on."


def show_changes(console: Console, result: ChangesResult) -> None:
    """A row for each interest that moved, the largest movement first, then the person's own edits."""
    span = f"{result.since:%Y-%m-%d} to {result.until:%Y-%m-%d}"
    put(console, Text.assemble((printable(result.user_id), "bold"), f", what changed from {span}"))
    put(console)
    if result.changes:
        columns = [
            Column(name="Interest", ratio=4, is_whole=False),
            Column(name="Change"),
            Column(name="Then", side="right"),
            Column(name="", style="dim"),
            Column(name="Now", side="right"),
            Column(name="", style="blue"),
            Column(name="Events", side="right"),
        ]
        shown = result.changes[:CHANGES_SHOWN]
        is_unicode = has_unicode(console)
        put_table(console, columns, [_change_row(one, is_unicode=is_unicode) for one in shown])
        if len(result.changes) > CHANGES_SHOWN:
            put(console, f"and {len(result.changes) - CHANGES_SHOWN} more: see --json")
    else:
        put(console, "No interest moved.")
    # What was taken back is marked as such: the taking back needs no line of its own.
    own = [one for one in result.edits if one.action != "undo"]
    if own:
        put(console)
        put(console, Text("Your own edits", "bold"))
    for one in own:
        text = f"{one.at:%Y-%m-%d}  {printable(one.text)}"
        put(console, Text(f"{text}, taken back", "dim") if one.undone else text)


def _change_row(one: ChangeOut, *, is_unicode: bool) -> list[Cell]:
    then, now = (bar(share, BAR, is_unicode=is_unicode) for share in (one.from_share, one.to_share))
    return [
        one.label,
        Text(one.change, CHANGE_STYLES[one.change]),
        percent(one.from_share),
        then,
        percent(one.to_share),
        now,
        str(len(one.evidence)),
    ]


def show_edit(console: Console, result: EditResult) -> None:
    """What was done, or taken back, and from when it holds."""
    word = "Taken back" if result.undone else "Done"
    put_words(console, f"{word}: {printable(result.text.rstrip('.'))}. {NEXT_LIST}")


def show_preference(console: Console, result: PreferenceResult) -> None:
    """The rule, and how to take it back."""
    put_words(console, f"Kept: {rule(result)}. {NEXT_LIST}")
    put(console, Text(f"Take it back with: penchant undo {printable(result.user_id)}", "dim"))


def put_passing(console: Console, passing: list[EvidenceOut]) -> None:
    """What is too little of its kind to be an interest; nothing where there is none."""
    if passing:
        titles = [printable(one.title) for one in passing[:PASSING_SHOWN]]
        more = len(passing) - len(titles)
        tail = f" and {more} more" if more else ""
        put(console)
        put_words(console, f"Too early to tell: {'; '.join(titles)}{tail}")


def put_rules(console: Console, preferences: list[PreferenceOut]) -> None:
    """The rules that the person has set; nothing where there is none."""
    if preferences:
        put(console)
        put_words(console, f"You asked for: {'; '.join(map(rule, preferences))}")


def rule(one: PreferenceOut) -> str:
    """A rule in words: "less gore"."""
    return f"{one.liking} {printable(one.about)}"


def percent(share: float) -> str:
    """A share in whole percents."""
    return f"{share:.0%}" if share >= 0.005 or not share else "<1%"
