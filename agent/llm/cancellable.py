"""A chat model whose every answer one `Cancel` stops: for code that knows nothing of cancelling."""

from collections.abc import Iterator, Mapping, Sequence

from penchant.agent.errors import BadModelAnswer
from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion


class CancellableModel:
    """Asks another model.

    Args:
        model: that answers.
        cancel: what stops it, unless a call brings its own.
    """

    def __init__(self, model: ChatModel, cancel: Cancel) -> None:
        self._model = model
        self._cancel = cancel

    @property
    def model_id(self) -> str:
        """That of the model which answers."""
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
        """One answer.

        Raises:
            BadModelAnswer: it was stopped; half an answer is none.
        """
        answer = self._model.complete(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            schema=schema,
            cancel=cancel or self._cancel,
        )
        if answer.finish_reason == "cancelled":
            raise BadModelAnswer(f"{self.model_id} was stopped", "ask again")
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
        """The answer in pieces."""
        return self._model.stream(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            cancel=cancel or self._cancel,
        )
