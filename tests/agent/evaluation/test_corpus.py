"""Files are read as the product reads them."""

from pathlib import Path

import pytest

from penchant.agent.clock import SystemClock
from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadColumn
from penchant.agent.evaluation.corpus import Corpus, Sources, as_event, read_corpus


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    items = tmp_path / "items.csv"
    items.write_text("sku,title,type\n1,Heat &amp; Dust,film\n2,Ran,film\n", encoding="utf-8")
    events = tmp_path / "events.csv"
    events.write_text(
        "user,product,when,quantity\na,1,2024-01-01,1\na,2,2024-01-02,-1\nb,9,2024-01-03,1\n,1,2024-01-03,1\n",
        encoding="utf-8",
    )
    return items, events


def read(sources: Sources) -> Corpus:
    return read_corpus(sources, SystemClock(), IngestSettings())


def test_titles_are_cleaned_and_what_is_rejected_is_left_out(files: tuple[Path, Path]) -> None:
    corpus = read(Sources(items=files[0], events=files[1], mapping=["events.item_id=product"]))
    assert [item.title for item in corpus.items] == ["Heat & Dust", "Ran"]
    assert [(event.user_id, event.item_id, event.kind) for event in corpus.events] == [
        ("a", "1", "view"),
        ("a", "2", "view"),
    ]


def test_mappings_go_to_the_file_that_knows_the_field_and_filters_to_the_events(
    files: tuple[Path, Path],
) -> None:
    corpus = read(
        Sources(
            items=files[0],
            events=files[1],
            mapping=[
                "items.item_id=sku",
                "events.item_id=product",
                "user_id=user",
                "title=title",
                "items.kind=type",
            ],
            where=["quantity > 0", "items.title contains Heat"],
            kind="purchase",
        )
    )
    assert [(item.title, item.kind) for item in corpus.items] == [("Heat & Dust", "film")]
    assert [(event.item_id, event.kind) for event in corpus.events] == [("1", "purchase")]


def test_one_file_may_hold_both(tmp_path: Path) -> None:
    sales = tmp_path / "sales.csv"
    sales.write_text(
        "customer_id,description,ts\n7,LAMP,2010-12-01T08:26\n,LAMP,2010-12-01T08:30\n8,MUG,2010-12-01T09:00\n",
        encoding="utf-8",
    )
    mapping = ["item_id=description", "title=description", "user_id=customer_id", "at=ts"]
    corpus = read(Sources(items=sales, events=sales, mapping=mapping))
    assert [item.item_id for item in corpus.items] == ["LAMP", "MUG"]
    assert [event.user_id for event in corpus.events] == ["7", "8"]


def test_a_missing_column_is_told_as_import_tells_it(files: tuple[Path, Path]) -> None:
    with pytest.raises(BadColumn, match="no column nothing"):
        read(Sources(items=files[0], events=files[1], mapping=["events.item_id=nothing"]))


def test_an_event_keeps_its_id_when_it_is_recorded_again(files: tuple[Path, Path]) -> None:
    corpus = read(Sources(items=files[0], events=files[1], mapping=["events.item_id=product"]))
    assert [as_event(event).event_id for event in corpus.events] == [e.event_id for e in corpus.events]
