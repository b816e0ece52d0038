"""Counts what a model is asked and what it costs, while it answers."""

from collections.abc import Mapping, Sequence

from penchant.agent.llm.forwarding import ForwardingModel
from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion


class Metered(ForwardingModel):
    """A chat model that counts its calls, tokens and seconds; of what is streamed, the call alone."""

    def __init__(self, model: ChatModel, cancel: Cancel | None = None) -> None:
        super().__init__(model, cancel)
        self.calls = 0
        self.tokens = 0
        """Read and written."""
        self.seconds = 0.0

    def _asking(self) -> None:
        # Before the answer: a call that fails was a call.
        self.calls += 1

    def _answered(
        self, messages: Sequence[ChatMessage], schema: Mapping[str, object] | None, answer: Completion
    ) -> Completion:
        self.tokens += answer.prompt_tokens + answer.completion_tokens
        self.seconds += answer.seconds
        return answer
