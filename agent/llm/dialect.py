"""What an OpenAI-compatible endpoint understands, learnt from its refusals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

SchemaForm = Literal["json_schema", "json_object", "words"]

_PLAINER: Mapping[SchemaForm, SchemaForm] = {"json_schema": "json_object", "json_object": "words"}
_REFUSALS = frozenset({400, 422})
_SERVER_ERROR = 500
_LIMIT = "max_tokens"
_NEWER_LIMIT = "max_completion_tokens"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """How to say what is wanted of an answer. It only ever gets plainer, so asking again ends."""

    limit: str = _LIMIT
    """The name under which the endpoint takes the length of an answer."""
    takes_temperature: bool = True
    schema_form: SchemaForm = "json_schema"
    """How a schema is sent: as OpenAI has it, as llama.cpp has it, or in words."""
    counts_streams: bool = True
    """Whether a stream is asked to end with what it cost."""

    def options(
        self, max_tokens: int, temperature: float, stop: Sequence[str], schema: Mapping[str, object] | None
    ) -> dict[str, object]:
        """The options of a request."""
        said: dict[str, object] = {self.limit: max_tokens}
        if self.takes_temperature:
            said["temperature"] = temperature
        if stop:
            said["stop"] = list(stop)
        if schema and self.schema_form == "json_schema":
            form = {"name": "answer", "schema": dict(schema)}
            said["response_format"] = {"type": "json_schema", "json_schema": form}
        elif schema and self.schema_form == "json_object":
            said["response_format"] = {"type": "json_object", "schema": dict(schema)}
        return said

    def of_streams(self) -> dict[str, object]:
        """The options of a request whose answer comes in pieces."""
        return {"stream": True} | ({"stream_options": {"include_usage": True}} if self.counts_streams else {})

    def without(self, refusal: str, *, has_schema: bool) -> "Dialect | None":
        """The dialect without what a refusal complains of; None when there is nothing to leave out."""
        if self.counts_streams and "stream_options" in refusal:
            return replace(self, counts_streams=False)
        if self.limit == _LIMIT and _NEWER_LIMIT in refusal:
            return replace(self, limit=_NEWER_LIMIT)
        if self.takes_temperature and "temperature" in refusal:
            return replace(self, takes_temperature=False)
        if has_schema and self.schema_form in _PLAINER:
            # Servers say this in many ways, so whatever else is refused of such a request is laid to it.
            return replace(self, schema_form=_PLAINER[self.schema_form])
        return None


def is_refusal(status: int, complaint: str) -> bool:
    """True when a server complains of the form of a request; some call that an error of their own."""
    return status in _REFUSALS or (status >= _SERVER_ERROR and "response_format" in complaint)


def schema_in_words(schema: Mapping[str, object]) -> dict[str, str]:
    """The request for JSON as a message, for an endpoint that cannot be bound to a schema."""
    form = json.dumps(schema, ensure_ascii=False)
    return {"role": "user", "content": f"Answer only with JSON that meets this schema: {form}"}
