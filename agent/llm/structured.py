"""A record out of a language model: JSON of a given form, validated, with one chance to mend it."""

import re
from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from penchant.agent.errors import BadModelAnswer
from penchant.agent.ports import ChatMessage, ChatModel

Record = TypeVar("Record", bound=BaseModel)

_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_SHOWN = 3
"""Faults named in a request to mend."""


def complete_record(
    model: ChatModel, messages: Sequence[ChatMessage], record_type: type[Record], *, max_tokens: int = 256
) -> Record:
    """Ask for a record; an answer that does not validate is handed back once, with its faults.

    Raises:
        BadModelAnswer: the second answer does not validate either.
        ModelMissing: the model cannot be loaded.
        ServiceUnreachable: the endpoint does not answer.
    """
    schema = record_type.model_json_schema()
    asked = list(messages)
    faults = ""
    for _ in range(2):
        answer = model.complete(asked, max_tokens=max_tokens, schema=schema)
        try:
            return record_type.model_validate_json(_json_in(answer.text))
        except ValidationError as error:
            faults = _faults(error)
            if answer.finish_reason == "length":
                faults += "; it was cut off, so be shorter"
        asked = [*messages, ChatMessage(role="assistant", content=answer.text), _mend(faults)]
    raise BadModelAnswer(
        f"{model.model_id} did not give a {record_type.__name__}: {faults}", "try again, or another model"
    )


def _mend(faults: str) -> ChatMessage:
    return ChatMessage(role="user", content=f"That cannot be read: {faults}. Answer with the JSON alone.")


def _faults(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[:_SHOWN]
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in found)


def _json_in(text: str) -> str:
    """The JSON of an answer that may have put a fence or a word around it."""
    fenced = _FENCED.search(text)
    inner = (fenced.group(1) if fenced else text).strip()
    start, end = inner.find("{"), inner.rfind("}")
    return inner[start : end + 1] if 0 <= start < end else inner
