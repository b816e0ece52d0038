"""Profiles as a person reads them: sentences with their numbers, versions, differences, people."""

from rich.console import Console
from rich.text import Text

from penchant.tools.profiles import ProfileDiffResult, ProfileHistoryResult, ProfilesFound, RewriteResult
from penchant.tools.results import ProfileResult
from penchant.tui.cli.console import printable, put
from penchant.tui.cli.render import minute


def show_profile(console: Console, result: ProfileResult) -> None:
    """The summary, a numbered line for each statement, and who wrote it."""
    put(console, Text.assemble((printable(result.user_id), "bold"), f", version {result.version}"))
    put(console)
    put(console, printable(result.summary))
    for part in (result.recent, result.lasting):
        if part:
            put(console, Text(printable(part), "dim"))
    if result.statements:
        put(console)
    for number, one in enumerate(result.statements, start=1):
        put(console, Text.assemble((f"{number:>2} ", "blue"), printable(one.text)))
    put(console)
    if result.tags:
        put(console, Text(f"Tags: {printable(', '.join(result.tags))}", "dim"))
    put(console, Text(f"Written {_by(result.written_by)} on {minute(result.written_at)}", "dim"))


def show_history(console: Console, result: ProfileHistoryResult) -> None:
    """A version a paragraph, the newest last."""
    if not result.versions:
        put(console, f"There is no profile of {printable(result.user_id)} yet")
    for one in result.versions:
        cost = f", {one.tokens:,} tokens in {one.seconds:.1f} s" if one.calls else ""
        refused = sum(bool(step.refused) for step in one.operations)
        dropped = f", {refused} proposals refused" if refused else ""
        put(
            console,
            Text.assemble(
                (f"Version {one.version}", "bold"),
                f", {minute(one.written_at)}, {_by(one.written_by)}{cost}{dropped}",
            ),
        )
        put(console, printable(one.summary))
        put(console)


def show_diff(console: Console, result: ProfileDiffResult) -> None:
    """What came, what was put otherwise, what went, and what was proposed in vain."""
    put(console, Text(f"From version {result.before} to version {result.after}", "bold"))
    for one in result.added:
        put(console, Text.assemble(("+ ", "green"), printable(one.text)))
    for pair in result.reworded:
        put(console, Text.assemble(("~ ", "yellow"), printable(pair.before.text)))
        put(console, Text.assemble(("  ", ""), printable(pair.after.text)))
    for one in result.retired:
        put(console, Text.assemble(("- ", "red"), printable(one.text)))
    for step in result.refused:
        put(
            console, Text(f"refused: {step.action} {printable(step.text)} ({printable(step.refused)})", "dim")
        )
    if not (result.added or result.reworded or result.retired):
        put(console, "Nothing changed")


def show_rewrite(console: Console, result: RewriteResult) -> None:
    """The rules that a correction came to."""
    for rule in result.rules:
        put(console, f"From now on: {rule.liking} {printable(rule.about)}")
    put(console, Text(f"`penchant undo {printable(result.user_id)}` takes the last of them back", "dim"))


def show_people(console: Console, result: ProfilesFound) -> None:
    """A person a line, with the sentence that is near."""
    if not result.people:
        put(console, "Nobody has a profile yet that can be looked through: write one with --refresh")
    for one in result.people:
        put(
            console,
            Text.assemble(
                (f"{one.similarity:.2f} ", "dim"),
                (printable(one.user_id), "bold"),
                f"  {printable(one.statement)}",
            ),
        )


def _by(writer: str) -> str:
    return "by template" if writer == "template" else f"by {printable(writer)}"
