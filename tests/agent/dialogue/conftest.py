"""A small catalogue, a store in memory and tools that remember what they were asked."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.session import Session
from penchant.agent.dialogue.state import ConversationState, Listed
from penchant.agent.dialogue.titles import CatalogueTitles
from penchant.agent.errors import PenchantError, UnknownUser
from penchant.agent.ports import Utterance
from penchant.agent.types import Item
from penchant.tools.explained import StatementOut, WhyResult
from penchant.tools.results import (
    InterestOut,
    InterestsResult,
    ReasonOut,
    RecommendedItem,
    RecommendResult,
    RecordResult,
    SearchResults,
)

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)
TITLES = (
    ("f1", "Night Train to Turin (1988)", "film", ("thriller", "slow")),
    ("f2", "Lanterns (2001)", "film", ("drama",)),
    ("f3", "Lanterns (2019)", "film", ("comedy",)),
    ("f4", "Glass Harbour, The (1997)", "film", ("crime",)),
    ("f5", "Second Mother, The (2015)", "film", ("drama",)),
    ("f6", "451 (2008)", "film", ("science fiction",)),
    ("f7", "Hôtel Amélie (Hotel Amelie) (1999)", "film", ("romance",)),
    ("f8", "Comedy, The (2012)", "film", ("comedy",)),
    ("f9", "Salt Roads: Part II (2010)", "film", ("war",)),
    ("b1", "The Bread Diaries", "book", ("baking",)),
    ("b2", "Blue Ledger: A Life in Numbers", "book", ("biography",)),
    ("m1", "Quiet Rooms", "music", ("jazz",)),
)
CHINESE = {"f1": "开往都灵的夜车", "f4": "玻璃港"}


class SmallCatalogue:
    """`Catalogue` over the titles above."""

    def __init__(self) -> None:
        self.items = [
            Item(
                item_id=item_id,
                title=title,
                kind=kind,
                tags=tags,
                topic_text=title.split(" (")[0],
                attributes=_attributes(item_id, title),
            )
            for item_id, title, kind, tags in TITLES
        ]

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        yield from list(enumerate(self.items, start=1))[revision:]

    def revision(self) -> int:
        return len(self.items)

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        return {one.item_id: one for one in self.items if one.item_id in item_ids}


def _attributes(item_id: str, title: str) -> dict[str, Any]:
    year = title.rstrip(")").rpartition("(")[2]
    given: dict[str, Any] = {"year": int(year)} if year.isdecimal() else {}
    if item_id in CHINESE:
        given["title_zh"] = CHINESE[item_id]
    return given


@dataclass
class MemoryStore:
    """`ConversationStore` in memory."""

    states: dict[str, Mapping[str, object]] = field(default_factory=dict)
    said: dict[str, list[Utterance]] = field(default_factory=dict)

    def keep(self, user_id: str, said: Sequence[Utterance], state: Mapping[str, object]) -> None:
        self.states[user_id] = state
        self.said.setdefault(user_id, []).extend(said)

    def state(self, user_id: str) -> Mapping[str, object] | None:
        return self.states.get(user_id)

    def transcript(self, user_id: str, limit: int | None = None) -> list[Utterance]:
        said = self.said.get(user_id, [])
        return said if limit is None else said[-limit:]


@dataclass
class FixedClock:
    """It is always the same moment."""

    def now(self) -> datetime:
        return NOW


@dataclass
class FakeTool:
    """A tool that answers from a function and remembers its calls."""

    name: str
    answer: Callable[[Mapping[str, Any]], Any]
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    fails_with: PenchantError | None = None
    description: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)

    def call(self, user_id: str, arguments: Mapping[str, object]) -> Any:
        self.asked.append(arguments)
        if self.fails_with is not None:
            raise self.fails_with
        return self.answer(arguments)


def interest(label: str, share: float, state: Any = "rising") -> InterestOut:
    """One interest."""
    return InterestOut(
        interest_id=label,
        label=label,
        tags=[],
        state=state,
        strength=1.0,
        share=share,
        short_share=share,
        long_share=share,
        since=NOW,
        last_seen=NOW,
        event_count=1,
        pinned=False,
        muted=False,
        evidence=[],
    )


@dataclass
class World:
    """Tools over one user's interests, which a record moves."""

    shares: dict[str, float] = field(default_factory=lambda: {"crime": 0.12, "jazz": 0.88})
    is_known: bool = True
    records: list[Mapping[str, Any]] = field(default_factory=list)
    tools: dict[str, FakeTool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        answers = {
            "recommend": self.recommend,
            "explain_recommendation": self.explain,
            "get_interests": self.interests,
            "search_catalogue": self.search,
            "record_behaviour": self.record,
        }
        self.tools = {name: FakeTool(name=name, answer=answer) for name, answer in answers.items()}

    def recommend(self, arguments: Mapping[str, Any]) -> RecommendResult:
        chosen = TITLES[: arguments.get("k", 3)]
        reason = ReasonOut(text="It fits your rising interest in crime", kind="interest", evidence=["e1"])
        items = [
            RecommendedItem(item_id=one[0], title=one[1], rank=rank, score=1.0, parts={}, reasons=[reason])
            for rank, one in enumerate(chosen, start=1)
        ]
        return RecommendResult(list_id="l1", user_id="ann", at=NOW, items=items, notes=[])

    def explain(self, arguments: Mapping[str, Any]) -> WhyResult:
        statement = StatementOut(
            text="It fits your rising interest in crime",
            kind="interest",
            evidence=["e1"],
            fields={"label": "crime", "state": "rising"},
            contribution=1.0,
        )
        rank = arguments.get("rank", 1)
        return WhyResult(
            list_id="l1",
            item_id=TITLES[rank - 1][0],
            title=TITLES[rank - 1][1],
            listed=True,
            rank=rank,
            score=1.0,
            parts={},
            statements=[statement],
            notes=[],
        )

    def interests(self, arguments: Mapping[str, Any]) -> InterestsResult:
        if not self.is_known:
            raise UnknownUser("Nothing is known of user ann", "`penchant users` lists those who are known")
        shown = [interest(label, share) for label, share in self.shares.items()]
        return InterestsResult(user_id="ann", as_of=NOW, interests=shown)

    def search(self, arguments: Mapping[str, Any]) -> SearchResults:
        return SearchResults(query=arguments["query"], items=[])

    def record(self, arguments: Mapping[str, Any]) -> RecordResult:
        self.records.append(arguments)
        self.shares = {"crime": 0.18, "jazz": 0.82}
        return RecordResult(event_id="e9", duplicate=len(self.records) > 1)


@pytest.fixture(scope="session")
def finder() -> CatalogueTitles:
    """Finds the titles above."""
    return CatalogueTitles(SmallCatalogue())  # type: ignore[arg-type]


@pytest.fixture
def catalogue() -> SmallCatalogue:
    """A catalogue of one's own."""
    return SmallCatalogue()


@pytest.fixture
def state() -> ConversationState:
    """A list of three was shown, and its second item talked about."""
    shown = (("f1", TITLES[0][1]), ("f4", TITLES[3][1]), ("f8", TITLES[7][1]))
    listed = tuple(
        Listed(item_id=item_id, title=title, rank=rank)
        for rank, (item_id, title) in enumerate(shown, start=1)
    )
    return ConversationState(list_id="l1", listed=listed, last_item=TITLES[3][1])


@pytest.fixture
def world() -> World:
    """Tools of a known user."""
    return World()


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def clock() -> FixedClock:
    """It is always the same moment."""
    return FixedClock()


@pytest.fixture
def session(world: World, store: MemoryStore, finder: CatalogueTitles) -> Session:
    """Ann's conversation, without a model."""
    return Session(list(world.tools.values()), "ann", store, None, FixedClock(), titles=finder)


TOOLS = (
    "recommend", "explain_recommendation", "what_if", "compare_items", "get_interests", "compare_interests",
    "get_profile", "search_catalogue", "record_behaviour", "state_preference", "edit_interest", "forget",
)  # fmt: skip


@pytest.fixture(scope="session")
def router(finder: CatalogueTitles) -> Router:
    """A router that has every tool of the contract."""
    return Router(TOOLS, finder)
