"""The one checker of worded text: what the facts do not say is not said.

A sentence is admitted when every title, name, number, share, date and movement in it is in the
facts and belongs there to the thing that it is said of. Whatever is in doubt is dropped: a lost
sentence costs a template its place, a false one costs trust.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from penchant.agent.explain import form
from penchant.agent.explain.facts import Facts
from penchant.agent.explain.mentions import Mention, TitleIndex, Vocabulary, index_of
from penchant.agent.explain.names import unknown_name
from penchant.agent.explain.polarity import moves, negation
from penchant.agent.explain.quantities import Quantity, quantities
from penchant.agent.explain.sentences import BLANK, folded, joined, sentences

_NEAR = 2
"""Percentage points that a fraction in words may be off: "a third" is 31 to 35 %."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedSentence:
    """A sentence, and whether it may be shown."""

    text: str
    admitted: bool
    reason: str = ""
    """Why it was dropped."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A text, sentence by sentence."""

    sentences: tuple[CheckedSentence, ...]
    text: str
    """The admitted sentences."""

    @property
    def is_whole(self) -> bool:
        """True when nothing was dropped, and there is something."""
        return bool(self.sentences) and all(one.admitted for one in self.sentences)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A sentence with what was recognised in it."""

    sentence: str
    rest: str
    """The sentence with everything recognised blanked out."""
    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    facts: Facts
    vocabulary: Vocabulary
    known_titles: TitleIndex

    def bare(self) -> str:
        """The rest without its numbers and dates."""
        rest = self.rest
        for one in self.quantities:
            end = one.start + len(one.text)
            rest = rest[: one.start] + BLANK * len(one.text) + rest[end:]
        return rest

    def labels(self) -> list[Mention]:
        """The labelled things, in order, each as often as the sentence comes to speak of it."""
        found: list[Mention] = []
        for one in self.mentions:
            if one.kind == "label" and one.about and (not found or found[-1].about != one.about):
                found.append(one)
        return found


Rule = Callable[[Reading], str | None]
"""The reason to drop a sentence, or None."""


def check(text: str, facts: Facts, *, known_titles: TitleIndex | Collection[str] = ()) -> Checked:
    """Which sentences of a text the facts bear out.

    Args:
        text: English or Chinese.
        facts: all that may be named.
        known_titles: the catalogue's; those that are not in the facts may not be named. A catalogue
            that is used often comes as a `TitleIndex`.
    """
    vocabulary, index = Vocabulary(facts), index_of(known_titles)
    checked: list[CheckedSentence] = []
    seen: set[str] = set()
    for sentence in sentences(text):
        reason = "said before" if folded(sentence) in seen else None
        reason = reason or form.fault(sentence) or _fault(_read(sentence, facts, vocabulary, index))
        seen.add(folded(sentence))
        checked.append(CheckedSentence(text=sentence, admitted=reason is None, reason=reason or ""))
    kept = [one.text for one in checked if one.admitted]
    return Checked(sentences=tuple(checked), text=joined(kept))


def _read(sentence: str, facts: Facts, vocabulary: Vocabulary, index: TitleIndex) -> Reading:
    mentions, rest = vocabulary.mentions(sentence)
    return Reading(
        sentence=sentence,
        rest=rest,
        mentions=mentions,
        quantities=quantities(rest),
        facts=facts,
        vocabulary=vocabulary,
        known_titles=index,
    )


def _fault(reading: Reading) -> str | None:
    return next((reason for rule in _RULES if (reason := rule(reading))), None)


def _foreign_title(reading: Reading) -> str | None:
    title = reading.known_titles.first_in(reading.rest)
    return f"names the title {title}, which is not in the facts" if title else None


def _foreign_name(reading: Reading) -> str | None:
    name = unknown_name(reading.bare(), reading.vocabulary.words)
    return f"names {name}, which is not in the facts" if name else None


def _foreign_quantity(reading: Reading) -> str | None:
    facts = reading.facts
    percents, dates = facts.all_percents(), facts.all_dates()
    for one in reading.quantities:
        match one.kind:
            case "percent":
                is_known = one.value in percents
            case "about_percent":
                is_known = any(abs(one.value - percent) <= _NEAR for percent in percents)
            case "date":
                is_known = one.when is not None and (
                    any(map(one.when.fits, dates)) or (_is_year(one) and one.when.year in facts.numbers)
                )
            case _:
                is_known = one.value in facts.numbers
        if not is_known:
            return f"says {one.text.strip()}, which is not in the facts"
    return form.loose_time(reading.rest)


def _is_year(one: Quantity) -> bool:
    return one.when is not None and one.when.month is None


def _turned_round(reading: Reading) -> str | None:
    """Only what the reader turned away from may be denied, and it must be."""
    turned = negation(reading.rest)
    disliked = [one for one in reading.mentions if one.is_disliked]
    others = [one for one in reading.mentions if not one.is_disliked and one.kind != "name"]
    if turned and not disliked:
        return f"turns a fact round with {turned!r}"
    if turned and others:
        return f"denies with {turned!r} what the facts affirm"
    if disliked and not turned:
        return "affirms what the reader turned away from"
    return None


def _misattributed(reading: Reading) -> str | None:
    """A share, a date or a movement belongs to the thing that it is said of."""
    about, labels = reading.facts.about, reading.labels()
    for claims in _claims(reading):
        for (text, holds), places in _attributed(claims, labels):
            if not any(holds(place) for place in places or range(len(about))):
                return f"says {text} of something else than the facts do"
    return None


Claim = tuple[str, Callable[[int], bool]]
"""What is said, and whether it is true of the thing at a place in `Facts.about`."""


def _claims(reading: Reading) -> Iterator[list[Claim]]:
    about, free = reading.facts.about, reading.facts

    def percent(one: Quantity) -> Claim:
        near = _NEAR if one.kind == "about_percent" else 0
        own = [value for value in free.percents if abs(value - one.value) <= near]
        return (
            one.text,
            lambda place: bool(own) or any(abs(value - one.value) <= near for value in about[place].percents),
        )

    def day(one: Quantity) -> Claim:
        when = one.when
        is_free = when is not None and (
            any(map(when.fits, free.dates)) or (_is_year(one) and when.year in free.numbers)
        )
        return (
            one.text,
            lambda place: is_free or (when is not None and any(map(when.fits, about[place].dates))),
        )

    yield [percent(one) for one in reading.quantities if one.kind in ("percent", "about_percent")]
    yield [day(one) for one in reading.quantities if one.kind == "date"]
    yield [
        (move.text, lambda place, states=move.states: about[place].state in states)  # type: ignore[misc]
        for move in moves(reading.rest)
    ]


def _attributed(claims: list[Claim], labels: Sequence[Mention]) -> Iterator[tuple[Claim, Sequence[int]]]:
    """Each claim with the places it may be of: in step with the labels where there are as many."""
    if len(claims) == len(labels):
        yield from zip(claims, (label.about for label in labels), strict=True)
        return
    everything = [place for label in labels for place in label.about]
    yield from ((claim, everything) for claim in claims)


def _says_nothing(reading: Reading) -> str | None:
    return None if reading.mentions or reading.quantities else "says nothing that is in the facts"


_RULES: tuple[Rule, ...] = (
    _foreign_title,
    _foreign_name,
    _foreign_quantity,
    _turned_round,
    _misattributed,
    _says_nothing,
)
