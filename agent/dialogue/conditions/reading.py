"""The conditions of a sentence as constraints, kept over turns, refined and lifted."""

# ruff: noqa: E501 - a pattern is read best on one line

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penchant.agent.dialogue.conditions.fields import CatalogueFields
from penchant.agent.dialogue.conditions.limits import Limit
from penchant.agent.dialogue.conditions.names import name_limits, subject_limits
from penchant.agent.dialogue.conditions.times import time_limits
from penchant.agent.dialogue.words import folded

Constraint = Mapping[str, object]
"""{field, op, value}, as the tools take it."""
_LIFTING = re.compile(
    r"\b(?:forget|drop|lift|remove|ignore|clear|cancel|skip|lose|scrap|never mind|nevermind|no longer|not? (?:any ?)?more|doesn't matter|does not matter|don't care about|don't mind|any)\b.*|\b(?:doesn't|does not) (?:matter|have to)\b|\bis (?:fine|ok|okay)\b|不限|取消|去掉|无所谓|都行|随便|不管|都可以",
    re.IGNORECASE,
)
_ABOUT: Mapping[str, str] = {
    "year": r"\byears?\b|\bdecades?\b|\bdates?\b|\bhow old\b|\bages? of\b|\bera\b|\bold(?:er)? or new(?:er)?\b|年份?|年代",
    "minutes": r"\blengths?\b|\btime limit\b|\bduration\b|\brun(?:ning )?time\b|\bhow long\b|\bhours?\b|\bminutes?\b|\blong(?:er)? ones\b|时长|时间|长度|分钟",
    "language": r"\blanguages?\b|\btongue\b|语言",
    "creator": r"\bdirectors?\b|\bauthors?\b|\bartists?\b|\bwho made\b|导演|作者",
    "cast": r"\bactors?\b|\bcast\b|\bstars?\b|演员",
    "age": r"\brat(?:ed|ings?)\b|\bage\b|分级",
    "service": r"\bservices?\b|\bnetflix\b|\bprime\b|\bdisney\b|\bhulu\b|\bhbo\b|\bplatforms?\b|\bstreaming\b|平台",
    "price": r"\bprices?\b|\bcosts?\b|\bbudget\b|\bcheap\b|\bmoney\b|价格|价钱|多少钱",
}
_ALL = re.compile(
    r"\b(?:all|every|any|the|my|these|those|no)\b.{0,12}\b(?:conditions?|filters?|constraints?|restrictions?|limits)\b|(?:所有|全部|这些)?(?:条件|限制|筛选)",
    re.IGNORECASE,
)
_LIFTS_ALL = re.compile(
    r"\b(?:drop|lift|remove|clear|forget|cancel|reset|no|without|scrap)\b|取消|去掉|清除|不要|没有",
    re.IGNORECASE,
)


ALLOWED = re.compile(
    r"\b(?:age[- ]rated|r[- ]rated|adult|mature|18\+?)\b.*\b(?:fine|ok|okay|allowed|too|as well|welcome|no problem)\b"
    r"|\b(?:i'm|i am|we're|we are) (?:all )?(?:an adult|adults|over 18|18|of age|grown[- ]ups?)\b"
    r"|我(?:已经?)?(?:成年|满18|18岁)|(?:限制级|成人|R级).*(?:可以|没关系|也行)",
    re.IGNORECASE,
)
"""What says that age-rated items are fine."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditions:
    """What a sentence says of conditions."""

    constraints: tuple[Constraint, ...] = ()
    unknown: tuple[str, ...] = ()
    """Concepts that were named and that no field of the catalogue holds."""
    limits: tuple[Limit, ...] = ()
    """Where they stand in the sentence."""


def read_conditions(text: str, fields: CatalogueFields, now: datetime) -> Conditions:
    """The conditions in a sentence that asks for items."""
    limits = [*time_limits(text, now), *name_limits(text, fields)]
    taken = [(one.start, one.end) for one in limits]
    limits += [
        one
        for one in subject_limits(text, fields)
        if all(one.end <= start or end <= one.start for start, end in taken)
    ]
    constraints: list[Constraint] = []
    unknown: list[str] = []
    for limit in limits:
        made = _constraint(limit, fields)
        if made is None:
            unknown.append(limit.concept)
        elif made not in constraints:
            constraints.append(made)
    return Conditions(
        constraints=tuple(constraints), unknown=tuple(dict.fromkeys(unknown)), limits=tuple(limits)
    )


def refined(kept: Sequence[Constraint], new: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """The kept conditions with the new ones: of the same field and side, the new one counts."""
    sides = {(one["field"], _side(one)) for one in new}
    ranges = {one["field"] for one in new if _side(one) == "is"}
    stays = [one for one in kept if (one["field"], _side(one)) not in sides and one["field"] not in ranges]
    return (*stays, *(one for one in new if one not in stays))


def lifted(text: str, kept: Sequence[Constraint], fields: CatalogueFields) -> tuple[Constraint, ...] | None:
    """What stays of the kept conditions where a sentence lifts some; None where it lifts none."""
    if not kept or not _LIFTING.search(text):
        return None
    if _ALL.search(text) and _LIFTS_ALL.search(text):
        return ()
    gone = {
        one.name
        for concept, words in _ABOUT.items()
        if re.search(words, text, re.IGNORECASE)
        for one in fields.of(concept)
    }
    said = folded(text)
    stays = tuple(
        one for one in kept if one["field"] not in gone and folded(str(one["value"])) not in said.split()
        and f" {folded(str(one['value']))} " not in f" {said} "
    )  # fmt: skip
    return None if len(stays) == len(kept) else stays


def _side(one: Constraint) -> str:
    return {"<": "most", "<=": "most", ">": "least", ">=": "least", "!=": f"not {one['value']}"}.get(
        str(one["op"]), "is"
    )


def _constraint(limit: Limit, fields: CatalogueFields) -> Constraint | None:
    if limit.field is not None:
        return {"field": limit.field, "op": limit.op, "value": limit.value}
    known = fields.of(limit.concept)
    if not known:
        return None
    return {"field": known[0].name, "op": limit.op, "value": limit.value}
