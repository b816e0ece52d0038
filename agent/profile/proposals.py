"""A capable model proposes operations on a profile itself; none of them is done before it is judged."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from penchant.agent.llm.prompts import load_prompt
from penchant.agent.llm.structured import complete_record
from penchant.agent.ports import ChatModel
from penchant.agent.profile.operations import keys_of
from penchant.agent.profile.points import Point, told
from penchant.agent.types import ProfileOperation, ProfileStatement

PROMPT = "profile_operations"

_ROOM = 900
"""Tokens of an answer."""
_MOST = 16
_EVENTS = 6
"""Events that are shown beside a fact."""
_LONGEST = 200
"""Characters of a fact's own words."""


class Proposed(BaseModel):
    """One operation as a model writes it."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["add", "reword", "merge", "retire"]
    about: list[str] = Field(max_length=8)
    text: str = Field(default="", max_length=600)
    evidence: list[str] = Field(default=[], max_length=40)


class Proposals(BaseModel):
    """All that a model proposes."""

    model_config = ConfigDict(extra="forbid")

    operations: list[Proposed] = Field(max_length=_MOST)


def ask_for_operations(
    model: ChatModel, earlier: Sequence[ProfileStatement], points: Sequence[Point]
) -> list[ProfileOperation]:
    """What a model proposes, not judged yet.

    Raises:
        BadModelAnswer: the answer is not of the form, even after it was asked to mend it.
        ModelMissing: the model cannot be loaded.
        PromptTooLong: the facts leave no room for an answer.
        ServiceUnreachable: the endpoint does not answer.
    """
    prompt = load_prompt(PROMPT)
    fact_ids = {f"f{place}": point for place, point in enumerate(points, start=1)}
    said_ids = {f"s{place}": said for place, said in enumerate(earlier, start=1) if said.key}
    messages = prompt.fill(facts=_facts(fact_ids), earlier=_earlier(said_ids, fact_ids))
    answer = complete_record(model, messages, Proposals, max_tokens=_ROOM)
    names: dict[str, tuple[str, ...]] = {name: (point.key,) for name, point in fact_ids.items()}
    names |= {name: keys_of(said) for name, said in said_ids.items()}
    return [_operation(one, names, model.model_id, prompt.reference) for one in answer.operations]


def _operation(
    one: Proposed, names: Mapping[str, tuple[str, ...]], model_id: str, reference: str
) -> ProfileOperation:
    # A name that was never given stays as it is: no part bears it, and that is why it is refused.
    keys = dict.fromkeys(key for name in one.about for key in names.get(name, (name,)))
    return ProfileOperation(
        action=one.action,
        keys=tuple(keys),
        text=" ".join(one.text.split()),
        evidence=tuple(dict.fromkeys(one.evidence)),
        proposed_by=model_id,
        prompt=reference,
    )


def _facts(named: Mapping[str, Point]) -> str:
    return "\n".join(f"{name} {_fact(point)}" for name, point in named.items()) or "none"


def _fact(point: Point) -> str:
    mark = f"({point.term}, pinned)" if point.is_pinned else f"({point.term})"
    events = ", ".join(list(dict.fromkeys((*point.evidence, *sorted(point.bearers))))[:_EVENTS])
    if point.interest is None:
        return f"{mark} {_one_line(point.text)}; events {events}"
    words = told(point.interest)
    shown = f"; shows in {_one_line(words['title'])}" if words["title"] else ""
    return (
        f"{mark} {_one_line(words['interest'])}: {words['state']}, {words['share']} "
        f"since {words['since']}{shown}; events {events}"
    )


def _earlier(named: Mapping[str, ProfileStatement], fact_ids: Mapping[str, Point]) -> str:
    of = {point.key: name for name, point in fact_ids.items()}
    lines = []
    for name, said in named.items():
        about = ", ".join(of[key] for key in keys_of(said) if key in of)
        lines.append(f"{name} {f'({about}) ' if about else ''}{_one_line(said.text)}")
    return "\n".join(lines) or "none"


def _one_line(text: str) -> str:
    """Without line breaks and brackets of ours: a title must not be able to end the data."""
    return " ".join(text.replace("<", "‹").replace(">", "›").split())[:_LONGEST]
