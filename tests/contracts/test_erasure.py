"""What is erased is gone from every store, whole or not at all; what others have stays."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import insert, select

from penchant.agent.memory import erasure as room
from penchant.agent.memory.conversations import SqlConversations
from penchant.agent.memory.database import Database
from penchant.agent.memory.embeddings import SqlEmbeddings
from penchant.agent.memory.erasure import SqlErasure, personal_tables
from penchant.agent.memory.event_log import SqlEventLog
from penchant.agent.memory.lists import SqlLists
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.memory.spare_vectors import query_hash
from penchant.agent.memory.tables import items
from penchant.agent.memory.traces import Subject, Wanted
from penchant.agent.ports import Utterance
from penchant.agent.times import to_micros
from penchant.agent.types import (
    Event,
    Profile,
    ProfileStatement,
    Reason,
    Recommendation,
    RecommendationList,
)

T0 = datetime(2024, 5, 1, 12, tzinfo=UTC)
ALL = Wanted(everything=True)


def event(
    event_id: str, item: str | None = "i1", *, user: str = "ann", hours: float = 0, **more: Any
) -> Event:
    given: dict[str, Any] = {"kind": "like"} | more
    return Event(user_id=user, item_id=item, at=T0 + timedelta(hours=hours), event_id=event_id, **given)


def a_list(list_id: str, evidence: str, *, user: str = "ann", query: str | None = None) -> RecommendationList:
    reason = Reason(text="because", kind="interest", evidence=(evidence,))
    place = Recommendation(item_id="i9", title="T9", rank=1, score=1.0, parts={}, reasons=(reason,))
    return RecommendationList(list_id=list_id, user_id=user, at=T0, items=(place,), query=query)


def a_profile(evidence: str, summary: str = "Likes things.") -> Profile:
    return Profile(
        user_id="ann",
        version=0,
        written_at=T0,
        written_by="template",
        prompt="profile@1",
        summary=summary,
        statements=(ProfileStatement(text="Likes a thing.", evidence=(evidence,)),),
        tags=(),
    )


@pytest.fixture
def log(database: Database) -> SqlEventLog:
    return SqlEventLog(database)


@pytest.fixture
def erasure(database: Database) -> SqlErasure:
    return SqlErasure(database)


def test_an_erased_event_is_in_no_answer_of_the_log(log: SqlEventLog, erasure: SqlErasure) -> None:
    log.append([event("e1"), event("e2", "i2", hours=5), event("e3", "i1", user="bob")])
    before, newest = log.generation(), log.last_seq()
    found = erasure.erase("ann", Wanted(event_id="e2"))
    assert found.counts["events"] == 1
    assert log.generation() != before
    assert log.get(["e1", "e2"]).keys() == {"e1"}
    assert [one.event_id for one in log.user_events("ann")] == ["e1"]
    assert [one.event_id for one in log.after(0)] == ["e1", "e3"]
    assert list(log.columns_after(0).item_ids) == ["i1", "i1"]
    assert log.newest_at() == to_micros(T0)
    assert not erasure.remains("ann", Wanted(event_id="e2"), found.traces)
    # It can happen again, under a landing number that no reader has seen.
    assert log.append([event("e2", "i2", hours=5)]).added == 1
    assert log.get(["e2"])["e2"].seq > newest


def test_a_landing_number_is_not_given_again(log: SqlEventLog, erasure: SqlErasure) -> None:
    log.append([event("e1"), event("e2", "i2")])
    seen = log.last_seq()
    erasure.erase("ann", ALL)
    log.append([event("e3", user="bob")])
    assert log.get(["e3"])["e3"].seq > seen


def test_an_erasure_that_finds_nothing_changes_nothing(log: SqlEventLog, erasure: SqlErasure) -> None:
    log.append([event("e1")])
    before = log.generation()
    found = erasure.erase("ann", Wanted(item_id="i7"))
    assert not any(found.counts.values())
    assert log.generation() == before
    assert not erasure.is_unfinished


def test_looking_first_changes_nothing_and_counts_the_same(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    log.append([event("e1"), event("e2", "i2")])
    SqlLists(database).save(a_list("l1", "e2"))
    before = log.generation()
    looked = erasure.find("ann", Wanted(event_id="e2")).counts
    assert log.count() == 2
    assert log.generation() == before
    assert erasure.erase("ann", Wanted(event_id="e2")).counts == looked


def test_lists_and_profiles_that_rest_on_it_go_and_others_stay(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    lists, profiles = SqlLists(database), SqlProfiles(database)
    log.append([event("e1"), event("e2", "i2")])
    for made in (a_list("l1", "e1"), a_list("l2", "e2")):
        lists.save(made)
    for evidence in ("e2", "e1"):
        profiles.save(a_profile(evidence), facts="f")
    counts = erasure.erase("ann", Wanted(event_id="e2")).counts
    assert (counts["lists"], counts["profiles"]) == (1, 1)
    assert [made.list_id for made in lists.of_user("ann")] == ["l1"]
    assert [one.version for one in profiles.history("ann")] == [2]


def test_an_exchange_that_names_the_item_goes_with_its_answer(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    with database.write() as connection:
        row = {"item_id": "i1", "revision": 1, "title": "Heat (1995)", "topic_text": "Heat", "text": ""}
        more = {"tags": "[]", "attributes": "{}", "content_hash": "h"}
        connection.execute(insert(items).values(**row, **more))
    log.append([event("e1")])
    store = SqlConversations(database)
    texts = (
        "i liked HEAT!",
        "Noted.",
        "I saw it and the heater broke",
        "Oh.",
        "hello",
        "I know Heat (1995).",
    )
    said = [
        Utterance(role="assistant" if at % 2 else "user", text=text, at=T0) for at, text in enumerate(texts)
    ]
    store.keep("ann", said, {"last_item": "Heat (1995)"})
    counts = erasure.erase("ann", Wanted(item_id="i1")).counts
    assert [one.text for one in store.transcript("ann")] == ["I saw it and the heater broke", "Oh."]
    assert store.state("ann") is None
    assert (counts["conversation_turns"], counts["conversation_states"]) == (4, 1)


def test_of_a_stretch_of_time_nothing_is_left(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    log.append([event("e1", hours=-1), event("e2", "i2", hours=0), event("e3", "i3", hours=2)])
    store = SqlConversations(database)
    for hours in (0, 3):
        store.keep("ann", [Utterance(role="user", text="hi", at=T0 + timedelta(hours=hours))], {})
    SqlLists(database).save(a_list("l1", "e1"))
    stretch = (to_micros(T0), to_micros(T0 + timedelta(hours=2)))
    counts = erasure.erase("ann", Wanted(stretch=stretch)).counts
    assert (counts["events"], counts["lists"], counts["conversation_turns"]) == (2, 1, 1)
    assert [one.event_id for one in log.user_events("ann")] == ["e1"]


def test_everything_leaves_no_row_of_the_user_in_any_table(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    for user in ("ann", "bob"):
        log.append([event(f"{user}1", user=user)])
        SqlLists(database).save(a_list(f"l-{user}", f"{user}1", user=user))
        SqlConversations(database).keep(user, [Utterance(role="user", text="hi", at=T0)], {"last_item": "x"})
    SqlProfiles(database).save(a_profile("ann1"), facts="f")
    erasure.erase("ann", ALL)
    assert not erasure.knows("ann")
    assert erasure.knows("bob")
    with database.read() as connection:
        for table in personal_tables():
            assert set(connection.execute(select(table.c.user_id)).scalars()) <= {"bob"}, table.name


def test_a_crash_in_the_middle_leaves_everything(
    database: Database, log: SqlEventLog, erasure: SqlErasure, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append([event("e1")])
    SqlLists(database).save(a_list("l1", "e1"))

    def broken(*_: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(room, "_put", broken)
    with pytest.raises(RuntimeError):
        erasure.erase("ann", ALL)
    assert log.count() == 1
    assert SqlLists(database).get("l1") is not None


def test_the_vector_of_words_goes_with_the_last_who_said_them(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    vectors = SqlEmbeddings(database, "m")
    words = ("slow jazz", "dark novels", "only asked for")
    vectors.put({query_hash(text): np.ones(4, np.float32) for text in words})
    vectors.put({"an item's": np.ones(4, np.float32)})
    said = {"kind": "search", "item": None}
    log.append([event("e1", text="slow jazz", **said), event("e2", text="dark novels", hours=1, **said)])
    log.append([event("e3", user="bob", text="slow jazz", **said)])
    SqlLists(database).save(a_list("l1", "e2", query="only asked for"))
    assert erasure.erase("ann", Wanted(event_id="e1")).counts["embeddings"] == 0
    assert erasure.erase("ann", Wanted(event_id="e2")).counts["embeddings"] == 2
    assert erasure.erase("bob", Wanted(event_id="e3")).counts["embeddings"] == 1
    assert vectors.count() == 1


def test_with_everything_go_words_that_belong_to_nobody(
    database: Database, log: SqlEventLog, erasure: SqlErasure
) -> None:
    """A search in the catalogue leaves only its vector."""
    vectors = SqlEmbeddings(database, "m")
    vectors.put({query_hash(text): np.ones(4, np.float32) for text in ("looked up once", "kept rule")})
    rule = {"action": "prefer", "liking": "less", "about": "kept rule"}
    log.append([event("e1"), event("e2", None, user="bob", kind="edit", text="less kept rule", context=rule)])
    assert erasure.erase("ann", ALL).counts["embeddings"] == 1
    assert set(vectors.get([query_hash("kept rule")])) == {query_hash("kept rule")}


def test_an_undoing_goes_with_what_it_undid(log: SqlEventLog, erasure: SqlErasure) -> None:
    edit = {"kind": "edit", "item": None}
    log.append([event("e1", context={"action": "pin", "interest": "t1"}, text="pinned x", **edit)])
    log.append([event("e2", hours=1, context={"action": "undo", "of": "e1"}, text="took back", **edit)])
    assert erasure.erase("ann", Wanted(event_id="e1")).counts["events"] == 2


def test_an_edit_stays_in_force_without_the_item_that_goes(log: SqlEventLog, erasure: SqlErasure) -> None:
    context = {"action": "pin", "interest": "t1", "anchor": {"level": 0, "items": ["i1", "i2"], "apart": []}}
    log.append([event("e1"), event("e2", "i2"), event("e3", None, kind="edit", context=context)])
    erasure.erase("ann", Wanted(item_id="i1"))
    kept = log.get(["e3"])["e3"].context
    assert kept["anchor"] == {"level": 0, "items": ["i2"], "apart": []}
    assert json.dumps(kept).count("i1") == 0


def test_words_find_what_is_about_them_and_what_was_said(log: SqlEventLog, erasure: SqlErasure) -> None:
    said = {"kind": "statement", "item": None}
    log.append([event("e1"), event("e2", "i2"), event("e3", text="I adore Jazz-Piano at night", **said)])
    log.append([event("e4", text="jazzercise", **said), event("e5", "i5")])
    subject = Subject(words="jazz piano", item_ids=frozenset({"i1"}), event_ids=frozenset({"e2"}))
    erasure.erase("ann", Wanted(subject=subject))
    assert {one.event_id for one in log.user_events("ann")} == {"e4", "e5"}


def test_of_several_conditions_all_must_hold(log: SqlEventLog, erasure: SqlErasure) -> None:
    log.append([event("e1"), event("e2", hours=2), event("e3", "i2", hours=2)])
    erasure.erase("ann", Wanted(item_id="i1", stretch=(to_micros(T0 + timedelta(hours=1)), None)))
    assert {one.event_id for one in log.user_events("ann")} == {"e1", "e3"}


def test_an_unfinished_erasure_is_known_until_it_is_finished(log: SqlEventLog, erasure: SqlErasure) -> None:
    log.append([event("e1")])
    erasure.erase("ann", ALL)
    assert erasure.is_unfinished
    assert erasure.finish()
    assert not erasure.is_unfinished
