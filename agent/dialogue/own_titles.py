"""Titles in the language of the reply, where the catalogue has them in it."""

import re

from penchant.agent.dialogue.showing import plain
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.words import Language

_MARKED = re.compile(r"《([^》]+)》")


def in_own_titles(text: str, language: Language, state: ConversationState, titles: TitleFinder | None) -> str:
    """A reply with the titles that stand in its list, or in book marks, in its own language."""
    if titles is None or language == "en":
        return text
    for one in state.listed:
        own = titles.translated(one.title, language)
        if own is not None:
            text = text.replace(f"{one.rank}. {plain(one.title)}", f"{one.rank}. {plain(own)}")
    return _MARKED.sub(lambda found: f"《{titles.translated(found[1], language) or found[1]}》", text)
