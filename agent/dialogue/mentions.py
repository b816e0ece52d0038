"""Which item a phrase means: a place in the list, "that one", or a title."""

import re
from dataclasses import dataclass

from penchant.agent.dialogue.slots import THINGS, is_reference, place_in_list
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.titles import Title, TitleFinder

_THINGS_BEHIND = re.compile(
    rf"\S (?:{THINGS}|music|cinema|fiction|stories|food)$|(?:片|电影|小说|音乐|书|游戏|类|剧)$", re.IGNORECASE
)
LONGEST_TITLE = 200
"""Characters of a phrase that are looked up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """What a phrase was found to mean."""

    words: str
    item: str | None = None
    """The tool's argument: a title, or an id where several items share it."""
    title: str | None = None
    rank: int | None = None
    """Where it was named by its place."""
    candidates: tuple[Title, ...] = ()
    """Each of which it may be."""
    near: tuple[Title, ...] = ()
    """What is called nearly so, when nothing is called so."""
    is_reference: bool = False
    """It points at a list or an item, whether or not there is one."""
    is_exact: bool = False


class Mentions:
    """Finds what phrases mean in one turn."""

    def __init__(self, finder: TitleFinder | None, state: ConversationState) -> None:
        self._finder = finder
        self._state = state

    def find(self, words: str) -> Mention:
        """A place that the list has, "that one", or a title; "300" is a film where no list is so long."""
        phrase = words.strip(" \t,.;:!?。，、；：！？\"'《》“”「」『』")[:LONGEST_TITLE]
        rank = place_in_list(phrase)
        if rank is not None and self._state.title_at(rank) is not None:
            return self._placed(phrase, rank)
        if is_reference(phrase):
            last = self._state.last_item
            return Mention(words=phrase, item=last, title=last, is_reference=True, is_exact=last is not None)
        named = self._titled(phrase)
        if rank is not None and not (named.item and named.is_exact and self._finder):
            return Mention(words=phrase, rank=rank if rank > 0 else None, is_reference=True)
        return named

    def is_topic(self, words: str) -> bool:
        """Whether a phrase names a kind of thing: a tag, or something with "films" or "books" behind it."""
        if place_in_list(words) is not None or is_reference(words):
            return False
        if _THINGS_BEHIND.search(words):
            return True
        return self._finder is not None and self._finder.is_topic(words)

    def kinds(self) -> frozenset[str]:
        """The kinds of item that there are."""
        return frozenset() if self._finder is None else self._finder.kinds()

    def _placed(self, phrase: str, rank: int) -> Mention:
        listed = next(
            one
            for one in self._state.listed
            if one.rank == rank or (rank == -1 and one == self._state.listed[-1])
        )
        argument = listed.title
        if self._finder is not None:
            meant = self._finder.find(listed.title, [listed])
            same = [one for one in meant.titles if one.item_id == listed.item_id]
            argument = same[0].argument if same else listed.item_id
        return Mention(
            words=phrase,
            item=argument,
            title=listed.title,
            rank=listed.rank,
            is_reference=True,
            is_exact=True,
        )

    def _titled(self, phrase: str) -> Mention:
        if not phrase:
            return Mention(words=phrase)
        if self._finder is None:
            return Mention(words=phrase, item=phrase, title=phrase, is_exact=True)
        meant = self._finder.find(phrase, self._state.listed)
        if meant.certainty in ("exact", "close"):
            (found,) = meant.titles
            return Mention(
                words=phrase, item=found.argument, title=found.title, is_exact=meant.certainty == "exact"
            )
        if meant.certainty == "unsure":
            return Mention(words=phrase, candidates=meant.titles)
        return Mention(words=phrase, near=meant.titles)
