"""Language models as a person reads of them."""

from rich.console import Console
from rich.text import Text

from penchant.tools.model_reports import AnswerOut, ChosenResult, FetchedResult, ModelsResult, TrialResult
from penchant.tui.cli.console import Column, printable, put, put_table

_GIGA, _MEGA = 1_000_000_000, 1_000_000
_ORIGINS = {
    "packaged": "installed",
    "fetched": "fetched",
    "file": "file",
    "endpoint": "endpoint",
    "recommended": "to fetch",
}


def show_models(console: Console, result: ModelsResult) -> None:
    """A row for each model, and what the one in use does."""
    columns = [
        Column(name=""),
        Column(name="Model"),
        Column(name="State"),
        Column(name="Size", side="right"),
        Column(name="Licence"),
        Column(name="Good for", ratio=1, is_whole=False),
    ]
    rows = [
        (
            "*" if one.is_in_use else "",
            one.name,
            _ORIGINS[one.origin] if one.is_here or one.origin == "recommended" else "missing",
            size(one.size),
            one.licence or "",
            one.about or one.where,
        )
        for one in result.models
    ]
    put_table(console, columns, rows)
    put(console)
    if result.in_use is None:
        put(console, "None is in use: everything is worded by template.")
    else:
        plans = {True: "plans the conversation", False: "words, and does not plan", None: "not tried yet"}
        why = f" ({result.plans_why})" if result.plans is not None else ": `penchant models test` tries it"
        put(console, f"In use: {printable(result.in_use)}, {plans[result.plans]}{why}.")
    put(console, "Fetch one with `penchant models pull NAME`, choose one with `penchant models use NAME`.")


def show_chosen(console: Console, result: ChosenResult) -> None:
    """What is in use from now on."""
    what = result.model or {"none": "no model", "auto": "the first that is found"}.get(result.kind, "SmolLM2")
    if result.kind == "hosted":
        what = f"{result.model or 'the first model'} of {result.base_url}"
    put(console, f"In use from now on: {printable(what)}.")
    note = " The file holds a key, and only you can read it." if result.has_key else ""
    put(console, Text(f"Written to {result.settings}.{note}", "dim"))


def show_trial(console: Console, result: TrialResult) -> None:
    """How it did, a line a question."""
    put(
        console,
        f"{printable(result.model)}" + (f", loaded in {result.load_s:.1f} s" if result.load_s else ""),
    )
    put(console, f"first answer    {_timed(result.first)}")
    put(console, f"second answer   {_timed(result.second)}")
    put(console, f"JSON            {'kept to' if result.json_ok else 'not kept to'}, {result.json_s:.1f} s")
    put(
        console,
        f"calls of tools  {'yes, it can plan' if result.calls_tools else 'no'} ({result.calls_tools_why})",
    )
    put(console, f"it wrote        {printable(result.first.text)}")
    for note in result.notes:
        put(console, Text.assemble(("note: ", "yellow"), printable(note)))


def show_fetched(console: Console, result: FetchedResult) -> None:
    """Where it is."""
    how = "was there already" if result.was_there else "fetched"
    put(console, f"{printable(result.name)} {how}: {result.path}, {size(result.size)}")
    is_right = "as it should be" if result.is_checked else "nobody said what it should be"
    put(console, Text(f"sha256 {result.sha256}, {is_right}", "dim"))
    put(console, f"Choose it with `penchant models use {printable(result.name)}`.")


def size(count: int | None) -> str:
    """Bytes as they are spoken of."""
    if count is None:
        return ""
    return f"{count / _GIGA:.1f} GB" if count >= _GIGA else f"{count / _MEGA:.0f} MB"


def _timed(one: AnswerOut) -> str:
    speed = f", {one.tokens_per_second:.0f} tokens/s" if one.tokens_per_second else ""
    return f"first token after {one.first_token_s * 1000:.0f} ms{speed}, {one.seconds:.1f} s in all"
