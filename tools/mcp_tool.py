"""One tool of the registry in the form of the MCP SDK; imports the SDK, so only a server imports it."""

from collections.abc import Callable, Mapping
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase, FuncMetadata
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ConfigDict

from penchant.agent.errors import PenchantError
from penchant.tools.registry import Effect, WorkspaceTool
from penchant.tools.summary import summarize

USER = "user_id"


class _Unchecked(ArgModelBase):
    """Takes every argument as it came: the registry checks them, in words that a model can act on."""

    model_config = ConfigDict(extra="allow")

    def model_dump_one_level(self) -> dict[str, Any]:
        """All of them, as the one argument of the function that calls the tool."""
        return {"given": dict(self.model_extra or {})}


def as_mcp_tool(tool: WorkspaceTool, default_user: str | None) -> Tool:
    """The tool with `user_id` among its arguments; it may be left out where there is a default."""
    return Tool(
        fn=_caller(tool, default_user),
        name=tool.name,
        description=tool.description,
        parameters=_with_user(tool.parameters, default_user),
        fn_metadata=FuncMetadata(arg_model=_Unchecked, output_model=tool.definition.result),
        # Not async: the SDK then calls it in a worker thread, and the event loop stays free.
        is_async=False,
        annotations=_annotations(tool.name, tool.definition.effect),
    )


def _caller(tool: WorkspaceTool, default_user: str | None) -> Callable[..., CallToolResult]:
    def call(given: dict[str, Any]) -> CallToolResult:
        arguments = dict(given)
        user = arguments.pop(USER, None) or default_user
        if user is None:
            raise ToolError("user_id is missing (say whom the call is about)")
        try:
            result = tool.call(user, arguments)
        except PenchantError as error:
            # The model reads this, mends its call and tries again; anything else is a defect, of which
            # the SDK tells the client no more than that it happened.
            raise ToolError(str(error)) from error
        text = TextContent(type="text", text=summarize(result))
        return CallToolResult(content=[text], structured_content=result.model_dump(mode="json"))

    return call


def _with_user(schema: Mapping[str, Any], default_user: str | None) -> dict[str, Any]:
    words = "Whose taste and lists: the id of the user."
    user = {"type": "string", "description": words}
    required = list(schema.get("required", ()))
    if default_user is None:
        required.insert(0, USER)
    else:
        user["default"] = default_user
    changed = {"properties": {USER: user, **schema["properties"]}, "required": required}
    return {key: value for key, value in {**schema, **changed}.items() if key != "required" or value}


def _annotations(name: str, effect: Effect) -> ToolAnnotations:
    return ToolAnnotations(
        title=name.replace("_", " ").capitalize(),
        read_only_hint=effect == "reads",
        destructive_hint=effect == "erases",
        # A list is made anew each time, the same deed a day later is another deed, and to undo twice
        # takes two edits back.
        idempotent_hint=effect in ("reads", "erases"),
        open_world_hint=False,
    )
