"""A chat model that asks another one: what lies around a model, such as counting or stopping, begins here."""

from collections.abc import Iterator, Mapping, Sequence

from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion


class ForwardingModel:
    """Hands every call on.

    Args:
        model: that answers.
        cancel: what stops it, unless a call brings its own.
    """

    def __init__(self, model: ChatModel, cancel: Cancel | None = None) -> None:
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
        """The model's answer."""
        self._asking()
        answer = self._model.complete(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            schema=schema,
            cancel=cancel or self._cancel,
        )
        return self._answered(messages, schema, answer)

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The model's answer in pieces."""
        self._asking()
        return self._model.stream(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            cancel=cancel or self._cancel,
        )

    def _asking(self) -> None:
        """What is to be done before the model is asked; it may fail to answer."""

    def _answered(
        self, messages: Sequence[ChatMessage], schema: Mapping[str, object] | None, answer: Completion
    ) -> Completion:
        """What is made of an answer before it is handed back."""
        return answer
