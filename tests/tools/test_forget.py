"""The tool that erases hands on what was asked, finds the item that is meant, and can look first."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from penchant.agent.errors import BadInput, UnknownItem
from penchant.agent.types import Erasure, Item, Selection
from penchant.tools.forget import ForgetResult
from penchant.tools.registry import DEFINITIONS, Registry
from penchant.tools.summary import summarize

ITEMS = (
    Item(item_id="1", title="Lanterns (2001)", topic_text="Lanterns"),
    Item(item_id="2", title="Lanterns (2019)", topic_text="Lanterns"),
    Item(item_id="3", title="Heat (1995)", topic_text="Heat"),
)


class Catalogue:
    """Three films, two of one name."""

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        return {one.item_id: one for one in ITEMS if one.item_id in item_ids}

    def known(self, item_ids: Collection[str]) -> set[str]:
        return set(self.get(item_ids))

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        yield from enumerate(ITEMS, start=1)


class Runtime:
    """Ann had to do with the later Lanterns; remembers what it was to forget."""

    def __init__(self) -> None:
        self.asked: list[tuple[Selection, bool]] = []
        log = SimpleNamespace(user_events=lambda user_id: [SimpleNamespace(item_id="2")])
        self.stores = SimpleNamespace(catalogue=Catalogue(), log=log)

    def forget(self, user_id: str, selection: Selection, *, preview: bool = False) -> Erasure:
        self.asked.append((selection, preview))
        return Erasure(
            user_id=user_id, removed={"events": 2, "lists": 0}, verified=not preview, is_preview=preview
        )


@pytest.fixture
def runtime() -> Runtime:
    return Runtime()


@pytest.fixture
def tools(runtime: Runtime) -> Registry:
    penchant: Any = runtime
    return Registry(penchant)


def test_a_call_erases_at_once_and_says_what(tools: Registry, runtime: Runtime) -> None:
    result = tools.call("forget", "ann", {"everything": True})
    assert runtime.asked == [(Selection(everything=True), False)]
    assert result.model_dump() == {
        "user_id": "ann", "removed": {"events": 2, "lists": 0}, "verified": True, "preview": False,
    }  # fmt: skip


def test_a_preview_only_looks(tools: Registry, runtime: Runtime) -> None:
    result = tools.get("forget").preview("ann", {"about": "jazz"})
    assert runtime.asked == [(Selection(about="jazz"), True)]
    assert isinstance(result, ForgetResult)
    assert (result.preview, result.verified) == (True, False)


def test_no_model_can_ask_for_a_preview_and_no_other_tool_has_one(tools: Registry) -> None:
    with pytest.raises(BadInput, match="there is no argument preview"):
        tools.call("forget", "ann", {"everything": True, "preview": True})
    for one in DEFINITIONS:
        if one.effect != "erases":
            with pytest.raises(BadInput, match="erases nothing"):
                tools.get(one.function.__name__).preview("ann", {})


def test_a_description_warns_that_it_cannot_be_undone(tools: Registry) -> None:
    assert "cannot be undone" in tools.get("forget").description
    assert [one.function.__name__ for one in DEFINITIONS if one.effect == "erases"] == ["forget"]


@pytest.mark.parametrize(
    ("item", "found"), [("heat", "3"), ("3", "3"), ("Lanterns", "2"), ("Lanterns (2001)", "1")]
)
def test_of_namesakes_the_one_that_the_user_had_is_meant(
    tools: Registry, runtime: Runtime, item: str, found: str
) -> None:
    tools.call("forget", "ann", {"item": item})
    assert runtime.asked[0][0].item_id == found


def test_an_unknown_title_erases_nothing(tools: Registry, runtime: Runtime) -> None:
    with pytest.raises(UnknownItem):
        tools.call("forget", "ann", {"item": "Casino"})
    assert runtime.asked == []


@pytest.mark.parametrize(
    ("until", "meant"),
    [
        ("2024-03-31", datetime(2024, 3, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2024-03-31T18:00:00Z", datetime(2024, 3, 31, 18, 0, 0, 999_999, tzinfo=UTC)),
        ("2024-03-31T18:00:00.5Z", datetime(2024, 3, 31, 18, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_day_and_a_second_count_to_their_end(
    tools: Registry, runtime: Runtime, until: str, meant: datetime
) -> None:
    tools.call("forget", "ann", {"since": "2024-03-01", "until": until})
    assert runtime.asked[0][0] == Selection(since=datetime(2024, 3, 1, tzinfo=UTC), until=meant)


@pytest.mark.parametrize(
    ("counts", "verified", "preview", "words"),
    [
        ({"events": 2, "lists": 0}, True, False, "Removed for good of ann: 2 events; a second look"),
        ({"events": 2}, False, False, "some of it may be left"),
        ({"events": 2}, False, True, "would be removed: 2 events"),
        ({"events": 0}, True, False, "nothing was removed"),
    ],
)
def test_it_is_told_in_words(counts: dict[str, int], verified: bool, preview: bool, words: str) -> None:
    result = ForgetResult(user_id="ann", removed=counts, verified=verified, preview=preview)
    assert words in summarize(result)
