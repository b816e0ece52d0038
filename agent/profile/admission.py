"""Which proposed operations are carried out: those that the person's own events bear out, word by word."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from penchant.agent.explain.check import check
from penchant.agent.explain.facts import Facts, terms
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.sentences import folded
from penchant.agent.explain.wording import Titles, speaks_of_itself
from penchant.agent.memory.names_in_text import Names
from penchant.agent.profile.operations import keys_of
from penchant.agent.profile.points import Point
from penchant.agent.types import ProfileOperation, ProfileStatement

_MOST_EVIDENCE = 20


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What operations are judged by."""

    earlier: Sequence[ProfileStatement]
    points: Mapping[str, Point]
    own: Collection[str]
    """Ids of all events of the person."""
    muted: Sequence[str] = ()
    """Labels of what is not to be spoken of."""
    titles: Titles = lambda: TitleIndex(())
    """The catalogue's, to catch one that the facts do not name."""

    def standing(self) -> set[str]:
        """Keys that the earlier version speaks of."""
        return {key for statement in self.earlier for key in keys_of(statement)}


Rule = Callable[[ProfileOperation, Ground], str | None]
"""The reason to refuse an operation, or None."""


def judged(operations: Iterable[ProfileOperation], ground: Ground) -> list[ProfileOperation]:
    """The operations, each with the reason where it is refused.

    Of several operations on one part the first that is admitted stands.
    """
    done: list[ProfileOperation] = []
    taken: set[str] = set()
    for one in operations:
        reason = next((why for rule in _RULES if (why := rule(one, ground))), None)
        if reason is None and not taken.isdisjoint(one.keys):
            reason = "another operation has changed this part already"
        if reason is None:
            taken.update(one.keys)
        # Of what is refused nothing is kept that belongs to somebody else.
        own = tuple(event for event in one.evidence if event in ground.own)
        done.append(replace(one, refused=reason or "", evidence=own))
    return done


def _names_a_part(one: ProfileOperation, ground: Ground) -> str | None:
    if not one.keys:
        return "names no part of the profile"
    known = set(ground.points) | ground.standing()
    unknown = [key for key in one.keys if key not in known]
    return "names a part that neither the facts nor the earlier profile have" if unknown else None


def _is_free(one: ProfileOperation, ground: Ground) -> str | None:
    if any(key in ground.points and ground.points[key].is_pinned for key in one.keys):
        return "is about a part that the person has pinned"
    # An interest that is not muted may share a word with one that is.
    allowed = {name for key in one.keys if key in ground.points for name in ground.points[key].terms}
    muted = {name for label in ground.muted for name in (label, *terms(label))} - allowed
    return "is about a part that the person has muted" if Names(muted).in_text(one.text) else None


def _suits(one: ProfileOperation, ground: Ground) -> str | None:
    """An operation that can be done: nothing is added twice, nothing alive is retired."""
    standing = ground.standing()
    alive = [key for key in one.keys if key in ground.points]
    match one.action:
        case "retire":
            if not standing.issuperset(one.keys):
                return "retires what the profile does not say"
            still = any(key in ground.points for key in one.keys)
            return "retires what the facts still bear out" if still else None
        case _ if not alive or (one.action != "merge" and len(alive) < len(one.keys)):
            return "says what the facts no longer bear out"
        case "add" if len(one.keys) > 1 or not standing.isdisjoint(one.keys):
            return "adds what the profile says already"
        case "reword" if len(one.keys) > 1 or not standing.issuperset(one.keys):
            return "rewords what the profile does not say"
        case "merge" if len(set(one.keys)) < 2:
            return "merges a part with nothing"
    return None


def _is_borne_out(one: ProfileOperation, ground: Ground) -> str | None:
    if one.action == "retire":
        return None
    if not one.evidence:
        return "names no event"
    if len(one.evidence) > _MOST_EVIDENCE:
        return f"names more than {_MOST_EVIDENCE} events"
    if any(event not in ground.own for event in one.evidence):
        return "names an event that is not this person's"
    of = _points_of(one, ground)
    if any(point.bearers.isdisjoint(one.evidence) for point in of):
        return "names no event of a part that it speaks of"
    bearers = frozenset[str]().union(*(point.bearers for point in of))
    return None if bearers.issuperset(one.evidence) else "names an event that does not bear it out"


def _says_the_truth(one: ProfileOperation, ground: Ground) -> str | None:
    if one.action == "retire":
        return None
    of = _points_of(one, ground)
    found = check(one.text, together([point.facts for point in of]), known_titles=ground.titles())
    dropped = next((sentence.reason for sentence in found.sentences if not sentence.admitted), None)
    if dropped or not found.is_whole:
        return dropped or "says nothing"
    said = folded(one.text)
    if not all(folded(name) in said for point in of for name in point.must_name):
        return "does not name what it is about"
    return "speaks of the one who writes" if speaks_of_itself(one.text) else None


def _points_of(one: ProfileOperation, ground: Ground) -> list[Point]:
    return [ground.points[key] for key in dict.fromkeys(one.keys) if key in ground.points]


def together(of: Sequence[Facts]) -> Facts:
    """Everything that a sentence about several points may say."""
    first = of[0]
    if len(of) == 1:
        return first
    joined = {
        one.name: tuple(dict.fromkeys(fact for facts in of for fact in getattr(facts, one.name)))
        for one in fields(first)
    }
    return replace(first, **joined)


_RULES: tuple[Rule, ...] = (_names_a_part, _is_free, _suits, _is_borne_out, _says_the_truth)
