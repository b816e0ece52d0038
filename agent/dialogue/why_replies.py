"""Replies to "why number 2?", "why not that?", "what if?" and "why this and not that?"."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.shapes import StatementShape
from penchant.agent.dialogue.showing import REASON, joined, listing, plain
from penchant.agent.dialogue.why_shapes import ComparisonShape, SideShape, WhatIfShape
from penchant.agent.dialogue.words import Language
from penchant.agent.explain.templates import statement_text

if TYPE_CHECKING:
    from pydantic import BaseModel

_NAMED = 4
"""Titles that are named of those that leave, enter or move."""
_SAID: Mapping[str, tuple[str, str]] = {
    "listed": ("{title} is number {rank} in the list.", "{title}是列表中的第 {rank} 个。"),
    "absent": ("{title} is not in the list.", "{title}不在列表里。"),
    "would": (
        "{title} is not in the list; it would be number {rank}.",
        "{title}不在列表里；它会排在第 {rank}。",
    ),
    "nothing": ("No reason was stored with it.", "没有保存理由。"),
    "for": ("This speaks for it:", "支持它的理由："),
    "without": ("Without {what}:", "如果没有{what}："),
    "with": ("Had you liked {what}:", "如果你喜欢{what}："),
    "left": ("{titles} would leave the list.", "{titles}会离开列表。"),
    "entered": ("{titles} would come in.", "{titles}会进入列表。"),
    "shifted": ("{titles} would change places.", "{titles}会改变位置。"),
    "unmoved": ("Nothing in the list would change.", "列表不会有任何变化。"),
    "undone": (
        "You had done nothing of that before this list was made, so nothing would change.",
        "在生成这个列表之前你没有做过这件事，所以不会有变化。",
    ),
    "first": ("{title} would be first.", "{title}会排在第一。"),
    "even": ("Nothing sets them apart by much.", "两者没有明显差别。"),
}


def _say(name: str, language: Language, **fields: object) -> str:
    return _SAID[name][1 if language == "zh" else 0].format(**fields)


def why(result: "BaseModel", done: Do, language: Language) -> str:
    """Where an item stands and why; where it would stand, and what keeps it out."""
    side = cast("SideShape", result)
    if side.listed:
        said = [worded(one, language) for one in side.statements] or [_say("nothing", language)]
        return joined(language, _stands(side, language), *said)
    barred = [worded(one, language) for one in side.statements if one.kind == "held_back"]
    others = [worded(one, language) for one in side.statements if one.kind != "held_back"]
    opening = _say("absent", language, title=_title(side.title, language))
    return joined(language, opening, *barred, *([_say("for", language), *others] if others else []))


def what_if(result: "BaseModel", done: Do, language: Language) -> str:
    """What leaves, what enters and what moves."""
    found = cast("WhatIfShape", result)
    if any(note.code == "nothing_done" for note in found.notes):
        return _say("undone", language)
    name = "with" if found.added else "without"
    about = dict.fromkeys(one.title for one in found.added or found.removed)
    opening = _say(name, language, what=_named(list(about), language))
    left = [one.title for one in found.moved if one.rank_after is None]
    entered = [one.title for one in found.moved if one.rank_before is None]
    shifted = [one.title for one in found.moved if one.rank_before is not None and one.rank_after is not None]
    if not found.moved:
        return joined(language, opening, _say("unmoved", language))
    parts = [
        _say(kind, language, titles=_named(titles, language))
        for kind, titles in (("left", left), ("entered", entered), ("shifted", shifted))
        if titles
    ]
    first = [_say("first", language, title=_title(found.items[0].title, language))] if found.items else []
    return joined(language, opening, *parts, *first)


def compare_items(result: "BaseModel", done: Do, language: Language) -> str:
    """Where both stand, and in what each is ahead."""
    found = cast("ComparisonShape", result)
    compared = [worded(one, language) for one in found.statements if one.kind == "compared"]
    sides = [part for side in (found.item, found.other) for part in _side(side, language)]
    is_comparable = not any(one.kind == "held_back" for one in found.statements)
    return joined(language, *sides, *(compared or ([_say("even", language)] if is_comparable else [])))


def worded(one: StatementShape, language: Language) -> str:
    """A statement in the language of the question; as it was told where its fields do not suffice."""
    text = statement_text(one.kind, one.fields, language) if language == "zh" else ""
    text = plain(text or one.text, REASON)
    return text if text.endswith((".", "!", "?", "。", "…")) else f"{text}."


def _side(side: SideShape, language: Language) -> list[str]:
    """Where an item stands, and what keeps it out where something does."""
    barred = [] if side.listed else [one for one in side.statements if one.kind == "held_back"]
    told = [worded(one, language) for one in barred if side.would_rank is None]
    return [_stands(side, language), *told]


def _stands(side: SideShape, language: Language) -> str:
    title = _title(side.title, language)
    if side.rank is not None:
        return _say("listed", language, title=title, rank=side.rank)
    if side.would_rank is not None:
        return _say("would", language, title=title, rank=side.would_rank)
    return _say("absent", language, title=title)


def _named(titles: Sequence[str], language: Language) -> str:
    shown = [_title(one, language) for one in titles[:_NAMED]]
    more = len(titles) - len(shown)
    if more:
        shown.append(f"另外 {more} 项" if language == "zh" else f"{more} more")
    return listing(language, shown)


def _title(title: str, language: Language) -> str:
    return f"《{plain(title)}》" if language == "zh" else plain(title)


WHY_COMPOSERS: Mapping[str, Callable[["BaseModel", Do, Language], str]] = {
    "explain_recommendation": why,
    "what_if": what_if,
    "compare_items": compare_items,
}
