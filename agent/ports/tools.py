"""What can be asked of Penchant, by people and by other agents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydantic import BaseModel

    Vectors = NDArray[np.float32]
    """Unit vectors, shape (n, dimensions)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolCall:
    """A tool and the arguments it is to be called with."""

    name: str
    arguments: Mapping[str, object]


class Tool(Protocol):
    """One thing that can be asked of Penchant, defined once for the chat, the command line and MCP."""

    @property
    def name(self) -> str:
        """As the contract names it."""
        ...

    @property
    def description(self) -> str:
        """What it does and when to use it, for a model to read."""
        ...

    @property
    def parameters(self) -> Mapping[str, object]:
        """JSON schema of its arguments, without the user."""
        ...

    def call(self, user_id: str, arguments: Mapping[str, object]) -> "BaseModel":
        """Do it for a user; the result is a pydantic model of `tools.results`.

        Raises:
            PenchantError: the arguments cannot be used, or the work failed.
        """
        ...


@runtime_checkable
class ErasingTool(Tool, Protocol):
    """A tool that can say first what a call would remove."""

    def preview(self, user_id: str, arguments: Mapping[str, object]) -> "BaseModel":
        """What the call would remove; nothing is changed.

        Raises:
            PenchantError: the arguments cannot be used, or the tool erases nothing.
        """
        ...
