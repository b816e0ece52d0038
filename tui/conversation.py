"""A user's conversation in an open workspace, for the chat and for `ask` alike."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from penchant.agent.dialogue.session import Session
    from penchant.agent.runtime import Penchant


def open_session(penchant: "Penchant", user_id: str) -> "Session":
    """The session over the tools, the catalogue and the kept conversations of the workspace."""
    from penchant.agent.clock import SystemClock
    from penchant.agent.dialogue.session import Session
    from penchant.agent.dialogue.titles import CatalogueTitles
    from penchant.agent.memory.conversations import SqlConversations
    from penchant.tools.registry import Registry

    stores = penchant.stores
    return Session(
        Registry(penchant).tools(),
        user_id,
        SqlConversations(stores.database),
        None,
        SystemClock(),
        titles=CatalogueTitles(stores.catalogue, stores.log),
    )
