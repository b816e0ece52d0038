"""Errors planted into true sentences: each kind of falsehood that a fluent writer slips in.

Nothing here reads the checker. A planted sentence is false by its making: a fact is exchanged for one
that differs, or something is claimed that no statement of the explanation says.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from penchant.agent.evaluation.explanations.phrasings import Told, in_a_sentence, said_day
from penchant.agent.types import Explanation

_STATES = ("new", "rising", "steady", "fading", "dormant", "returned")
_DEEDS = {
    "liked": "like", "loved": "like", "bought": "purchase", "got": "purchase", "rated": "rate", "reviewed": "rate",
    "saved": "save", "bookmarked": "save", "shared": "share", "played": "play", "watched": "play",
    "looked at": "view", "viewed": "view", "opened": "click", "clicked on": "click",
}  # fmt: skip
_TELLING_DEEDS = ("liked", "bought", "rated", "saved", "shared", "played", "viewed", "opened", "reviewed", "watched")
_CAUSES: Mapping[str, Sequence[str]] = {
    "new": ("It is here because it is new.", "It is a new release, and so it is listed."),
    "popular": (
        "It is here because it is popular.",
        "Many people took it in the last 7 days.",
        "It is trending right now.",
    ),
    "together": ("People who had {title} had it too.", "Others with the same history took it."),
    "interest": ("It fits your rising interest in {label}.", "It is here because of your interest in {label}."),
    "exploration": ("It is here so that you try something different.", "This one is for the sake of exploration."),
    "preference": ("You asked for more {label}.", "You said that you want more of this."),
    "query": ("It matches what you searched for.",),
    "recent": ("It is like {title}, which you liked.", "Because you bought {title}."),
    "without": ("Without {title} it would not be in this list.", "Had you not had {title}, it would not be here."),
    "history": ("Nothing in your history alone put this here.",),
}
_INVENTED = (
    "Critics praise it.", "It is here because critics praise it.", "Your friends had it too.", "It is cheap this week.",
    "It won several awards.", "It comes from the same director.", "It is by an author you follow.",
    "It is short enough for an evening.", "It was advertised.", "It is close to where you live.",
    "It is highly rated.", "It suits the weather.", "People of your age take it.", "It is in your language.",
    "It was recommended by the editors.", "It is on sale.", "It has a sequel coming.", "It is a classic.",
    "It was made by the same studio.", "It is what your family had.", "It is easy to learn.",
)  # fmt: skip
_PEOPLE = ("Ann", "Your brother", "Tom", "Your friend", "Maria", "She", "He", "My neighbour", "We")
_TIMES = ("last week", "yesterday", "three days ago", "a year ago", "this morning", "for years", "last summer")
_ALWAYS = ("always", "never", "certainly", "undoubtedly")
_NOT = (
    (r"\b(is|was|has|have|would|does|did|are|were)\b", r"\1 not"),
    (r"\b(fits|matches|suits|serves|resembles|belongs|stands|ranks|speaks|counts|comes|brings)\b", r"never \1"),
    (r"\b(you|You) (once )?(\w+ed|got|bought)\b", r"\1 never \3"),
    (r"\b(people|others|takers|users|readers of the list)\b", r"no \1"),
    (r"^Because\b", "Not because"),
    (r"^Since\b", "Not since"),
)
_HEDGES = (
    ("comes close to", "belongs to"), ("comes near", "fits"), ("is not far from", "is squarely in"),
    ("touches on", "fits"), ("may have something to do with", "has to do with"), ("approaches", "matches"),
    ("is somewhat related to", "belongs to"), ("Perhaps it fits in near", "It fits"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Planted:
    """A false sentence, how it was made false, and the true one that it comes from."""

    text: str
    error: str
    told: Told


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What errors are made of."""

    titles: Sequence[str]
    """The catalogue's."""
    labels: Sequence[str]
    """Of other interests."""
    seed: int = 0


def planted(explanation: Explanation, sentences: Sequence[Told], size: int, world: World) -> Iterator[Planted]:
    """False sentences about an explanation, at most one a kind of error and true sentence.

    Args:
        explanation: of an item in a list.
        sentences: true ones, from `told`.
        size: places of the list.
        world: what errors are made of.
    """
    case = _Case(explanation, size, world)
    for one in sentences:
        for error, make in _ERRORS.items():
            text = make(case, one)
            if text and text != one.text:
                yield Planted(text=text[0].upper() + text[1:] if not one.wording.startswith("{") else text, error=error, told=one)


class _Case:
    """One explanation, and chance."""

    def __init__(self, explanation: Explanation, size: int, world: World) -> None:
        self.explanation = explanation
        self.size = size
        self.world = world
        self.chance = random.Random(f"{world.seed} {explanation.list_id} {explanation.item_id}")
        self.kinds = {one.kind for one in explanation.statements}
        self.evidence = list(
            dict.fromkeys(
                title
                for one in explanation.statements
                for title in (one.fields.get("title"), *_listed(one.fields.get("titles")))
                if isinstance(title, str)
            )
        )

    def foreign_title(self) -> str:
        """A title of the catalogue that is neither the item nor evidence."""
        own = {self.explanation.title.casefold(), *(title.casefold() for title in self.evidence)}
        while True:
            title = self.chance.choice(self.world.titles)
            if not any(title.casefold() in one or one in title.casefold() for one in own):
                return title

    def foreign_label(self, but: str) -> str | None:
        """A label that shares no term with this one."""
        terms = set(map(str.casefold, re.findall(r"\w+", but)))
        found = [one for one in self.world.labels if terms.isdisjoint(map(str.casefold, re.findall(r"\w+", one)))]
        return in_a_sentence(self.chance.choice(found)) if found else None


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _foreign_title(case: _Case, one: Told) -> str | None:
    return one.refilled(title=case.foreign_title()) if "{title}" in one.wording else None


def _evidence_for_item(case: _Case, one: Told) -> str | None:
    """The item's place or reason said of what it rests on."""
    if "{item}" not in one.wording or not case.evidence or "{title}" in one.wording:
        return None
    title = case.chance.choice(case.evidence)
    return one.refilled(item=title) if title != case.explanation.title else None


def _item_for_evidence(case: _Case, one: Told) -> str | None:
    if "{title}" not in one.wording or "{item}" in one.wording:
        return None
    return one.refilled(title=case.explanation.title)


def _foreign_item(case: _Case, one: Told) -> str | None:
    return one.refilled(item=case.foreign_title()) if "{item}" in one.wording else None


def _other_evidence(case: _Case, one: Told) -> str | None:
    """A title that is evidence, yet of another statement."""
    if "{title}" not in one.wording or not {"{people}", "{day}", "{deed}"} & set(re.findall(r"\{\w+\}", one.wording)):
        return None
    own = one.slots["title"]
    others = [
        title
        for reason in case.explanation.statements
        if reason.kind in ("recent", "together") and reason is not one.reason
        for title in (reason.fields.get("title"),)
        if isinstance(title, str) and title != own
    ]
    return one.refilled(title=case.chance.choice(others)) if others else None


def _inflated(case: _Case, one: Told) -> str | None:
    if "{people}" not in one.wording:
        return None
    count = int(one.slots["people"].replace(",", ""))
    return one.refilled(people=f"{count * case.chance.randint(2, 9) + case.chance.randint(1, 9):,}")


def _vague_count(case: _Case, one: Told) -> str | None:
    if "{people}" not in one.wording:
        return None
    count = int(one.slots["people"].replace(",", ""))
    words = ["thousands of", "countless", "more than " + one.slots["people"]]
    if count < 100:
        words.append("hundreds of")
    return one.refilled(people=case.chance.choice(words))


def _wrong_span(case: _Case, one: Told) -> str | None:
    if "{days}" not in one.wording:
        return None
    days = float(one.slots["days"])
    return one.refilled(days=str(case.chance.choice([day for day in (1, 3, 5, 14, 60, 90, 365) if day != days])))


def _swapped_numbers(case: _Case, one: Told) -> str | None:
    if "{people}" in one.wording and "{days}" in one.wording and one.slots["people"] != one.slots["days"]:
        return one.refilled(people=one.slots["days"], days=one.slots["people"])
    if "{rank}" in one.wording and "{size}" in one.wording and one.slots["rank"] != one.slots["size"]:
        return one.refilled(rank=one.slots["size"], size=one.slots["rank"])
    if "{before}" in one.wording and "{after}" in one.wording:
        return one.refilled(before=one.slots["after"], after=one.slots["before"])
    if "{people}" in one.wording:
        own = one.slots["people"]
        others = [
            f"{people:,}"
            for reason in case.explanation.statements
            for people in (reason.fields.get("people"),)
            if isinstance(people, int) and people > 1 and f"{people:,}" != own
        ]
        return one.refilled(people=case.chance.choice(others)) if others else None
    return None


def _wrong_day(case: _Case, one: Told) -> str | None:
    if "{day}" not in one.wording:
        return None
    day = _parsed(one.slots["day"]) + timedelta(days=case.chance.choice([-400, -45, -3, -1, 1, 2, 31, 366]))
    return one.refilled(day=said_day(day))


def _wrong_year(case: _Case, one: Told) -> str | None:
    if "{day}" in one.wording:
        words = one.slots["day"].split()
        return one.refilled(day=" ".join([*words[:-1], str(int(words[-1]) + case.chance.choice([-9, -2, -1, 1, 3]))]))
    if "{month}" in one.wording:
        words = one.slots["month"].split()
        return one.refilled(month=f"{words[0]} {int(words[1]) - case.chance.randint(1, 9)}")
    return None


def _invented_time(case: _Case, one: Told) -> str | None:
    if "{deed}" not in one.wording:
        return None
    when = case.chance.choice(_TIMES)
    if " on {day}" in one.wording:
        return _filled(one.wording.replace(" on {day}", f" {when}"), one)
    return f"{one.text.rstrip('.')} {when}."


def _wrong_cause(case: _Case, one: Told) -> str | None:
    """A reason of a kind that is not in force, in place of the sentence."""
    absent = [kind for kind in _CAUSES if kind not in case.kinds and kind != "history"]
    if "history" not in case.kinds and "without" in case.kinds:
        absent.append("history")
    if not absent or not case.evidence:
        return None
    cause = case.chance.choice(_CAUSES[case.chance.choice(absent)])
    label = in_a_sentence(case.chance.choice(case.world.labels)) if case.world.labels else "jazz"
    return cause.replace("{title}", case.chance.choice(case.evidence)).replace("{label}", label)


def _negated(case: _Case, one: Told) -> str | None:
    if one.kind in ("history", "history_other"):
        return None
    for pattern, turned in _NOT:
        text, count = re.subn(pattern, turned, one.wording, count=1)
        if count:
            return _filled(text, one)
    return None


def _wrong_rank(case: _Case, one: Told) -> str | None:
    if "{rank}" not in one.wording:
        return None
    rank = int(one.slots["rank"])
    return one.refilled(rank=str(case.chance.choice([place for place in range(1, case.size + 3) if place != rank])))


def _wrong_size(case: _Case, one: Told) -> str | None:
    if "{size}" not in one.wording:
        return None
    return one.refilled(size=str(case.chance.choice([case.size * 2, case.size + 1, case.size + 7, 100])))


def _dropped_hedge(case: _Case, one: Told) -> str | None:
    if one.kind != "interest_hedged":
        return None
    for hedge, bold in _HEDGES:
        if hedge in one.wording:
            return _filled(one.wording.replace(hedge, bold), one)
    return None


def _wrong_person(case: _Case, one: Told) -> str | None:
    person = case.chance.choice(_PEOPLE)
    text, count = re.subn(r"\byou(?= (?:\{deed\}|asked|once|said))|\bYou(?= (?:\{deed\}|asked|once|said))", person, one.wording, count=1)
    if not count:
        text, count = re.subn(r"\b[Yy]our\b", f"{person}'s", one.wording, count=1)
    return _filled(text, one) if count else None


def _wrong_trend(case: _Case, one: Told) -> str | None:
    if "{state}" not in one.wording:
        return None
    return one.refilled(state=case.chance.choice([state for state in _STATES if state != one.slots["state"]]))


def _wrong_share(case: _Case, one: Told) -> str | None:
    if "{share}" not in one.wording:
        return None
    share = int(one.slots["share"])
    return one.refilled(share=str(case.chance.choice([value for value in (share + 3, share * 2, share + 40, 99) if value != share])))


def _wrong_interest(case: _Case, one: Told) -> str | None:
    if "{label}" not in one.wording:
        return None
    label = case.foreign_label(one.slots["label"])
    return one.refilled(label=label) if label else None


def _wrong_deed(case: _Case, one: Told) -> str | None:
    if "{deed}" not in one.wording or one.slots["deed"] not in _DEEDS:
        return None
    kind = _DEEDS[one.slots["deed"]]
    return one.refilled(deed=case.chance.choice([deed for deed in _TELLING_DEEDS if _DEEDS[deed] != kind]))


def _absolute(case: _Case, one: Told) -> str | None:
    if "{people}" in one.wording:
        return one.refilled(people=case.chance.choice(["all", "most", "all the other", "nearly all"]))
    if "{deed}" in one.wording:
        return _filled(one.wording.replace("{deed}", f"{case.chance.choice(_ALWAYS)} {{deed}}", 1), one)
    text, count = re.subn(r"\b(fits|matches|serves|suits|belongs)\b", r"perfectly \1", one.wording, count=1)
    return _filled(text, one) if count else None


def _invented_reason(case: _Case, one: Told) -> str | None:
    """A reason of a family that does not exist, alone or tied to a true sentence."""
    reason = case.chance.choice(_INVENTED)
    if case.chance.random() < 0.5:
        return reason
    return f"{one.text.rstrip('.')}, and {reason[0].lower()}{reason[1:]}"


def _wrong_attribute(case: _Case, one: Told) -> str | None:
    """A year, an author or a platform that nobody gave."""
    name = "title" if "{title}" in one.wording else "item" if "{item}" in one.wording else None
    if name is None:
        return None
    year = case.chance.randint(1950, 2024)
    bare = re.sub(r"\s*\(\d{4}\)$", "", one.slots[name])
    if str(year) in one.slots[name]:
        return None
    said = case.chance.choice([f"{bare} ({year})", f"{one.slots[name]} of {year}", f"{one.slots[name]} by Jane Smith"])
    return one.refilled(**{name: said})


def _invented_counterfactual(case: _Case, one: Told) -> str | None:
    if one.kind not in ("recent", "together", "place", "without_out", "without_falls"):
        return None
    title = case.foreign_title()
    if "without" not in case.kinds and "title" in one.slots:
        title = one.slots["title"]
    wording = case.chance.choice(
        ["Without {title} it would not be in this list.", "If you had not had {title}, it would be number 37.",
         "But for {title}, it would have dropped out of the list."]
    )  # fmt: skip
    return wording.replace("{title}", title)


def _turned_counterfactual(case: _Case, one: Told) -> str | None:
    """The other outcome, another rank, or too few of the events."""
    if one.kind == "without_falls":
        if "{after}" not in one.wording or case.chance.random() < 0.3:
            return f"Without {one.slots['titles']} it would not be in this list." if "titles" in one.slots else None
        return one.refilled(after=str(int(one.slots["after"]) + case.chance.choice([-1, 1, 5, 20])))
    if one.kind == "without_out" and "titles" in one.slots:
        names = [str(title) for title in _listed(one.reason.fields.get("titles") if one.reason else ())]
        if len(names) > 1 and "{titles}" in one.wording:
            return one.refilled(titles=case.chance.choice(names))
        return case.chance.choice(
            [f"Without {one.slots['titles']} it would still be in this list.",
             f"Without {one.slots['titles']} it would be number 12."]
        )  # fmt: skip
    if one.kind == "history":
        return case.chance.choice(
            ["Your history alone put this here.", "Your history is the reason that it is here.",
             "One event in your history alone put this here."]
        )  # fmt: skip
    return None


def _reversed_comparison(case: _Case, one: Told) -> str | None:
    """The weaker reason said to be the stronger one."""
    statements = [reason for reason in case.explanation.statements if reason.contribution > 0]
    said = {"interest": "your interest", "popular": "that it is popular", "together": "what others had", "recent": "its likeness"}
    ordered = [reason for reason in sorted(statements, key=lambda reason: -reason.contribution) if reason.kind in said]
    if len(ordered) < 2 or ordered[0].kind == ordered[-1].kind or one.reason is not ordered[-1]:
        return None
    strong, weak = said[ordered[0].kind], said[ordered[-1].kind]
    return case.chance.choice(
        [f"{weak} counts more than {strong}.", f"{strong} counts less than {weak}.",
         f"The main reason: {one.text[0].lower()}{one.text[1:]}", f"Above all, {one.text[0].lower()}{one.text[1:]}"]
    )  # fmt: skip


def _filled(wording: str, one: Told) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: one.slots[slot[1]], wording)


def _parsed(day: str) -> date:
    from datetime import datetime

    return datetime.strptime(day, "%d %B %Y").date()  # noqa: DTZ007 - a day without a zone


_ERRORS: Mapping[str, Callable[[_Case, Told], str | None]] = {
    "title of the catalogue": _foreign_title,
    "another item": _foreign_item,
    "evidence for item": _evidence_for_item,
    "item for evidence": _item_for_evidence,
    "title of another statement": _other_evidence,
    "inflated count": _inflated,
    "vague count": _vague_count,
    "wrong span": _wrong_span,
    "swapped numbers": _swapped_numbers,
    "wrong day": _wrong_day,
    "wrong year": _wrong_year,
    "invented time": _invented_time,
    "wrong cause": _wrong_cause,
    "negation": _negated,
    "wrong rank": _wrong_rank,
    "wrong list size": _wrong_size,
    "dropped hedge": _dropped_hedge,
    "wrong person": _wrong_person,
    "wrong trend": _wrong_trend,
    "wrong share": _wrong_share,
    "wrong interest": _wrong_interest,
    "wrong deed": _wrong_deed,
    "absolute claim": _absolute,
    "invented reason": _invented_reason,
    "wrong attribute": _wrong_attribute,
    "invented counterfactual": _invented_counterfactual,
    "turned counterfactual": _turned_counterfactual,
    "reversed comparison": _reversed_comparison,
}
ERRORS: tuple[str, ...] = tuple(_ERRORS)
"""The kinds of planted errors."""
