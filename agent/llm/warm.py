"""Gets a local model ready before it is asked, so that the first answer need not wait for it."""

from contextlib import suppress
from threading import Thread

from penchant.agent.errors import ModelMissing, PromptTooLong
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import ChatModel

_FIRST_ASKED = "recommendation_lead"
"""The prompt that most conversations need first; what it has in common with the next is read now."""


def warm_up(model: ChatModel | None) -> Thread | None:
    """Load a local model beside everything else, and have it read its first instructions.

    Returns:
        The thread that does it; None where there is nothing to get ready.
    """
    if not isinstance(model, LocalChatModel):
        return None
    # A daemon: nobody who leaves waits for a model to load.
    thread = Thread(target=_warm, args=(model,), name="penchant-warm-up", daemon=True)
    thread.start()
    return thread


def _warm(model: LocalChatModel) -> None:
    prompt = load_prompt(_FIRST_ASKED)
    # What is missing is told when the model is asked for real.
    with suppress(ModelMissing, PromptTooLong):
        model.complete(prompt.fill(**dict.fromkeys(prompt.inputs, "1")), max_tokens=1)
