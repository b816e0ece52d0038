"""True sentences about an explanation, filled into wordings that people wrote for each kind of statement."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from penchant.agent.types import Explanation, Reason

Origin = Literal["template", "tuned", "fresh"]
"""The product's own sentence; a paraphrase that the checker was tuned on; one that it had not met."""

_DEEDS: Mapping[str, tuple[str, ...]] = {
    "view": ("looked at", "viewed"),
    "click": ("opened", "clicked on"),
    "play": ("played", "watched"),
    "like": ("liked", "loved"),
    "rate": ("rated", "reviewed"),
    "purchase": ("bought", "got"),
    "save": ("saved", "bookmarked"),
    "share": ("shared",),
    "comment": ("commented on",),
}
_NAMED = 3
"""Titles that a sentence can hold."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A true sentence, the wording behind it and what fills it."""

    text: str
    wording: str
    """With a slot for each fact; the text itself where it is the product's own sentence."""
    slots: Mapping[str, str]
    kind: str
    """Which wordings it is of: a kind of statement, or a form of one."""
    origin: Origin
    reason: Reason | None
    """The statement; None for where the item stands."""

    def refilled(self, **slots: str) -> str:
        """The same sentence with other things in its slots."""
        return fill(self.wording, {**self.slots, **slots})

    def with_wording(self, wording: str) -> str:
        """Its facts in another wording, as that is written."""
        return _SLOT.sub(lambda slot: self.slots[slot[1]], wording)


@cache
def wordings() -> Mapping[str, Mapping[str, list[str]]]:
    """The paraphrases: those that the checker was tuned on, and those that it had not met."""
    text = files(__package__).joinpath("phrasings.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, list[str]]] = json.loads(text)
    return loaded


def told(explanation: Explanation, size: int) -> Iterator[Told]:
    """Every true sentence about an explanation that the wordings give.

    Args:
        explanation: of an item in a list.
        size: places of the list.
    """
    item = explanation.title
    for reason in explanation.statements:
        slots = {"item": item, **_slots(reason)}
        yield Told(
            text=f"{reason.text.rstrip('.。')}.",
            wording=_slotted(f"{reason.text.rstrip('.。')}.", slots),
            slots=slots,
            kind=form_of(reason),
            origin="template",
            reason=reason,
        )
        yield from _paraphrased(form_of(reason), slots, reason)
    if explanation.rank is not None:
        slots = {"item": item, "rank": str(explanation.rank), "size": str(size)}
        yield from _paraphrased("place", slots, None)


def as_told(text: str, explanation: Explanation, size: int) -> Told | None:
    """A sentence that somebody else wrote, with the facts in it made slots; None where it has none."""
    best: Told | None = None
    for reason in explanation.statements:
        slots = {
            "item": explanation.title,
            **_slots(reason),
            "rank": str(explanation.rank),
            "size": str(size),
        }
        wording = _slotted(text, slots)
        made = Told(
            text=text, wording=wording, slots=slots, kind=form_of(reason), origin="tuned", reason=reason
        )
        if best is None or wording.count("{") > best.wording.count("{"):
            best = made
    return best if best is not None and "{" in best.wording else None


def form_of(reason: Reason) -> str:
    """Which wordings a statement takes."""
    fields = reason.fields
    match reason.kind:
        case "interest" if fields.get("near") or "comes near" in reason.text:
            return "interest_hedged"
        case "popular" if fields.get("days") is None:
            return "popular_ever"
        case "without":
            return "without_out" if fields.get("rank_after") is None else "without_falls"
        case "history" if not fields.get("stays"):
            return "history_other"
        case _:
            return reason.kind


def fill(wording: str, slots: Mapping[str, str]) -> str:
    """The wording with its slots filled; a sentence begins with a capital."""
    text = _SLOT.sub(lambda slot: slots[slot[1]], wording)
    return (
        text if wording.startswith("{item}") or wording.startswith("{title") else text[0].upper() + text[1:]
    )


def _paraphrased(form: str, slots: Mapping[str, str], reason: Reason | None) -> Iterator[Told]:
    for origin in ("tuned", "fresh"):
        for wording in wordings()[origin].get(form, ()):
            if set(_SLOT.findall(wording)) <= slots.keys():
                yield Told(
                    text=fill(wording, slots),
                    wording=wording,
                    slots=slots,
                    kind=form,
                    origin=origin,
                    reason=reason,
                )


def _slots(reason: Reason) -> dict[str, str]:
    fields = reason.fields
    slots = {
        name: str(fields[name])
        for name in ("title", "state", "about", "query")
        if fields.get(name) is not None
    }
    if isinstance(fields.get("label"), str):
        slots["label"] = in_a_sentence(str(fields["label"]))
    people, days, share = fields.get("people"), fields.get("days"), fields.get("share")
    # One person is spoken of in other words.
    if isinstance(people, int) and people > 1:
        slots["people"] = f"{people:,}"
    if isinstance(days, int | float):
        slots["days"] = f"{days:g}"
    if isinstance(share, int | float) and round(100 * share) > 0:
        slots["share"] = str(round(100 * share))
    kind = fields.get("event_kind")
    if isinstance(kind, str) and kind in _DEEDS:
        slots["deed"] = _DEEDS[kind][len(reason.text) % len(_DEEDS[kind])]
    day = _day_of(reason)
    if day is not None:
        slots |= {"day": said_day(day), "month": f"{day:%B %Y}"}
    titles = fields.get("titles")
    names = [str(title) for title in titles] if isinstance(titles, list | tuple) else []
    if 0 < len(names) <= _NAMED and len(names) == fields.get("count", len(names)):
        slots["titles"] = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    for slot, name in (("before", "rank_before"), ("after", "rank_after")):
        if isinstance(fields.get(name), int):
            slots[slot] = str(fields[name])
    return slots


def in_a_sentence(label: str) -> str:
    """The terms of a label as they are spoken."""
    parts = [part.strip() for part in label.split(",") if part.strip()]
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else label


def said_day(day: date) -> str:
    """A day in words."""
    return f"{day.day} {day:%B %Y}"


def _day_of(reason: Reason) -> date | None:
    day = reason.fields.get("day")
    if isinstance(day, str):
        return date.fromisoformat(day[:10])
    found = re.search(r"\bon (\d{1,2} [A-Z][a-z]+ \d{4})", reason.text)
    if found is None:
        return None
    from datetime import datetime

    return datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007 - a day without a zone


def _slotted(text: str, slots: Mapping[str, str]) -> str:
    """The product's sentence with its facts made slots again, the longest first."""
    made = text.replace("{", "(").replace("}", ")")
    for name, value in sorted(slots.items(), key=lambda one: -len(one[1])):
        if name == "item" or not value:
            continue
        pattern = rf"(?<![\w{{]){re.escape(value)}(?![\w}}])"
        made = re.sub(pattern, f"{{{name}}}", made, count=1)
    # Where one fact's words lie inside another's, the sentence is left as it is.
    return made if fill(made, slots) == text else text.replace("{", "(").replace("}", ")")
