"""Whether a model can call tools: by setting, by what is known of its file, or by trying it once."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.tool_text import MARK
from penchant.agent.llm.wire import arguments_of
from penchant.agent.ports import ChatMessage, ChatModel, Completion, ToolCallingModel, ToolForm

ABILITIES_FILE = "model_abilities.json"
Choice = Literal["auto", "yes", "no"]
_TRIED_TOOL = ToolForm(
    name="note_word",
    description="Writes a word down.",
    parameters={
        "type": "object",
        "properties": {"word": {"type": "string", "description": "The word."}},
        "required": ["word"],
        "additionalProperties": False,
    },
)
_TRIED = (ChatMessage(role="user", content='Call the tool note_word with the word "harbour".'),)
_ROOM = 96
"""Tokens: a short call."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolAbility:
    """What is known of a model's calls of tools."""

    calls_tools: bool
    why: str
    """How that is known, in words."""


class Abilities:
    """What models can do, kept in the workspace so that each is tried once.

    Args:
        folder: the workspace's; None keeps nothing.
        choice: the setting `llm.tools`.
    """

    def __init__(self, folder: Path | None, choice: Choice = "auto") -> None:
        self._file = folder / ABILITIES_FILE if folder is not None else None
        self._choice = choice

    def known(self, model: ChatModel) -> ToolAbility | None:
        """What is known without asking the model; None where it has to be tried.

        Raises:
            ServiceUnreachable: the name of the model had to be asked for.
        """
        if not isinstance(model, ToolCallingModel):
            return ToolAbility(calls_tools=False, why="it offers no calls of tools")
        if self._choice != "auto":
            return ToolAbility(calls_tools=self._choice == "yes", why=f'llm.tools = "{self._choice}"')
        if isinstance(model, LocalChatModel) and model.is_small:
            return ToolAbility(calls_tools=False, why="it is too small")
        kept = self._kept().get(_identity(model))
        if isinstance(kept, bool):
            return ToolAbility(calls_tools=kept, why="tried once")
        return None

    def of(self, model: ChatModel) -> ToolAbility:
        """What is known of a model; what is not known yet is tried with one small call, and kept.

        Raises:
            ServiceUnreachable: the endpoint does not answer.
            ModelMissing: the model cannot be loaded, or the endpoint refuses it.
        """
        known = self.known(model)
        if known is not None or not isinstance(model, ToolCallingModel):
            return known or ToolAbility(calls_tools=False, why="it offers no calls of tools")
        is_able = tries_well(model)
        self._keep(_identity(model), is_able)
        return ToolAbility(calls_tools=is_able, why="tried once")

    def forget(self, model: ChatModel) -> None:
        """Try this model again the next time."""
        kept = {name: able for name, able in self._kept().items() if name != _identity(model)}
        self._write(kept)

    def _keep(self, identity: str, is_able: bool) -> None:
        self._write({**self._kept(), identity: is_able})

    def _kept(self) -> Mapping[str, object]:
        if self._file is None:
            return {}
        try:
            read = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # What is lost is tried again.
            return {}
        return read if isinstance(read, dict) else {}

    def _write(self, kept: Mapping[str, object]) -> None:
        if self._file is None:
            return
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        # A folder that cannot be written to costs a trial each time.
        with suppress(OSError):
            draft.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")
            draft.replace(self._file)


def tries_well(model: ToolCallingModel) -> bool:
    """Whether a model answers a plain request for a call with that call.

    Raises:
        ServiceUnreachable: the endpoint does not answer.
        ModelMissing: the endpoint refuses the model altogether, not only its tools.
    """
    if isinstance(model, LocalChatModel) and MARK not in model.template():
        return False
    try:
        pieces = list(model.plan(_TRIED, [_TRIED_TOOL], max_tokens=_ROOM))
    except (BadModelAnswer, PromptTooLong):
        return False
    except ModelMissing:
        # Either the tools are refused, or everything is: without tools it is seen which.
        model.complete(_TRIED, max_tokens=1)
        return False
    answer = next((one for one in pieces if isinstance(one, Completion)), None)
    calls = answer.calls if answer else ()
    given = arguments_of(calls[0]) if calls and calls[0].name == _TRIED_TOOL.name else None
    return given is not None and "harbour" in str(given.get("word", "")).casefold()


def _identity(model: ChatModel) -> str:
    if isinstance(model, HostedChatModel):
        return f"{model.base_url} {model.model_id}"
    path = model.path if isinstance(model, LocalChatModel) else None
    size = path.stat().st_size if path is not None and path.is_file() else 0
    return f"{path or model.model_id} {size}"
