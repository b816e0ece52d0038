"""The arguments of the tools: one type for each name of the contract, described for a model to read.

A parameter annotated with one of these is an argument of its tool; any other parameter is for code.
What comes is read generously (a number in quotes, a filter as text), and refused with a reason.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from penchant.agent.errors import BadConstraint, BadInput, BadTime
from penchant.agent.ingest.times import parse_end, parse_time
from penchant.agent.ingest.where import OPERATORS, Constraint, parse_where
from penchant.agent.types import EVENT_KINDS, EditAction, InterestStatus, Liking

MOST_ITEMS = 100
"""More than this is of no use in a conversation."""
LONGEST_TEXT = 4_000
"""Characters of a query."""
LONGEST_NAME = 200
"""Characters of a label, or of what a preference is about."""
_CONSTRAINT_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "field": {
                "type": "string",
                "description": "What items say of themselves: kind, tags, title, or one such as year.",
            },
            "op": {"type": "string", "enum": list(OPERATORS)},
            "value": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "number"},
                    {"type": "boolean"},
                    {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "number"}]}},
                ],
                "description": "One value; with `in` a list of them.",
            },
        },
        "required": ["field", "op", "value"],
        "additionalProperties": False,
    },
}
_PARTS = {"field", "op", "value"}
_NOT_TOLD = frozenset({"edit", "impression"})
"""Kinds that are no deeds of the user: the schema does not offer them to a model."""


def refusal(error: BadInput) -> PydanticCustomError:
    """The error in a form that pydantic gathers with those of the other arguments."""
    return PydanticCustomError("refused", "{reason}", {"reason": error.message, "hint": error.hint})


def read_time(value: object) -> datetime:
    """A time as ISO-8601 or Unix seconds; without a zone it is in UTC."""
    try:
        return parse_time(value)
    except BadTime as error:
        raise refusal(error) from error


def read_end(value: object) -> datetime:
    """The same, where a day counts to its end."""
    try:
        return parse_end(value)
    except BadTime as error:
        raise refusal(error) from error


def read_constraints(value: object) -> Sequence[Constraint]:
    """Filters as a list, or a single one; each as an object or as the text FIELD OP VALUE."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        # Some clients send a list as the text of its JSON.
        with suppress(ValueError):
            value = json.loads(value)
    given = list(value) if isinstance(value, list | tuple) else [value]
    try:
        return tuple(_constraint(one) for one in given)
    except BadConstraint as error:
        raise refusal(error) from error


def _constraint(value: object) -> Constraint:
    if isinstance(value, Constraint):
        return value
    if isinstance(value, str):
        return parse_where(value)
    if not isinstance(value, Mapping) or set(value) != _PARTS or not isinstance(value["op"], str):
        raise BadConstraint(
            f"{value!r} is not a filter", 'write {"field": "year", "op": ">=", "value": 1990}'
        )
    return Constraint(field=value["field"], op=value["op"], value=value["value"])


_Time = Annotated[datetime, PlainValidator(read_time), WithJsonSchema({"type": "string"})]

Count = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="How many items.")]
Wish = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_TEXT, description="What is wanted, in words of any language."),
]
Constraints = Annotated[
    Sequence[Constraint],
    PlainValidator(read_constraints),
    WithJsonSchema(_CONSTRAINT_SCHEMA),
    Field(description="Conditions that every item must meet."),
]
ListId = Annotated[str, Field(description="The list_id of a list made by recommend. Default: the newest.")]
ItemName = Annotated[str, Field(description="The item's id or its title.")]
Rank = Annotated[int, Field(ge=1, description="A place in the list, counted from 1, in place of `item`.")]
AsOf = Annotated[_Time, Field(description="The moment to look at, ISO-8601. Default: now.")]
Since = Annotated[
    _Time, Field(description="The earlier moment, ISO-8601. Default: three months before the later one.")
]
Until = Annotated[_Time, Field(description="The later moment, ISO-8601. Default: now.")]
Refresh = Annotated[bool, Field(description="Write it anew, though nothing changed.")]
Status = Annotated[InterestStatus, Field(description="Only the interests of this state.")]
Kind = Annotated[
    str,
    Field(
        description="What the user did. search, comment and statement need `text`; rate needs `value`; "
        "the others need `item`.",
        json_schema_extra={"enum": [kind for kind in EVENT_KINDS if kind not in _NOT_TOLD]},
    ),
]
SaidText = Annotated[str, Field(description="What was searched, commented or said, word for word.")]
Value = Annotated[float, Field(description="The rating as given, or the share played, 0 to 1.")]
At = Annotated[_Time, Field(description="When it happened, ISO-8601. Default: now.")]
EventId = Annotated[
    str, Field(description="The source's own id of the event: the same id is recorded only once.")
]
InterestAction = Literal[EditAction, "undo"]
"""What a person can do to an interest, or take back."""
Action = Annotated[
    InterestAction,
    Field(
        description="pin: it stays strong; mute: it brings nothing into lists; rename needs `name`; merge "
        "needs `into`; undo takes the user's last edit or preference back and needs no interest."
    ),
]
InterestName = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, description="The interest's id or its label.")
]
NewLabel = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, description="With rename: the new label.")
]
OtherInterest = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_NAME,
        description="With merge: id or label of the interest that it becomes part of.",
    ),
]
About = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_NAME,
        description="A genre, theme, tag, name or other words for what is meant, such as horror.",
    ),
]
Wanted = Annotated[
    Liking,
    Field(description="more and less move what is about it up and down in lists; never keeps it out."),
]
OfEvent = Annotated[str, Field(min_length=1, description="The event_id of one event, in place of the rest.")]
FromThen = Annotated[_Time, Field(description="Only what happened then or later, ISO-8601.")]
UpToThen = Annotated[
    datetime,
    PlainValidator(read_end),
    WithJsonSchema({"type": "string"}),
    Field(description="Only what happened then or earlier, ISO-8601; a day counts to its end."),
]
Everything = Annotated[
    bool, Field(description="All that is kept of the user; no other condition may stand beside it.")
]
OtherItem = Annotated[str, Field(description="The id or title of the item that it is compared with.")]
Supposed = Annotated[
    Literal["without", "with"],
    Field(description="without: had it never happened; with: had the user liked the item. Default: without."),
]
SupposedEvent = Annotated[
    str, Field(min_length=1, description="The event_id of one event that is left out, in place of the rest.")
]
