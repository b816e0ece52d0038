"""A user's conversation in an open workspace, for the chat and for `ask` alike."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from penchant.agent.dialogue.session import Session
    from penchant.agent.ports import ChatModel
    from penchant.agent.runtime import Penchant


def open_session(penchant: "Penchant", user_id: str) -> "Session":
    """The session over the tools, the catalogue and the kept conversations of the workspace."""
    from penchant.agent.clock import SystemClock
    from penchant.agent.dialogue.session import Session
    from penchant.agent.dialogue.titles import CatalogueTitles
    from penchant.tools.registry import Registry

    stores = penchant.stores

    def lead(list_id: str, model: "ChatModel") -> tuple[str, str] | None:
        from penchant.agent.explain.lead import lead_sentence

        made = stores.lists.get(list_id)
        return None if made is None else lead_sentence(made, model, titles=penchant.title_index)

    return Session(
        Registry(penchant).tools(),
        user_id,
        stores.conversations,
        penchant.chat_model,
        SystemClock(),
        titles=CatalogueTitles(stores.catalogue, stores.log),
        lead=lead,
    )
