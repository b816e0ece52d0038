"""Counts what a model is asked and what it costs, while it answers."""

from collections.abc import Iterator, Mapping, Sequence

from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion


class Metered:
    """A chat model that counts its calls, tokens and seconds."""

    def __init__(self, model: ChatModel, cancel: Cancel | None = None) -> None:
        """`cancel` stops whatever it is asked."""
        self._model = model
        self._cancel = cancel
        self.calls = 0
        self.tokens = 0
        """Read and written."""
        self.seconds = 0.0

    @property
    def model_id(self) -> str:
        """That of the model."""
        return self._model.model_id

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
        """The model's answer."""
        self.calls += 1
        answer = self._model.complete(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            schema=schema,
            **self._stopping(cancel),
        )
        self.tokens += answer.prompt_tokens + answer.completion_tokens
        self.seconds += answer.seconds
        return answer

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The model's answer in pieces; of these only the call is counted."""
        self.calls += 1
        return self._model.stream(
            messages, max_tokens=max_tokens, temperature=temperature, stop=stop, **self._stopping(cancel)
        )

    def _stopping(self, cancel: Cancel | None) -> dict[str, Cancel]:
        """How a call is told to stop, where anything may stop it."""
        stop = cancel or self._cancel
        return {"cancel": stop} if stop is not None else {}
