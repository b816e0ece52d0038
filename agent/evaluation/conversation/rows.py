"""The sentences of an evaluation, each with the calls that it must lead to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from penchant.agent.errors import BadInput

NO_CALL = "none"
"""The tool of a sentence that asks for nothing."""


class ExpectedCall(BaseModel):
    """A call, with the arguments that matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tool: str = Field(min_length=1)
    arguments: Mapping[str, Any] = {}


class ConversationRow(BaseModel):
    """One sentence; `calls` takes the place of `tool` where it asks for several things."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    lang: Literal["en", "zh"]
    text: str = Field(min_length=1)
    tool: str | None = None
    arguments: Mapping[str, Any] = {}
    calls: tuple[ExpectedCall, ...] | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> "ConversationRow":
        if (self.tool is None) == (self.calls is None):
            raise ValueError("either `tool` or `calls` is needed")
        return self

    @property
    def expected(self) -> tuple[ExpectedCall, ...]:
        """What must be called, in any order; nothing for a sentence that asks for nothing."""
        if self.calls is not None:
            return self.calls
        if self.tool is None or self.tool == NO_CALL:
            return ()
        return (ExpectedCall(tool=self.tool, arguments=self.arguments),)


def read_rows(file: Path) -> tuple[ConversationRow, ...]:
    """The rows of a JSON lines file.

    Raises:
        BadInput: the file cannot be read, or a line has another form.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read: {error}", "name a file of JSON lines in UTF-8") from error
    rows = tuple(_row(file, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if not rows:
        raise BadInput(f"{file} holds no sentences", "write one JSON object a line")
    return rows


def _row(file: Path, number: int, line: str) -> ConversationRow:
    try:
        return ConversationRow.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "line"
        raise BadInput(
            f"{file}, line {number}: {place}: {first['msg']}",
            'write {"id", "lang", "text", "tool", "arguments"} on each line',
        ) from error
