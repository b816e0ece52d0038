"""Has a language model word given facts, and takes only what the checker admits."""

import re
from collections.abc import Callable, Sequence

from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.explain.check import check
from penchant.agent.explain.facts import Facts
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.sentences import folded
from penchant.agent.llm.prompts import Prompt
from penchant.agent.ports import ChatModel

Titles = Callable[[], TitleIndex]
"""The catalogue's titles, fetched only when there is something to check."""

_ROOM = 120
"""Tokens: two sentences need half of it, and a model that rambles is stopped."""
_OF_ITSELF = re.compile(r"\b(?:I|I'm|I've|my|me|mine|myself|as an AI)\b")


def worded(
    model: ChatModel,
    prompt: Prompt,
    inputs: dict[str, str],
    facts: Facts,
    *,
    titles: Titles = lambda: TitleIndex(()),
    must_name: Sequence[str] = (),
) -> str | None:
    """The model's wording as far as it is admitted; None when nothing usable is left.

    A model that is missing, silent or wrong costs its wording and nothing else.

    Args:
        model: that words.
        prompt: what it is asked.
        inputs: of the prompt.
        facts: all that it may say.
        titles: those that it may name only where the facts do.
        must_name: all of it must be left in the text, else the text says too little.
    """
    try:
        answer = model.complete(prompt.fill(**inputs), max_tokens=_ROOM)
    except (ModelMissing, ServiceUnreachable, BadModelAnswer, PromptTooLong):
        return None
    text = check(answer.text, facts, known_titles=titles()).text
    said = folded(text)
    is_telling = all(folded(name) in said for name in must_name)
    return text if text and is_telling and not speaks_of_itself(text) else None


def speaks_of_itself(text: str) -> bool:
    """Whether a text is about the one who writes it."""
    return bool(_OF_ITSELF.search(text))
