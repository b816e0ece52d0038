"""Prompts as data: Markdown files with a head, sections for the messages, and strict substitution."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from penchant.agent.errors import BadPrompt
from penchant.agent.ports import ChatMessage

PACKAGE = "penchant.prompts"

_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (System|User|Assistant)\n", re.MULTILINE)
_INPUT = re.compile(r"\{\{(\w+)\}\}")
_KEYS = {"name", "version", "inputs", "output"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """Messages with places for inputs; examples of question and answer come before the question."""

    name: str
    version: int
    inputs: tuple[str, ...]
    output: str
    """What the answer is, in words."""
    messages: tuple[ChatMessage, ...]

    @property
    def reference(self) -> str:
        """`name@version`, kept with all that it made."""
        return f"{self.name}@{self.version}"

    def fill(self, **inputs: str) -> list[ChatMessage]:
        """The messages with the inputs in their places.

        Raises:
            BadPrompt: an input is missing or unknown.
        """
        _same_names(set(inputs), set(self.inputs), f"{self.reference} was given")
        return [
            ChatMessage(role=one.role, content=_INPUT.sub(lambda found: inputs[found[1]], one.content))
            for one in self.messages
        ]


@cache
def load_prompt(name: str) -> Prompt:
    """The packaged prompt of this name.

    Raises:
        BadPrompt: there is none, or its file is not of the form that a prompt has.
    """
    source = files(PACKAGE).joinpath(f"{name}.md")
    if not source.is_file():
        raise BadPrompt(f"There is no prompt {name}", "see the files in prompts/")
    prompt = parse_prompt(source.read_text(encoding="utf-8"))
    if prompt.name != name:
        raise BadPrompt(f"{name}.md calls itself {prompt.name}", "file and prompt bear the same name")
    return prompt


def prompt_names() -> list[str]:
    """All packaged prompts."""
    return sorted(
        entry.name.removesuffix(".md") for entry in files(PACKAGE).iterdir() if entry.name.endswith(".md")
    )


def parse_prompt(text: str) -> Prompt:
    """A prompt from the text of its file.

    Raises:
        BadPrompt: the head or the sections are not as they should be.
    """
    parts = _HEAD.match(text.replace("\r\n", "\n"))
    if parts is None:
        raise BadPrompt("A prompt starts with a head between two lines of ---")
    head = _head(parts[1])
    messages = _messages(parts[2])
    prompt = Prompt(
        name=head["name"],
        version=_version(head["version"]),
        inputs=tuple(one.strip() for one in head["inputs"].split(",") if one.strip()),
        output=head["output"],
        messages=messages,
    )
    used = {name for message in messages for name in _INPUT.findall(message.content)}
    _same_names(used, set(prompt.inputs), f"{prompt.reference} uses")
    return prompt


def _head(text: str) -> Mapping[str, str]:
    lines = [line.partition(":") for line in text.splitlines() if line.strip()]
    head = {key.strip(): value.strip() for key, _, value in lines}
    if set(head) != _KEYS:
        raise BadPrompt(f"The head of a prompt names {', '.join(sorted(_KEYS))}, not {', '.join(head)}")
    return head


def _version(text: str) -> int:
    if not text.isdecimal():
        raise BadPrompt(f"A prompt's version is a whole number, not {text}")
    return int(text)


def _messages(body: str) -> tuple[ChatMessage, ...]:
    before, *sections = _SECTION.split(body)
    if before.strip() or not sections:
        raise BadPrompt("A prompt's body is made of sections: ## System, ## User, ## Assistant")
    roles, contents = sections[::2], sections[1::2]
    if roles[-1] != "User":
        raise BadPrompt("A prompt ends with the section ## User, which is to be answered")
    return tuple(
        ChatMessage(role=role.lower(), content=content.strip())  # type: ignore[arg-type]
        for role, content in zip(roles, contents, strict=True)
    )


def _same_names(given: set[str], wanted: set[str], who: str) -> None:
    missing, unknown = sorted(wanted - given), sorted(given - wanted)
    if missing:
        raise BadPrompt(f"{who} no {', '.join(missing)}", "give every input that the head names")
    if unknown:
        raise BadPrompt(f"{who} an unknown {', '.join(unknown)}", "name it in the head of the prompt")
