"""What a sentence about an explanation says, in pieces that a statement can bear out one by one."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from penchant.agent.explain import claim_words as claims
from penchant.agent.explain.backing import Outcome, Role
from penchant.agent.explain.counted import counted
from penchant.agent.explain.cue_words import CUES
from penchant.agent.explain.deeds import deeds_in
from penchant.agent.explain.mentions import Mention
from penchant.agent.explain.polarity import Move, moves
from penchant.agent.explain.quantities import PartialDate
from penchant.agent.explain.sentences import folded
from penchant.agent.types import EventKind, InterestStatus

AtomKind = Literal[
    "title",
    "item",
    "label",
    "name",
    "count",
    "percent",
    "about_percent",
    "date",
    "recently",
    "deed",
    "move",
    "cue",
    "condition",
    "outcome",
    "first",
    "hedge",
    "fit",
    "vague",
]
HEADS: frozenset[AtomKind] = frozenset(
    {"title", "label", "name", "cue", "condition", "outcome", "vague", "percent", "about_percent"}
)
"""What tells which statement is meant; the rest belongs to the statement that is spoken of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Atom:
    """One piece of a sentence."""

    kind: AtomKind
    start: int
    text: str
    value: float = 0.0
    role: Role = "any"
    when: PartialDate | None = None
    deeds: frozenset[EventKind] = frozenset()
    states: frozenset[InterestStatus] = frozenset()
    families: frozenset[str] = frozenset()
    outcome: Outcome | None = None
    about: tuple[int, ...] = ()
    most: float = 0.0

    @property
    def end(self) -> int:
        """Where it stops."""
        return self.start + len(self.text)

    @property
    def is_head(self) -> bool:
        """True when it tells which statement is meant."""
        return self.kind in HEADS or (self.kind == "count" and self.role in ("people", "rank", "places"))


@dataclass
class Pieces:
    """A sentence on its way into atoms: what was recognised is taken out of the rest."""

    whole: str
    """With titles, labels and names blanked out."""
    rest: str
    """The same without whatever was recognised since."""
    atoms: list[Atom] = field(default_factory=list)

    def take(self, pattern: "re.Pattern[str]", make: "Callable[[re.Match[str]], Atom | None]") -> None:
        """Turn each match into an atom, or into nothing that matters."""
        for match in pattern.finditer(self.rest):
            atom = make(match)
            if atom is not None:
                self.atoms.append(atom)
            self.drop(match.start(), match.end())

    def drop(self, start: int, end: int) -> None:
        """Nothing is looked for there any more."""
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]


def atoms_of(sentence: str, mentions: Collection[Mention], rest: str, item: Collection[str]) -> Pieces:
    """The atoms of a sentence, in order, and what is left of its words.

    Args:
        sentence: as it was written.
        mentions: the known things that it names.
        rest: the sentence with those blanked out.
        item: the forms of the title that is explained, folded.
    """
    pieces = Pieces(whole=rest, rest=rest)
    pieces.atoms.extend(_named(sentence, mentions, item))
    pieces.take(claims.HARMLESS, lambda match: None)
    for pattern, days in claims.SPANS:
        pieces.take(pattern, _with(kind="count", value=days, role="days"))
    pieces.take(claims.RECENTLY, _with(kind="recently"))
    pieces.take(claims.CONDITION, _with(kind="condition"))
    pieces.take(claims.INSTEAD, _instead)
    for one in deeds_in(pieces.rest):
        pieces.atoms.append(Atom(kind="deed", start=one.start, text=one.text, deeds=one.kinds))
        pieces.drop(one.start, one.start + len(one.text))
    for outcome, pattern in claims.OUTCOMES.items():
        pieces.take(pattern, _with(kind="outcome", outcome=outcome))
    numbers = list(counted(pieces.whole, pieces.rest))
    for pattern, least, most in claims.VAGUE:
        pieces.take(pattern, _with(kind="vague", value=least, most=most, role="people"))
    for cue in CUES:
        pieces.take(cue.pattern, _with(kind="cue", families=cue.kinds))
    pieces.take(claims.FIRST, _with(kind="first"))
    pieces.take(claims.HEDGE, _with(kind="hedge"))
    pieces.take(claims.FITS, _with(kind="fit"))
    for number in numbers:
        start, end = number.start, number.start + len(number.text)
        if pieces.rest[start:end].strip():
            pieces.atoms.append(
                Atom(
                    kind=number.kind,
                    start=start,
                    text=number.text,
                    value=number.value,
                    role=number.role,
                    when=number.when,
                )
            )
            pieces.drop(start, end)
    for move in moves(pieces.rest):
        pieces.atoms.append(Atom(kind="move", start=move.start, text=move.text, states=_states(move)))
        pieces.drop(move.start, move.start + len(move.text))
    pieces.atoms.sort(key=lambda atom: atom.start)
    return pieces


def _with(**fields: object) -> "Callable[[re.Match[str]], Atom]":
    def make(match: "re.Match[str]") -> Atom:
        return Atom(start=match.start(), text=match[0], **fields)  # type: ignore[arg-type]

    return make


def _instead(match: "re.Match[str]") -> Atom:
    """The rank that would have been another: "instead of number 2"."""
    return Atom(kind="count", start=match.start(), text=match[0], value=float(match[1]), role="before")


def _states(move: Move) -> frozenset[InterestStatus]:
    """The word of a state means that state alone: what fades is not dormant yet."""
    exact = frozenset(state for state in move.states if state == move.text.lower())
    return exact or move.states


def _named(sentence: str, mentions: Collection[Mention], item: Collection[str]) -> Iterator[Atom]:
    for one in mentions:
        text = sentence[one.start : one.end]
        kind: AtomKind = "item" if one.kind == "title" and folded(text) in item else one.kind
        yield Atom(kind=kind, start=one.start, text=text, about=one.about)
