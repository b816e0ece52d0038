"""A chat model whose every answer one `Cancel` stops: for code that knows nothing of cancelling."""

from collections.abc import Mapping, Sequence

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm.forwarding import ForwardingModel
from penchant.agent.ports import ChatMessage, Completion


class CancellableModel(ForwardingModel):
    """Asks another model; half an answer is none.

    `complete` raises `BadModelAnswer` where it was stopped.
    """

    def _answered(
        self, messages: Sequence[ChatMessage], schema: Mapping[str, object] | None, answer: Completion
    ) -> Completion:
        if answer.finish_reason == "cancelled":
            raise BadModelAnswer(f"{self.model_id} was stopped", "ask again")
        return answer
