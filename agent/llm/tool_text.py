"""Calls of tools in the text of a model, as the templates of open models have them.

Qwen, Hermes, SmolLM3 and their kin write `<tool_call>{"name": ..., "arguments": {...}}</tool_call>`.
"""

import json
import re
from dataclasses import replace
from typing import Any

from penchant.agent.llm.wire import arguments_of, on_the_wire
from penchant.agent.ports import ChatMessage, Completion, RequestedCall

MARK = "<tool_call>"
"""What a template says where it knows calls of this form."""
_CALL = re.compile(r"<tool_call>\s*(.*?)\s*(?:</tool_call>|\Z)", re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


def calls_in_text(text: str) -> tuple[str, tuple[RequestedCall, ...]]:
    """The text without its calls and thoughts, and the calls."""
    spoken = _THOUGHT.sub("", text)
    calls = tuple(_call(found[1], place) for place, found in enumerate(_CALL.finditer(spoken)))
    return _CALL.sub("", spoken).strip(), calls


def with_calls_of_text(answer: Completion) -> Completion:
    """An answer whose calls stand in its text: some servers hand on what the model wrote."""
    text, calls = calls_in_text(answer.text)
    return replace(answer, text=text, calls=calls) if text != answer.text else answer


def without_thoughts(text: str) -> str:
    """The text without what a model thought aloud before it."""
    return _THOUGHT.sub("", text).strip()


def _call(written: str, place: int) -> RequestedCall:
    call_id = f"call_{place}"
    try:
        read = json.loads(written)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        # The name, where it can be told, so that the model hears what was wrong with its call.
        name = re.search(r'"name"\s*:\s*"(\w+)"', written)
        return RequestedCall(call_id=call_id, name=name[1] if name else "unknown", arguments=written)
    arguments = json.dumps(read.get("arguments") or {}, ensure_ascii=False)
    return RequestedCall(call_id=call_id, name=str(read.get("name") or "unknown"), arguments=arguments)


def as_templates_want(message: ChatMessage, content: str) -> dict[str, Any]:
    """A message for a template, which writes the arguments of earlier calls itself."""
    if message.role != "tool" and not message.calls:
        return {"role": message.role, "content": content}
    written = on_the_wire(message)
    written["content"] = content
    for call, asked in zip(written.get("tool_calls", ()), message.calls, strict=False):
        call["function"]["arguments"] = dict(arguments_of(asked) or {})
    return written
