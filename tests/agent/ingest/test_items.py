"""Importing files of items."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadColumn
from penchant.agent.ingest.items import import_items
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.types import Item

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., ImportSummary]


@pytest.fixture
def take(catalogue: Any, settings: IngestSettings) -> Import:
    def import_file(path: Path, **options: Any) -> ImportSummary:
        return import_items(path, **({"catalogue": catalogue, "settings": settings} | options))

    return import_file


def test_items_come_in_clean_with_typed_and_lifted_attributes(
    write: Write, take: Import, catalogue: Any
) -> None:
    path = write(
        "i.csv",
        "id,title,genres,type,price,sold,cast\n"
        "7,Might &amp; Magic (1986) - PC,RPG|Fantasy,Game,9.5,True,A|B\n",
    )
    assert take(path).added == 1
    assert catalogue.items["7"] == Item(
        item_id="7",
        title="Might & Magic (1986) - PC",
        topic_text="Might & Magic",
        tags=("RPG", "Fantasy"),
        kind="game",
        attributes={"year": 1986, "platform": "PC", "price": 9.5, "sold": True, "cast": ("A", "B")},
    )


def test_what_the_source_says_wins_over_what_the_title_says(
    write: Write, take: Import, catalogue: Any
) -> None:
    take(write("i.csv", "id,title,Year\n1,Toy Story (1995),1996\n"))
    assert catalogue.items["1"].attributes == {"Year": 1996}


def test_the_first_good_row_of_an_id_wins_and_a_second_import_changes_nothing(
    write: Write, take: Import, catalogue: Any
) -> None:
    path = write("i.csv", "id,title\n1,\n1,First\n1,Second\n2,Other\n")
    first = take(path)
    assert (first.read, first.added, first.repeated, first.rejected) == (4, 2, 1, 1)
    assert first.reasons == {"title: missing": 1}
    assert catalogue.items["1"].title == "First"
    second = take(path)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 2)


def test_an_item_without_title_is_called_by_its_text(write: Write, take: Import, catalogue: Any) -> None:
    take(write("i.csv", "id,description\n1,Short\n2," + "long " * 100 + "\n"))
    assert (catalogue.items["1"].title, catalogue.items["1"].text) == ("Short", "")
    assert catalogue.items["2"].title.endswith("…")
    assert len(catalogue.items["2"].text) > 400


def test_files_that_each_know_a_part_add_up_in_any_order(write: Write, take: Import, catalogue: Any) -> None:
    base = write("a.csv", "id,title,genres,kind\n1,Toy Story (1995),Comedy,film\n")
    more = write("b.csv", "id,title,overview,director\n1,Toy Story (1995),Toys live.,Lasseter\n")
    take(base)
    assert take(more).changed == 1
    assert catalogue.items["1"] == Item(
        item_id="1", title="Toy Story (1995)", topic_text="Toy Story", text="Toys live.", tags=("Comedy",),
        kind="film", attributes={"year": 1995, "director": "Lasseter"},
    )  # fmt: skip
    assert (take(base).unchanged, take(more).unchanged) == (1, 1)


def test_a_new_title_takes_its_lifted_attributes_along(write: Write, take: Import, catalogue: Any) -> None:
    take(write("a.csv", "id,title,year\n1,Jak (2003) - PS2,\n2,Jak - PS2,2004\n"))
    take(write("b.csv", "id,title\n1,Jak (2009) [PSP]\n2,Jak (2005) - PC\n"))
    assert catalogue.items["1"].attributes == {"year": 2009, "platform": "PlayStation Portable"}
    assert catalogue.items["2"].attributes == {"year": 2004, "platform": "PC"}


def test_attributes_may_be_left_out_and_columns_joined(write: Write, take: Import, catalogue: Any) -> None:
    path = write("i.csv", "id,title,a,b,c\n1,T,one,two,three\n")
    take(path, mapping=["text=a", "text=b", "tags=a", "tags=c", "attributes="])
    item = catalogue.items["1"]
    assert (item.text, item.tags, item.attributes) == ("one two", ("one", "three"), {})


def test_json_lines_keep_their_types(write: Write, take: Import, catalogue: Any) -> None:
    take(
        write("i.jsonl", '{"id": 1, "title": "T", "tags": ["x", "y"], "code": "12", "n": 12, "ok": false}\n')
    )
    item = catalogue.items["1"]
    assert item.tags == ("x", "y")
    assert item.attributes == {"code": "12", "n": 12, "ok": False}


def test_finished_batches_are_counted_when_the_store_fails(
    write: Write, take: Import, catalogue: Any
) -> None:
    upsert, calls = catalogue.upsert, []

    def failing(items: Any) -> Any:
        calls.append(len(items))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return upsert(items)

    catalogue.upsert = failing
    tally = Tally()
    path = write("i.csv", "id,title\n" + "".join(f"{n},T{n}\n" for n in range(50)))
    with pytest.raises(KeyboardInterrupt):
        take(path, settings=IngestSettings(batch_size=20), tally=tally)
    assert (tally.landed, tally.added, len(catalogue.items)) == (40, 40, 40)


def test_a_filter_by_a_missing_column_writes_nothing(write: Write, take: Import, catalogue: Any) -> None:
    with pytest.raises(BadColumn):
        take(write("i.csv", "id,title\n1,T\n"), where=["yaer > 3"])
    assert not catalogue.items


def test_a_file_of_transactions_gives_each_item_once(take: Import, catalogue: Any, data_folder: Path) -> None:
    path = data_folder / "online-retail" / "transactions.parquet"
    options = {"mapping": ["item_id=description", "title=description", "attributes="]}
    first, second = take(path, **options), take(path, **options)
    assert (first.added, first.added + first.repeated) == (5_655, 1_044_847 - 4_275)
    assert first.reasons == {"item_id: missing": 4_275}
    assert (second.added, second.changed, second.unchanged) == (0, 0, 5_655)
