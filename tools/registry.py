"""Every tool, defined once; the chat, the command line and MCP call them from here.

A new tool is one function, its arguments annotated with the types of `tools.arguments`, and one line
in `DEFINITIONS`. Its name, description, schema and result are read from the function.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from penchant.agent.errors import BadInput
from penchant.agent.ingest.clean import clean_id
from penchant.tools.catalogue import search_catalogue
from penchant.tools.explaining import compare_items, what_if
from penchant.tools.feedback import record_behaviour
from penchant.tools.forget import forget
from penchant.tools.interests import (
    compare_interests,
    edit_interest,
    get_interests,
    state_preference,
)
from penchant.tools.profile import get_profile
from penchant.tools.recommend import explain_recommendation, recommend
from penchant.tools.signature import Arguments, arguments_of, described_purpose

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant

Effect = Literal["reads", "adds", "edits", "erases"]
"""What a call does to the workspace: nothing, adds to it, changes what is in force, or removes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """One tool, before it is bound to a workspace."""

    function: Callable[..., BaseModel]
    """Takes the workspace first, then the arguments, and the `user_id` where it names one."""
    effect: Effect

    @property
    def arguments(self) -> Arguments:
        """What it takes, besides the user."""
        return arguments_of(self.function)

    @property
    def result(self) -> type[BaseModel]:
        """The form of what it returns."""
        found = inspect.signature(self.function).return_annotation
        if not (isinstance(found, type) and issubclass(found, BaseModel)):
            raise TypeError(f"{self.function.__name__} must be annotated with a result of tools.results")
        return found


DEFINITIONS: tuple[Definition, ...] = (
    # A list that is made is kept, so that it can be explained: that adds to the workspace.
    Definition(function=recommend, effect="adds"),
    Definition(function=explain_recommendation, effect="reads"),
    Definition(function=what_if, effect="reads"),
    Definition(function=compare_items, effect="reads"),
    Definition(function=get_interests, effect="reads"),
    Definition(function=compare_interests, effect="reads"),
    # A profile that is written is kept as a version.
    Definition(function=get_profile, effect="adds"),
    Definition(function=search_catalogue, effect="reads"),
    Definition(function=record_behaviour, effect="adds"),
    Definition(function=state_preference, effect="edits"),
    Definition(function=edit_interest, effect="edits"),
    Definition(function=forget, effect="erases"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkspaceTool:
    """A tool of one open workspace; the `Tool` port of `agent.ports`."""

    definition: Definition
    penchant: "Penchant"
    told_by: str | None = None
    """Who calls in the user's name; None for the user."""

    @property
    def name(self) -> str:
        """As the contract names it."""
        return self.definition.function.__name__

    @property
    def description(self) -> str:
        """What it does and when to use it, for a model to read."""
        return described_purpose(self.definition.function)

    @property
    def parameters(self) -> Mapping[str, object]:
        """JSON schema of its arguments, without the user."""
        return self.definition.arguments.schema

    def call(self, user_id: str, arguments: Mapping[str, object]) -> BaseModel:
        """Do it for a user.

        Raises:
            BadInput: an argument cannot be used; the message says which, and what is allowed.
            PenchantError: the work failed.
        """
        return self.definition.function(self.penchant, **self._checked(user_id, arguments))

    def preview(self, user_id: str, arguments: Mapping[str, object]) -> BaseModel:
        """What a call that erases would remove; nothing is changed.

        Raises:
            PenchantError: the tool erases nothing, or the call would fail.
        """
        if self.definition.effect != "erases":
            raise BadInput(f"{self.name} erases nothing", "call it")
        return self.definition.function(self.penchant, **self._checked(user_id, arguments), preview=True)

    def _checked(self, user_id: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        checked: dict[str, Any] = self.definition.arguments.check(arguments)
        user = clean_id("user_id", user_id)
        taken = inspect.signature(self.definition.function).parameters
        # Handed over by code, so that no argument can say who is calling.
        by_code = {"user_id": user, "told_by": self.told_by}
        return checked | {name: value for name, value in by_code.items() if name in taken}


class Registry:
    """The tools of one open workspace."""

    def __init__(self, penchant: "Penchant", *, told_by: str | None = None) -> None:
        """`told_by` is who calls them in the users' names; None for the users themselves."""
        bound = (WorkspaceTool(definition=one, penchant=penchant, told_by=told_by) for one in DEFINITIONS)
        self._tools = {one.name: one for one in bound}

    def tools(self) -> tuple[WorkspaceTool, ...]:
        """All of them, in the order in which they are best shown."""
        return tuple(self._tools.values())

    def get(self, name: str) -> WorkspaceTool:
        """The tool of a name.

        Raises:
            BadInput: there is none.
        """
        found = self._tools.get(name)
        if found is None:
            raise BadInput(f"There is no tool {name!r}", f"the tools are: {', '.join(self._tools)}")
        return found

    def call(self, name: str, user_id: str, arguments: Mapping[str, object]) -> BaseModel:
        """Call a tool by its name.

        Raises:
            PenchantError: there is no such tool, the arguments cannot be used, or the work failed.
        """
        return self.get(name).call(user_id, arguments)
