"""What is asked of a language model: answers, answers in pieces, and calls of tools."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Literal, Protocol, runtime_checkable


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestedCall:
    """A call of a tool as a model wrote it, not looked at yet."""

    call_id: str
    name: str
    arguments: str
    """JSON, or what the model took for JSON."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatMessage:
    """One message of a conversation with a language model."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[RequestedCall, ...] = ()
    """What the assistant asked to be called."""
    call_id: str = ""
    """Which call a tool's message answers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolForm:
    """A tool as a model sees it."""

    name: str
    description: str
    parameters: Mapping[str, object]
    """JSON schema of its arguments."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """What a language model answered, and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    finish_reason: Literal["stop", "length", "cancelled"] = "stop"
    calls: tuple[RequestedCall, ...] = ()
    """What it wants to be called before it goes on, in this order."""


class Cancel:
    """Stops work that goes on in another thread; work that begins later stops at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_set = False
        self._stops: list[Callable[[], object]] = []

    @property
    def is_set(self) -> bool:
        """Whether the work shall stop."""
        return self._is_set

    def set(self) -> None:
        """Stop what goes on."""
        with self._lock:
            self._is_set = True
            stops = list(self._stops)
        for stop in stops:
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], object]) -> Iterator[None]:
        """While the block runs, `stop` is what ends it; it may be called from any thread."""
        with self._lock:
            self._stops.append(stop)
            is_late = self._is_set
        if is_late:
            stop()
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)


class ChatModel(Protocol):
    """A language model that answers messages; local, hosted, recorded or scripted."""

    @property
    def model_id(self) -> str:
        """Names the model in everything that it wrote."""
        ...

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
        cancel: Cancel | None = None,
    ) -> Completion:
        """One answer; with `schema` (JSON schema) its text is JSON of that form.

        An answer that is cancelled says so in its `finish_reason`.

        Raises:
            ModelMissing: the model cannot be loaded.
            ServiceUnreachable: the endpoint does not answer.
        """
        ...

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The answer in pieces, as they come; closing the iterator stops the model, and so does `cancel`."""
        ...


@runtime_checkable
class ToolCallingModel(ChatModel, Protocol):
    """A language model that can ask for calls of tools."""

    def plan(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[ToolForm],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        cancel: Cancel | None = None,
    ) -> Iterator[str | Completion]:
        """The answer's text in pieces, and at the end the whole answer with the calls that it asks for.

        Raises:
            ModelMissing: the model cannot be loaded, or takes no tools.
            ServiceUnreachable: the endpoint does not answer.
        """
        ...
