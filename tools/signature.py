"""From a function's signature to what a model may send it: JSON schema, check, and plain refusals."""

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from penchant.agent.errors import BadInput

SHOWN = 60
"""Characters of a refused value that the refusal repeats."""
_WORDS = {
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
}
"""What a refusal says, by pydantic's name for it; pydantic's own words serve for the rest."""
_CONFIG = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arguments:
    """What a tool takes."""

    tool: str
    model: type[BaseModel]
    schema: Mapping[str, Any]

    def check(self, given: Mapping[str, object]) -> dict[str, Any]:
        """The arguments as the function takes them, without those that were left out.

        Null counts as left out where an argument may be: models send it for "nothing".

        Raises:
            BadInput: an argument is missing, unknown or unusable; says which, and what is allowed.
        """
        required = self.schema.get("required", ())
        meant = {name: value for name, value in given.items() if value is not None or name in required}
        try:
            checked = self.model.model_validate(meant)
        except ValidationError as error:
            raise self._refusal(error) from None
        return {name: getattr(checked, name) for name in checked.model_fields_set}

    def _refusal(self, error: ValidationError) -> BadInput:
        # Read in full here: a value is repeated, and no link to pydantic's site.
        found = error.errors(include_url=False)
        hints = [one["ctx"]["hint"] for one in found if one["type"] == "refused"]
        return BadInput("; ".join(map(_said, found)), hints[0] if hints else self._takes())

    def _takes(self) -> str:
        required = self.schema.get("required", ())
        named = [
            name + (" (needed)" if name in required else "") for name in self.schema.get("properties", ())
        ]
        return f"{self.tool} takes {', '.join(named) or 'no arguments'}"


def _said(found: ErrorDetails) -> str:
    name = ".".join(map(str, found["loc"]))
    match found["type"]:
        case "missing":
            return f"{name} is missing"
        case "extra_forbidden":
            return f"there is no argument {name}"
        case "refused":
            return f"{name}: {found['msg']}"
    words = _WORDS.get(found["type"], found["msg"]).format_map(found.get("ctx", {}))
    given = repr(found["input"])
    return f"{name}: {words}, not {given if len(given) <= SHOWN else given[:SHOWN] + '...'}"


@cache
def arguments_of(function: Callable[..., BaseModel]) -> Arguments:
    """What a tool's function takes: its parameters that carry a description."""
    fields: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        described = _described(parameter.annotation)
        if described is not None:
            is_needed = parameter.default is inspect.Parameter.empty
            fields[name] = (described, ... if is_needed else parameter.default)
    model = create_model(function.__name__, __config__=_CONFIG, **fields)
    return Arguments(tool=function.__name__, model=model, schema=_plain(model.model_json_schema()))


def described_purpose(function: Callable[..., BaseModel]) -> str:
    """What a function's docstring says to its caller, without what it says to programmers."""
    text = (inspect.getdoc(function) or "").partition("\n\nArgs:")[0].partition("\n\nRaises:")[0]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _described(annotation: Any) -> Any:
    """The described type in an annotation such as `Count` or `Count | None`; None without one."""
    if get_origin(annotation) is Annotated:
        has_words = any(isinstance(one, FieldInfo) and one.description for one in get_args(annotation))
        return annotation if has_words else None
    if get_origin(annotation) in (Union, types.UnionType):
        return next((one for one in map(_described, get_args(annotation)) if one is not None), None)
    return None


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without pydantic's titles, and without defaults that only mean "left out"."""
    properties = {
        name: {key: value for key, value in one.items() if key != "title" and not _is_unset(key, value)}
        for name, one in schema["properties"].items()
    }
    return {key: value for key, value in schema.items() if key != "title"} | {"properties": properties}


def _is_unset(key: str, value: object) -> bool:
    return key == "default" and value in (None, [], ())
