"""The one checker of worded text: what the facts do not say is not said.

A sentence is admitted when every title, name, number, share, date and movement in it is in the
facts and belongs there to the thing that it is said of. Whatever is in doubt is dropped: a lost
sentence costs a template its place, a false one costs trust.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from penchant.agent.explain import form
from penchant.agent.explain.actions import unseen_action
from penchant.agent.explain.attributed import NEAR, claims_of, is_year, misattributed
from penchant.agent.explain.facts import Facts
from penchant.agent.explain.mentions import Mention, TitleIndex, Vocabulary, index_of
from penchant.agent.explain.names import unknown_name
from penchant.agent.explain.polarity import negation
from penchant.agent.explain.quantities import Quantity, quantities
from penchant.agent.explain.sentences import BLANK, folded, joined, sentences


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
    known = [slice(one.start, one.end) for one in reading.mentions if one.kind == "title"]
    index = reading.known_titles
    title = index.first_in(reading.rest) or index.wider_than(reading.sentence, known)
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
                is_known = any(abs(one.value - percent) <= NEAR for percent in percents)
            case "date":
                is_known = one.when is not None and (
                    any(map(one.when.fits, dates)) or (is_year(one) and one.when.year in facts.numbers)
                )
            case _:
                is_known = one.value in facts.numbers
        if not is_known:
            return f"says {one.text.strip()}, which is not in the facts"
    return form.loose_time(reading.rest)


def _unseen_action(reading: Reading) -> str | None:
    action = unseen_action(reading.rest, reading.facts.actions)
    return f"says {action!r}, which nobody did" if action else None


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
    for claims in claims_of(reading.quantities, reading.rest, reading.facts):
        wrong = misattributed(claims, reading.labels(), reading.rest, len(reading.facts.about))
        if wrong is not None:
            return f"says {wrong} of something else than the facts do"
    return None


def _says_nothing(reading: Reading) -> str | None:
    return None if reading.mentions or reading.quantities else "says nothing that is in the facts"


_RULES: tuple[Rule, ...] = (
    _foreign_title,
    _foreign_name,
    _foreign_quantity,
    _unseen_action,
    _turned_round,
    _misattributed,
    _says_nothing,
)
