"""Importing files of events."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadColumn, BadFile, StorageFull
from penchant.agent.ingest.events import import_events
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.types import Event

Write = Callable[[str, str | bytes], Path]
Import = Callable[..., ImportSummary]


@pytest.fixture
def take(log: Any, catalogue: Any, clock: Any, settings: IngestSettings) -> Import:
    """The import into the fakes, with a catalogue of the items a, b and c."""
    catalogue.items |= dict.fromkeys("abc")

    def import_file(path: Path, **options: Any) -> ImportSummary:
        given = {"log": log, "catalogue": catalogue, "settings": settings, "clock": clock} | options
        return import_events(path, **given)

    return import_file


def test_events_land_clean_with_their_context(write: Write, take: Import, log: Any) -> None:
    path = write("e.csv", "user,item,time,action,device,hour\n 1 ,a,2020-01-01T10:00Z,Bought,phone,\n")
    summary = take(path)
    assert log.events == [
        Event(
            user_id="1", kind="purchase", at=datetime(2020, 1, 1, 10, tzinfo=UTC), item_id="a",
            context={"device": "phone"},
        )
    ]  # fmt: skip
    assert (summary.read, summary.added, summary.rejected, summary.rejects_path) == (1, 1, 0, None)


def test_every_kind_of_bad_row_is_rejected_with_its_line_and_reason(
    write: Write, take: Import, log: Any, tmp_path: Path
) -> None:
    rows = [
        "user,item,time,kind,value,text",
        "1,a,1577836800,view,,",
        ",a,1577836800,view,,",
        "1,,1577836800,view,,",
        "1,zzz,1577836800,view,,",
        "1,a,soon,view,,",
        "1,a,2099-01-01,view,,",
        "1,a,1577836800,teleport,,",
        "1,a,1577836800,rate,many,",
        "1,a,1577836800,rate,,",
        "1,,1577836800,search,,",
        "1,,1577836800,search,,cosy films",
        "1,a",
        "1\0,a,1577836800,view,,",
    ]
    with RejectsFile(tmp_path / "rejects", "e") as rejects:
        summary = take(write("e.csv", "\n".join(rows)), rejects=rejects)
    assert len(log.events) == summary.added == 2
    assert summary.reasons == {
        "user_id: missing": 1,
        "item_id: missing": 1,
        "item_id: not in the catalogue": 1,
        "at: not a time": 1,
        "at: in the future": 1,
        "kind: unknown kind": 1,
        "value: not a number": 1,
        "value: missing": 1,
        "text: missing": 1,
        "row: fewer cells than the header has": 1,
        "user_id: holds control characters": 1,
    }
    assert summary.read == summary.added + summary.rejected == 13
    assert summary.rejects_path is not None
    listed = [json.loads(line) for line in summary.rejects_path.read_text(encoding="utf-8").splitlines()]
    soon = {
        "file": "e.csv",
        "line": 6,
        "field": "at",
        "reason": "not a time",
        "value": "soon",
        "user_id": "1",
    }
    assert soon in listed
    assert len(listed) == summary.rejected


def test_the_same_import_again_adds_nothing(write: Write, take: Import) -> None:
    path = write("e.csv", "user,item,time\n1,a,1577836800\n2,b,1577836801\n")
    first, second = take(path, kind="view"), take(path, kind="view")
    assert (first.added, first.duplicates) == (2, 0)
    assert (second.added, second.duplicates) == (0, 2)


def test_an_interruption_keeps_finished_batches_and_the_next_run_goes_on(
    write: Write, take: Import, log: Any
) -> None:
    path = write("e.csv", "user,item,time\n" + "".join(f"{n},a,{1577836800 + n}\n" for n in range(95)))
    log.fail_at = 3
    tally = Tally()
    with pytest.raises(KeyboardInterrupt):
        take(path, kind="view", settings=IngestSettings(batch_size=20), tally=tally)
    assert tally.landed == tally.added == len(log.events) == 60
    log.fail_at = None
    again = take(path, kind="view", settings=IngestSettings(batch_size=20))
    assert (again.added, again.duplicates, len(log.events)) == (35, 60, 95)


def test_an_error_of_the_store_passes_through(write: Write, take: Import, log: Any) -> None:
    log.fail_at, log.failure = 0, StorageFull("full")
    with pytest.raises(StorageFull):
        take(write("e.csv", "user,item,time\n1,a,1577836800\n"), kind="view")


def test_a_broken_archive_leaves_its_finished_batches(write: Write, take: Import, log: Any) -> None:
    rows = "".join(f"{n},a,{1577836800 + n * n}\n" for n in range(50_000))
    packed = gzip.compress(f"user,item,time\n{rows}".encode())
    tally = Tally()
    with pytest.raises(BadFile):
        take(
            write("e.csv.gz", packed[: len(packed) // 2]),
            kind="view",
            settings=IngestSettings(batch_size=1000),
            tally=tally,
        )
    assert len(log.events) == tally.landed
    assert tally.landed >= 1000
    assert tally.landed % 1000 == 0


def test_nothing_is_written_when_a_column_is_missing(write: Write, take: Import, log: Any) -> None:
    path = write("e.csv", "user,item,time\n1,a,1577836800\n")
    for options in ({"where": ["cost > 1"]}, {"mapping": ["value=cost"], "kind": "view"}, {}):
        with pytest.raises(BadColumn):
            take(path, **options)
    assert not log.batches


def test_filtered_rows_are_counted_and_not_judged(write: Write, take: Import) -> None:
    path = write("e.csv", "user,item,time,n\n1,a,1577836800,2\n,,,-1\n1,b,1577836800,0\n")
    summary = take(path, kind="purchase", where=["n > 0"])
    assert (summary.read, summary.added, summary.filtered, summary.rejected) == (3, 1, 2, 0)


def test_a_list_of_items_becomes_an_event_each_with_its_own_id(write: Write, take: Import, log: Any) -> None:
    path = write("e.csv", "event_id,user,item,time,shown\ne1,1,a;b; a;c,1577836800,x;y\n,2,b,1577836801,x\n")
    summary = take(path, kind="purchase", list_separator=";")
    assert [(event.item_id, event.event_id) for event in log.events] == [
        ("a", "e1"),
        ("b", "e1:b"),
        ("c", "e1:c"),
        ("b", None),
    ]
    assert log.events[0].context == {"shown": ["x", "y"]}
    assert log.events[3].context == {"shown": "x"}
    assert (summary.read, summary.added) == (2, 4)


def test_an_unknown_item_of_a_list_costs_only_its_own_event(write: Write, take: Import, log: Any) -> None:
    summary = take(write("e.csv", "user,item,time\n1,a|zzz,1577836800\n"), kind="view", list_separator="|")
    assert [event.item_id for event in log.events] == ["a"]
    assert summary.reasons == {"item_id: not in the catalogue": 1}


def test_local_times_are_read_in_their_zone(write: Write, take: Import, log: Any) -> None:
    take(write("e.csv", "user,item,time\n1,a,2020-07-01 12:00\n"), kind="view", timezone="Europe/Berlin")
    assert log.events[0].at == datetime(2020, 7, 1, 10, tzinfo=UTC)


def test_json_lines_bring_types_lists_and_late_columns(write: Write, take: Import, log: Any) -> None:
    records: list[dict[str, Any]] = [
        {"user": 1, "item": ["a", "b"], "time": 1577836800.5} for _ in range(1100)
    ]
    records.append({"user": 2.0, "item": "c", "time": "2020-01-01", "place": {"city": "Rome"}})
    take(write("e.jsonl", "\n".join(map(json.dumps, records))), kind="play")
    assert log.events[-1].user_id == "2"
    assert log.events[-1].context == {"place": {"city": "Rome"}}
    assert log.events[1].item_id == "b"


def test_several_columns_make_the_text(write: Write, take: Import, log: Any) -> None:
    path = write("e.csv", "user,item,time,head,body\n1,a,1577836800,Fine,so &amp; so\n")
    take(path, kind="comment", mapping=["text=head", "text=body", "context="])
    assert (log.events[0].text, dict(log.events[0].context)) == ("Fine so & so", {})


def test_the_catalogue_is_asked_once_for_each_item(write: Write, take: Import, catalogue: Any) -> None:
    asked: list[str] = []
    known = catalogue.known
    catalogue.known = lambda ids: asked.extend(ids) or known(ids)
    rows = "".join(f"{n},{'abx'[n % 3]},1577836800\n" for n in range(30))
    take(write("e.csv", "user,item,time\n" + rows), kind="view", settings=IngestSettings(batch_size=5))
    assert sorted(asked) == ["a", "b", "x"]


def test_a_large_archive_of_purchases_comes_in_whole(
    take: Import, log: Any, catalogue: Any, data_folder: Path
) -> None:
    catalogue.known = set
    summary = take(data_folder / "steam" / "interactions.csv.gz", kind="purchase")
    assert (summary.read, summary.added, summary.rejected) == (126_824, 126_824, 0)
    assert len({event.user_id for event in log.events}) == 10_369


@pytest.mark.slow
@pytest.mark.parametrize(("where", "filtered"), [("quantity > 0", 22_557), ("quantity < 0", 1_022_290)])
def test_purchases_and_returns_are_told_apart_by_a_filter(
    take: Import, log: Any, catalogue: Any, data_folder: Path, where: str, filtered: int
) -> None:
    catalogue.known = set
    summary = take(
        data_folder / "online-retail" / "transactions.parquet",
        kind="purchase",
        mapping=["item_id=description", "context=quantity"],
        where=[where],
    )
    taken = summary.added + summary.duplicates
    assert (summary.read, summary.filtered) == (1_044_847, filtered)
    assert summary.rejected + taken == 1_044_847 - filtered
    if filtered == 22_557:
        assert taken == 791_114
        assert len({event.user_id for event in log.events}) == 5_881


def test_a_purchase_of_less_than_nothing_is_a_return_and_no_purchase(
    write: Write, take: Import, log: Any
) -> None:
    path = write("e.csv", "customer_id,item,ts,quantity\n1,a,1577836800,3\n1,b,1577836801,-3\n")
    summary = take(path, kind="purchase")
    assert [(event.item_id, event.value) for event in log.events] == [("a", 3)]
    assert dict(summary.reasons) == {"value: a return, not a purchase": 1}
