"""Where an evaluation's sentences are said: a copy of a workspace, and somebody new for each of them."""

import asyncio
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from penchant.agent.clock import SystemClock
from penchant.agent.config import Settings
from penchant.agent.dialogue.events import TurnEnded
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.router_model import router_embedder
from penchant.agent.dialogue.state import ConversationState, Listed
from penchant.agent.dialogue.titles import CatalogueTitles
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.conversation.redial import DialogueTurn, K
from penchant.agent.evaluation.conversation.rows import ConversationRow
from penchant.agent.evaluation.conversation.run import Turned
from penchant.agent.ports import ToolCall
from penchant.agent.times import from_micros
from penchant.agent.types import Event, Recommendation
from penchant.tui.conversation import open_session, turn_to_its_end

if TYPE_CHECKING:
    from penchant.agent.dialogue.session import Session
    from penchant.agent.runtime import Penchant

HISTORY = 40
"""Events of the person of the workspace whose history everybody on the stage has."""
PLACES = 10


class WorkspaceStage:
    """A workspace in which every sentence is said by somebody of their own, all with one history."""

    def __init__(self, penchant: "Penchant", *, is_embedding: bool = True) -> None:
        """`is_embedding` False leaves the router without an embedding model."""
        self._penchant = penchant
        stores = penchant.stores
        self._titles = CatalogueTitles(stores.catalogue, stores.log)
        make = router_embedder(penchant.settings.embedding, lambda: stores.vectors.model_id)
        embedder = make() if is_embedding else None
        self._embedder = lambda: embedder
        self._history = self._newest_of_busiest()
        self._places: list[Recommendation] = []
        self._dialogues = 0
        self._most_known: list[str] = []

    def resolve(self, words: str) -> str | None:
        """The id of the item that is called so."""
        meant = self._titles.find(words)
        return meant.titles[0].item_id if meant.certainty in ("exact", "close") else None

    def seat(self, rows: Sequence[ConversationRow]) -> None:
        """Give everybody who will speak the history."""
        events = [
            replace(one, user_id=_speaker(row), event_id=f"{row.id}-{place}")
            for row in rows
            for place, one in enumerate(self._history)
        ]
        self._penchant.import_records([], events)

    def say(self, row: ConversationRow, named: Sequence[str]) -> Turned:
        """Say a sentence after a list was shown that holds the items `named`."""
        user = _speaker(row)
        state = self._shown(user, named)
        self._penchant.stores.conversations.keep(user, [], state.to_json())
        session = open_session(self._penchant, user, titles=self._titles, embedder=self._embedder)
        started = perf_counter()
        ended = _said(session, row.text)
        seconds = perf_counter() - started
        return Turned(
            calls=ended.tool_calls if ended else (),
            reply=ended.reply if ended else "",
            seconds=seconds,
            router_seconds=self._understood(row.text, state),
        )

    def hold(self, turn: DialogueTurn) -> tuple[tuple[ToolCall, ...], Sequence[str]]:
        """Say all of the seeker's words as somebody new, then ask for a list."""
        self._dialogues += 1
        user = f"seeker {self._dialogues}"
        session = open_session(self._penchant, user, titles=self._titles, embedder=self._embedder)
        calls: tuple[ToolCall, ...] = ()
        for said in turn.said:
            ended = _said(session, said)
            calls = ended.tool_calls if ended else ()
        query = turn.said[-1] if turn.said else None
        made = self._penchant.recommend(user, K, query=query, shown=False)
        return calls, [one.item_id for one in made.items]

    def popular(self, but: Sequence[str]) -> Sequence[str]:
        """The films that most events are about, without some."""
        if not self._most_known:
            from collections import Counter

            counted = Counter(self._penchant.stores.log.columns_after(0).item_ids)
            self._most_known = [item_id for item_id, _ in counted.most_common(1_000) if item_id]
        return [one for one in self._most_known if one not in but][:K]

    def near(self, words: str, but: Sequence[str]) -> Sequence[str]:
        """The films nearest in meaning to some words, without some."""
        found = self._penchant.search_catalogue(words, K + len(but))
        return [one.item.item_id for one in found if one.item.item_id not in but][:K]

    def _understood(self, text: str, state: ConversationState) -> float:
        """Seconds that the router takes for a sentence."""
        from penchant.tools.registry import DEFINITIONS

        router = Router([one.function.__name__ for one in DEFINITIONS], self._titles, self._embedder)
        sentence = read_sentence(clean(text))
        now = SystemClock().now()
        started = perf_counter()
        router.decide(sentence, state, now)
        return perf_counter() - started

    def _shown(self, user: str, named: Sequence[str]) -> ConversationState:
        """The state after a list of the usual length, in which the items named have a place."""
        if not self._places:
            self._places = list(self._penchant.recommend(user, PLACES, shown=False).items)
        made = self._penchant.recommend(user, 1, shown=False)
        meant = [self._titles.find(one).titles[:1] for one in named]
        ids = list(dict.fromkeys(one.item_id for titles in meant for one in titles))
        items = self._penchant.stores.catalogue.get(ids)
        others = [one for one in self._places if one.item_id not in ids]
        wanted = [
            Recommendation(item_id=one, title=items[one].title, rank=1, score=0.0, parts={}) for one in ids
        ]
        # Not at the head: what is named must be found by its name.
        chosen = [*others[:3], *wanted, *others[3:]][:PLACES]
        ranked = tuple(replace(one, rank=rank) for rank, one in enumerate(chosen, start=1))
        self._penchant.stores.lists.save(replace(made, list_id=f"{made.list_id}s", items=ranked))
        listed = tuple(Listed(item_id=one.item_id, title=one.title, rank=one.rank) for one in ranked)
        return ConversationState(
            list_id=f"{made.list_id}s", listed=listed, last_item=listed[0].title if listed else None
        )

    def _newest_of_busiest(self) -> list[Event]:
        users = self._penchant.users()
        if not users:
            raise BadInput("Nobody is known in this workspace", "import events first, or name --data")
        busiest = max(users, key=lambda one: one.event_count).user_id
        events = self._penchant.stores.log.user_events(busiest)[-HISTORY:]
        return [
            Event(user_id="", kind=one.kind, at=from_micros(one.at), item_id=one.item_id, value=one.value)
            for one in events
            if one.item_id is not None
        ]


def _speaker(row: ConversationRow) -> str:
    return f"speaker {row.id}"


def _said(session: "Session", text: str) -> TurnEnded | None:
    """The end of a turn; None where it failed."""
    ended = asyncio.run(turn_to_its_end(session, text))
    return ended if isinstance(ended, TurnEnded) else None


@contextmanager
def stage_over(workspace: Path, settings: Settings, *, is_embedding: bool = True) -> Iterator[WorkspaceStage]:
    """The stage over a copy of a workspace, which stays as it is."""
    from penchant.agent import runtime

    with TemporaryDirectory(prefix="penchant-conversation-") as folder:
        copy = Path(folder) / "workspace"
        shutil.copytree(workspace, copy, ignore=shutil.ignore_patterns("*.lock"))
        with runtime.open_runtime(copy, settings, create=False) as penchant:
            yield WorkspaceStage(penchant, is_embedding=is_embedding)
