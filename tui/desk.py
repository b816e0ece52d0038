"""What the chat needs of an open workspace, and how it is opened. Nothing heavy is loaded before."""

import re
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from penchant.tui.conversation import open_session
from penchant.tui.messages import PersonCard, Place

if TYPE_CHECKING:
    from penchant.agent.dialogue.events import DialogueEvent
    from penchant.agent.runtime import Penchant
    from penchant.agent.types import Item
    from penchant.tools.results import InterestsResult

OWN = "me"
"""The user id that the guidance for one's own history proposes."""
PACKING = re.compile(r"(-instruct)?(\.I?Q\d\w*)?$", re.IGNORECASE)
"""How a model file is tuned and packed: no part of the model's name."""
Report = Callable[[str], None]
"""Told in words what goes on while the workspace is being opened."""


class Conversation(Protocol):
    """One person's conversation."""

    def turn(self, text: str) -> "AsyncIterator[DialogueEvent]":
        """Answer what was said, telling what happens meanwhile."""
        ...


class Desk(Protocol):
    """An open workspace as the chat sees it."""

    def people(self) -> Sequence[PersonCard]:
        """Those that one can talk as, the people of the demo first."""
        ...

    def item_count(self) -> int:
        """How much there is to recommend."""
        ...

    def interests(self, user_id: str) -> "InterestsResult | None":
        """What a person is drawn to; None where nothing is known of them."""
        ...

    def places(self, item_ids: Collection[str]) -> Mapping[str, Place]:
        """What cards show beside the title."""
        ...

    def conversation(self, user_id: str) -> Conversation:
        """A new conversation."""
        ...

    def load_models(self) -> str:
        """Load what the first answer would wait for; in words, what writes the replies."""
        ...

    def close(self) -> None:
        """Let go of the workspace."""
        ...


OpenDesk = Callable[[Report], Desk]
Converse = Callable[["Penchant", str], Conversation]


class WorkspaceDesk:
    """A desk on a real workspace."""

    def __init__(self, penchant: "Penchant", converse: Converse) -> None:
        self._penchant = penchant
        self._converse = converse

    def people(self) -> Sequence[PersonCard]:
        """The people of the demo in their order, then all others by id."""
        from penchant.agent.demo.people import demo_people
        from penchant.tui.cli.demo_workspace import is_demo

        known = {one.user_id: one for one in self._penchant.users()}
        cast = demo_people() if is_demo(self._penchant) else ()
        cards = [
            PersonCard(
                user_id=one.user_id,
                name=one.name,
                story=one.story,
                event_count=known.pop(one.user_id).event_count,
            )
            for one in cast
            if one.user_id in known
        ]
        others = [
            PersonCard(user_id=one.user_id, name=one.user_id, event_count=one.event_count)
            for one in known.values()
        ]
        return [*cards, *others]

    def item_count(self) -> int:
        """Items of the catalogue."""
        return self._penchant.stores.catalogue.count()

    def interests(self, user_id: str) -> "InterestsResult | None":
        """Their interests now."""
        from penchant.agent.errors import UnknownUser
        from penchant.tools.interests import get_interests

        try:
            return get_interests(self._penchant, user_id)
        except UnknownUser:
            return None

    def places(self, item_ids: Collection[str]) -> Mapping[str, Place]:
        """Kind and year of these items."""
        items = self._penchant.stores.catalogue.get(item_ids)
        return {item_id: place_of(item) for item_id, item in items.items()}

    def conversation(self, user_id: str) -> Conversation:
        """A conversation over the tools of this workspace."""
        return self._converse(self._penchant, user_id)

    def load_models(self) -> str:
        """The embedding model, which words are understood with, is loaded by its first use.

        A local language model is loaded beside it, and may go on loading for a moment.
        """
        from penchant.agent.llm.warm import warm_up

        warm_up(getattr(self._penchant, "chat_model", None))
        if self.item_count():
            self._penchant.stores.vectors.embedder().embed_query(["hello"])
        return words_by(getattr(self._penchant, "chat_model", None))

    def close(self) -> None:
        """Close the runtime."""
        self._penchant.close()


def open_desk(workspace: Path, report: Report) -> Desk:
    """Open a workspace, make it where there is none, and finish a demo that was left half-built.

    Raises:
        PenchantError: it cannot be used.
    """
    from penchant.agent.runtime import open_runtime
    from penchant.tui.cli.demo_workspace import build_demo, is_half_built

    penchant = open_runtime(workspace)
    if is_half_built(penchant):
        build_demo(penchant, lambda done, total: report(f"finishing the demo: {done} of {total} texts"))
    penchant.start_profiles()
    penchant.start_training()
    return WorkspaceDesk(penchant, open_session)


def person_to_open_as(people: Sequence[PersonCard], wanted: str | None) -> PersonCard | None:
    """Who the chat opens as; None where the reader has to choose.

    Who was named; else the reader's own user, the only one, or the first of the demo.
    """
    if wanted is not None:
        known = next((one for one in people if one.user_id == wanted), None)
        return known or PersonCard(user_id=wanted, name=wanted)
    if not people:
        return PersonCard(user_id=OWN, name=OWN)
    own = next((one for one in people if one.user_id in _own_ids() and not one.story), None)
    first = people[0] if len(people) == 1 or people[0].story else None
    return own or first


def _own_ids() -> tuple[str, ...]:
    from penchant.tui.cli.exports import default_user

    return OWN, default_user()


def words_by(chat_model: object) -> str:
    """Which language model words the replies, as a person reads it."""
    from penchant.agent.errors import ModelMissing, ServiceUnreachable

    if chat_model is None:
        return "words by template"
    try:
        model_id = str(getattr(chat_model, "model_id", chat_model))
    except (ModelMissing, ServiceUnreachable):
        # An endpoint that is asked for the name of its model. The chat works without it.
        return "words by template, the endpoint is silent"
    if _is_hosted(chat_model):
        return f"words by {model_id}, hosted"
    return f"words by {PACKING.sub('', model_id)} on this machine"


def _is_hosted(chat_model: object) -> bool:
    return type(chat_model).__module__.rpartition(".")[2] == "hosted"


def place_of(item: "Item") -> Place:
    """Kind and year of an item, as far as they are given."""
    year = item.attributes.get("year", "")
    return Place(kind=item.kind or "", year=str(year))
