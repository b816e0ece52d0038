"""A user's conversation in an open workspace, for the chat and for `ask` alike."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from penchant.agent.dialogue.decisions import Decision, Do
    from penchant.agent.dialogue.events import TurnEnded, TurnFailed
    from penchant.agent.dialogue.planner import ToolPlanner
    from penchant.agent.dialogue.session import Session
    from penchant.agent.dialogue.state import ConversationState
    from penchant.agent.dialogue.titles import TitleFinder
    from penchant.agent.ports import ChatModel, Clock, Embedder, Tool
    from penchant.agent.runtime import Penchant


def open_session(
    penchant: "Penchant",
    user_id: str,
    clock: "Clock | None" = None,
    *,
    titles: "TitleFinder | None" = None,
    embedder: "Callable[[], Embedder | None] | None" = None,
) -> "Session":
    """The session over the tools, the catalogue and the kept conversations of the workspace.

    Args:
        penchant: the open workspace.
        user_id: whose conversation it is.
        clock: what "yesterday" is seen from; the wall clock where None.
        titles: finds items by their names; made here where None.
        embedder: makes the router's model; that of the workspace where None.
    """
    from penchant.agent.clock import SystemClock
    from penchant.agent.dialogue.router_model import router_embedder
    from penchant.agent.dialogue.session import Session
    from penchant.agent.dialogue.titles import CatalogueTitles
    from penchant.tools.registry import Registry

    stores, now = penchant.stores, clock or SystemClock()
    tools = Registry(penchant).tools()

    def lead(list_id: str, model: "ChatModel") -> tuple[str, str] | None:
        from penchant.agent.explain.lead import lead_sentence

        made = stores.lists.get(list_id)
        return None if made is None else lead_sentence(made, model, titles=penchant.title_index)

    return Session(
        tools,
        user_id,
        stores.conversations,
        penchant.chat_model,
        now,
        titles=titles or CatalogueTitles(stores.catalogue, stores.log),
        lead=lead,
        planner=PlannerInUse(penchant, tools, now),
        guard=ConsentGuard(penchant, user_id),
        embedder=embedder or router_embedder(penchant.settings.embedding, lambda: stores.vectors.model_id),
    )


async def turn_to_its_end(session: "Session", text: str) -> "TurnEnded | TurnFailed":
    """One turn without a screen; how it ended."""
    from penchant.agent.dialogue.events import TurnEnded, TurnFailed

    last: TurnEnded | TurnFailed | None = None
    async for event in session.turn(text):
        if isinstance(event, TurnEnded | TurnFailed):
            last = event
    if last is None:
        raise RuntimeError("a turn neither ended nor failed")
    return last


class ConsentGuard:
    """Keeps a person's own word that age-rated items are fine before the list is made that needs it."""

    def __init__(self, penchant: "Penchant", user_id: str) -> None:
        self._penchant = penchant
        self._user_id = user_id

    def __call__(self, wanted: "Do", state: "ConversationState") -> "Decision":
        """The call as it is."""
        if wanted.allows_age_rated and not state.allows_age_rated:
            self._penchant.allow_age_rated(self._user_id)
        return wanted


class PlannerInUse:
    """The planner of the model in use, found at the first turn; none where the model cannot plan."""

    def __init__(self, penchant: "Penchant", tools: "Sequence[Tool]", clock: "Clock") -> None:
        self._penchant = penchant
        self._tools = tools
        self._clock = clock
        self._is_found = False
        self._planner: ToolPlanner | None = None

    def __call__(self) -> "ToolPlanner | None":
        """The planner, or None: an endpoint that is silent now is asked again in the next turn."""
        from penchant.agent.errors import ModelMissing, ServiceUnreachable

        if not self._is_found:
            try:
                self._planner = self._found()
            except (ModelMissing, ServiceUnreachable):
                return None
            self._is_found = True
        return self._planner

    def _found(self) -> "ToolPlanner | None":
        from penchant.agent.dialogue.planner import ToolPlanner
        from penchant.agent.llm.abilities import Abilities
        from penchant.agent.ports import ToolCallingModel
        from penchant.tools.summary import summarize

        model, settings = self._penchant.chat_model, self._penchant.settings
        if model is None or not isinstance(model, ToolCallingModel):
            return None
        if not Abilities(self._penchant.stores.folder, settings.llm.tools).of(model).calls_tools:
            return None
        return ToolPlanner(
            model,
            self._tools,
            self._clock,
            limits=settings.planner,
            summarize=summarize,
            titles=self._penchant.title_index,
        )
