"""From one version of a profile to the next: what code proposes, and what an accepted step does.

Every step is an operation on what the earlier version says. Code proposes as many as the facts ask
for, in template words; what a model proposes takes their place where it is admitted, and no earlier.
"""

from collections.abc import Iterator, Mapping, Sequence

from penchant.agent.profile.facts import INTEREST
from penchant.agent.profile.points import Point, digest
from penchant.agent.types import ProfileOperation, ProfileStatement

Earlier = Sequence[ProfileStatement]


def proposed(earlier: Earlier, told: Sequence[Point]) -> list[ProfileOperation]:
    """What the facts ask for, deterministically: additions, rewordings, mergers, retirements."""
    return list(_proposed(earlier, told))


def applied(
    earlier: Earlier, told: Sequence[Point], accepted: Sequence[ProfileOperation]
) -> tuple[ProfileStatement, ...]:
    """The statements after the accepted operations, in the order of the points.

    Of two operations on one point the last stands; a point that none speaks of keeps its sentence.
    """
    by_key = {point.key: point for point in told}
    latest: dict[str, ProfileOperation] = {}
    for one in accepted:
        if one.action != "retire":
            latest.update((key, one) for key in one.keys if key in by_key)
    kept = {key: statement for statement in earlier for key in keys_of(statement)}
    made: dict[str, ProfileStatement] = {}
    covered: set[str] = set()
    for point in told:
        if point.key in covered:
            continue
        step = latest.get(point.key)
        group = [by_key[key] for key in _alive(step, kept.get(point.key), point.key) if key in by_key]
        covered.update(one.key for one in group)
        made[point.key] = _worded(group, step) if step else _kept(group, kept[point.key])
    return tuple(made.values())


def keys_of(statement: ProfileStatement) -> tuple[str, ...]:
    """Everything that a statement speaks of."""
    return (statement.key, *statement.also) if statement.key else ()


def basis_of(group: Sequence[Point]) -> str:
    """Digest of all that a sentence about several points rests on."""
    return group[0].basis if len(group) == 1 else digest(*(point.basis for point in group))


def _proposed(earlier: Earlier, told: Sequence[Point]) -> Iterator[ProfileOperation]:
    by_key = {point.key: point for point in told}
    standing = {key: statement for statement in earlier for key in keys_of(statement)}
    gone = [one for one in earlier if one.key and not any(key in by_key for key in keys_of(one))]
    merged: set[str] = set()
    for point in told:
        statement = standing.get(point.key)
        if statement is None:
            sources = [one.key for one in gone if one.key not in merged and _is_part(one, point)]
            merged.update(sources)
            yield _step("merge" if sources else "add", (point.key, *sources), point)
        elif not _still_holds(statement, by_key):
            yield _step("reword", (point.key,), point)
    for one in gone:
        if one.key not in merged:
            yield ProfileOperation(action="retire", keys=(one.key,), evidence=one.evidence)


def _step(action: str, keys: tuple[str, ...], point: Point) -> ProfileOperation:
    return ProfileOperation(
        action=action,  # type: ignore[arg-type]
        keys=keys,
        text=point.text,
        evidence=point.evidence,
    )


def _is_part(statement: ProfileStatement, point: Point) -> bool:
    """Whether an interest that is gone lives on in another one: most of its events do."""
    if not (statement.key.startswith(INTEREST) and point.key.startswith(INTEREST)):
        return False
    shared = sum(event in point.bearers for event in statement.evidence)
    return shared > len(statement.evidence) / 2


def _still_holds(statement: ProfileStatement, by_key: Mapping[str, Point]) -> bool:
    group = [by_key[key] for key in keys_of(statement) if key in by_key]
    is_whole = len(group) == len(keys_of(statement))
    events = frozenset[str]().union(*(point.bearers for point in group))
    return is_whole and basis_of(group) == statement.basis and events.issuperset(statement.evidence)


def _alive(step: ProfileOperation | None, statement: ProfileStatement | None, key: str) -> tuple[str, ...]:
    """The points that one sentence tells: this one first."""
    together = step.keys if step else keys_of(statement) if statement else ()
    return (key, *(other for other in together if other != key))


def _worded(group: Sequence[Point], step: ProfileOperation) -> ProfileStatement:
    return _statement(group, step.text, step.evidence, step.proposed_by, step.prompt)


def _kept(group: Sequence[Point], before: ProfileStatement) -> ProfileStatement:
    return _statement(group, before.text, before.evidence, before.written_by, before.prompt)


def _statement(
    group: Sequence[Point], text: str, evidence: tuple[str, ...], written_by: str, prompt: str
) -> ProfileStatement:
    first = group[0]
    return ProfileStatement(
        text=text,
        evidence=evidence,
        key=first.key,
        also=tuple(point.key for point in group[1:]),
        term=first.term,
        tags=tuple(dict.fromkeys(tag for point in group for tag in point.tags)),
        weight=max(point.weight for point in group),
        written_by=written_by,
        prompt=prompt,
        basis=basis_of(group),
    )
