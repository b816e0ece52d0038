"""What a profile has to say, point by point: each with its sentence, its events and all that it may say."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from penchant.agent.explain.facts import Facts, spoken, terms
from penchant.agent.profile import templates
from penchant.agent.profile.allowed import allowed
from penchant.agent.profile.facts import DISLIKES, LIKED, RULE, SAID, InterestFact, ProfileFacts
from penchant.agent.types import InterestStatus, Term

_OF_WEEKS: frozenset[InterestStatus] = frozenset({"new", "rising", "returned"})
_CONTRAST = 2
"""How many times the share of the months the last weeks have when an interest is one of the weeks."""
_VOICE = 0.35
"""Exponent of a share relative to the strongest: a second interest is heard beside a strong first."""
_LIKED_WEIGHT = 0.5
_TAGS_EACH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One thing that a profile tells."""

    key: str
    term: Term
    text: str
    """Its sentence by template."""
    evidence: tuple[str, ...]
    bearers: frozenset[str]
    """All events that may be named for it."""
    facts: Facts
    """All that a sentence about it may say."""
    basis: str
    """Digest of what it rests on: a sentence is written anew when it changes."""
    must_name: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float = 0.0
    """How much it may steer lists; rules and dislikes have parts of the score of their own."""
    interest: InterestFact | None = None
    is_pinned: bool = False

    @property
    def terms(self) -> frozenset[str]:
        """What it is called."""
        return frozenset(name for one in self.facts.about for name in (one.label, *terms(one.label)))


def points(facts: ProfileFacts) -> tuple[Point, ...]:
    """Everything that is told, the strongest interest first."""
    return tuple(_points(facts))


def digest(*texts: str) -> str:
    """Short and the same for the same texts."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def told(one: InterestFact) -> dict[str, str]:
    """An interest in the words that a model is given."""
    return {
        "interest": spoken(one.label),
        "state": "back" if one.state == "returned" else one.state,
        "share": f"{one.percent}%",
        "since": templates.day(one.since),
        "title": one.titles[0] if one.titles else "",
    }


def _points(facts: ProfileFacts) -> Iterator[Point]:
    strongest = max((one.percent for one in facts.interests), default=0)
    for place, one in enumerate(facts.interests):
        yield _interest(one, place, strongest)
    if facts.liked:
        only = ProfileFacts(liked=facts.liked)
        evidence = tuple(event for one in facts.liked for event in one.evidence)
        text = templates.lately(facts.liked)
        yield _point(LIKED, "short", text, evidence, only, weight=_LIKED_WEIGHT)
    if facts.dislikes:
        only = ProfileFacts(dislikes=facts.dislikes)
        yield _point(DISLIKES, "long", templates.turned_down(facts.dislikes), facts.dislikes.evidence, only)
    for rule in facts.rules:
        only = ProfileFacts(rules=(rule,))
        yield _point(f"{RULE}{rule.event_id}", "long", templates.rule(rule), (rule.event_id,), only)
    if facts.said:
        only = ProfileFacts(said=facts.said)
        yield _point(SAID, "short", templates.in_own_words(facts.said), facts.said.evidence, only)


def _point(
    key: str, term: Term, text: str, evidence: Sequence[str], only: ProfileFacts, *, weight: float = 0.0
) -> Point:
    return Point(
        key=key,
        term=term,
        text=text,
        evidence=tuple(evidence),
        bearers=frozenset(evidence),
        facts=allowed(only),
        basis=digest(text),
        weight=weight,
    )


def _interest(one: InterestFact, place: int, strongest: int) -> Point:
    plain = _point(
        one.key,
        "short" if _is_of_the_weeks(one) else "long",
        templates.interest(one, place),
        one.evidence,
        ProfileFacts(interests=(one,)),
        weight=(one.percent / strongest) ** _VOICE if strongest else 0.0,
    )
    return replace(
        plain,
        bearers=frozenset((*one.evidence, *one.bearers)),
        # The same for both ways to say it, or a change of places would be a change of facts.
        basis=digest(templates.interest(one), *told(one).values()),
        must_name=(spoken(one.label),),
        tags=one.tags[:_TAGS_EACH],
        interest=one,
        is_pinned=one.pinned,
    )


def _is_of_the_weeks(one: InterestFact) -> bool:
    return one.state in _OF_WEEKS or one.recent_percent >= _CONTRAST * max(one.usual_percent, 1)
