"""Messages, tools and calls in the form of OpenAI's chat completions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from penchant.agent.ports import ChatMessage, RequestedCall, ToolForm


def on_the_wire(message: ChatMessage) -> dict[str, Any]:
    """A message as it is sent."""
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.call_id, "content": message.content}
    if not message.calls:
        return {"role": message.role, "content": message.content}
    calls = [
        {
            "id": one.call_id,
            "type": "function",
            "function": {"name": one.name, "arguments": _sound(one.arguments)},
        }
        for one in message.calls
    ]
    return {"role": message.role, "content": message.content or None, "tool_calls": calls}


def tools_on_the_wire(tools: Sequence[ToolForm]) -> list[dict[str, Any]]:
    """The tools as they are offered."""
    return [
        {
            "type": "function",
            "function": {
                "name": one.name,
                "description": one.description,
                "parameters": dict(one.parameters),
            },
        }
        for one in tools
    ]


def _sound(arguments: str) -> str:
    """Some servers read the arguments of earlier calls, and fail on what is no JSON."""
    try:
        return arguments if isinstance(json.loads(arguments), dict) else "{}"
    except (ValueError, RecursionError):
        return "{}"


@dataclass
class CallsBeingTold:
    """Calls that come in pieces: the id and the name once, the arguments bit by bit."""

    _parts: dict[int, dict[str, str]] = field(default_factory=dict)

    def take(self, deltas: Sequence[Any] | None) -> None:
        """The next pieces, of one call or of several."""
        for delta in deltas or ():
            part = self._parts.setdefault(self._place(delta), {"id": "", "name": "", "arguments": ""})
            part["id"] = part["id"] or delta.id or ""
            if delta.function is not None:
                part["name"] += delta.function.name or ""
                part["arguments"] += delta.function.arguments or ""

    def _place(self, delta: Any) -> int:
        # Some servers number every call 0, and tell them apart by their id alone.
        place: int = delta.index or 0
        known = self._parts.get(place)
        if known and delta.id and known["id"] and delta.id != known["id"]:
            same = [at for at, one in self._parts.items() if one["id"] == delta.id]
            return same[0] if same else max(self._parts) + 1
        return place

    def told(self) -> tuple[RequestedCall, ...]:
        """All of them, in their order."""
        return tuple(
            RequestedCall(
                call_id=part["id"] or f"call_{place}",
                name=part["name"],
                arguments=part["arguments"] or "{}",
            )
            for place, part in sorted(self._parts.items())
            if part["name"]
        )


def arguments_of(call: RequestedCall) -> Mapping[str, object] | None:
    """The arguments as a model meant them; None where they are no JSON object."""
    try:
        read = json.loads(call.arguments or "{}")
    except (ValueError, RecursionError):
        return None
    if isinstance(read, str):
        # Some models wrap the object in a string once more.
        return arguments_of(RequestedCall(call_id=call.call_id, name=call.name, arguments=read))
    return read if isinstance(read, dict) else None
