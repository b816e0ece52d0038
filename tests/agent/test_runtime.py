"""A workspace from end to end, in process: record, recommend, interests, why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import fsum
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.errors import (
    BadRow,
    UnknownItem,
    UnknownList,
    UnknownUser,
    WorkspaceTooNew,
    WorkspaceUnusable,
)
from penchant.agent.ingest.where import parse_where
from penchant.agent.memory.conversations import SqlConversations
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.ports import Utterance
from penchant.agent.ranking.fit import fit
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, EventKind, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")


@dataclass
class FixedClock:
    """Stands still until it is told to go on."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


def catalogue() -> list[Item]:
    return [
        Item(
            item_id=f"{theme.split()[0]}{n}",
            title=f"{theme} {n}",
            tags=(theme.split()[0],),
            kind="song" if theme.startswith("jazz") else "book",
            attributes={"year": 1990 + n, "minutes": 30 * n},
        )
        for theme in THEMES
        for n in range(12)
    ]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def penchant(tmp_path: Path, clock: FixedClock) -> Iterator[Penchant]:
    with open_runtime(tmp_path / "w", {"embedding": {"model": "hashing"}}, clock=clock) as opened:
        opened.import_records(catalogue(), [])
        yield opened


def did(
    kind: EventKind, item: str | None, *, days_ago: float = 1, user: str = "ann", **more: object
) -> Event:
    return Event(user_id=user, kind=kind, item_id=item, at=NOW - timedelta(days=days_ago), **more)  # type: ignore[arg-type]


def test_the_next_list_reflects_an_event_at_once(penchant: Penchant) -> None:
    before = penchant.recommend("ann")
    assert [note.code for note in before.notes] == ["new_user"]
    penchant.record(did("like", "chess3"))
    after = penchant.recommend("ann", k=5)
    assert all(place.item_id.startswith("chess") for place in after.items[:3])
    assert "chess3" not in {place.item_id for place in after.items}


def test_the_parts_of_every_score_add_up(penchant: Penchant) -> None:
    for n in range(8):
        penchant.record(did("like", f"jazz{n}", days_ago=n))
        penchant.record(did("play", f"jazz{n}", days_ago=n, user="bob"))
        penchant.record(did("play", f"space{n}", days_ago=n + 0.5, user="bob"))
    penchant.record(did("dislike", "garden1"))
    for place in penchant.recommend("ann", k=20, query="space opera").items:
        assert place.score == pytest.approx(fsum(place.parts.values()), abs=1e-9)
        assert place.parts["diversity"] <= 0
        assert place.reasons


def test_every_reason_names_events_of_the_user(penchant: Penchant) -> None:
    ids = {
        penchant.record(did("like", f"{name}{n}", days_ago=n)) for name in ("jazz", "space") for n in range(4)
    }
    made = penchant.recommend("ann")
    named = {event_id for place in made.items for reason in place.reasons for event_id in reason.evidence}
    assert named
    assert named <= ids


def test_what_was_had_or_disliked_is_left_out_but_for_repeatable_kinds(penchant: Penchant) -> None:
    for n in range(12):
        penchant.record(did("play", f"jazz{n}", days_ago=n + 1))
        penchant.record(did("view", f"chess{n}", days_ago=n + 1))
    penchant.record(did("dislike", "jazz5", days_ago=0.5))
    listed = {place.item_id for place in penchant.recommend("ann", k=60).items}
    assert not any(item.startswith("chess") for item in listed)
    assert {f"jazz{n}" for n in range(12)} - listed == {"jazz5"}


def test_a_list_never_breaks_a_constraint(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    made = penchant.recommend(
        "ann", k=10, constraints=[parse_where("year >= 1999"), parse_where("kind = book")]
    )
    years = {penchant.stores.catalogue.get([p.item_id])[p.item_id].attributes["year"] for p in made.items}
    assert len(made.items) == 10
    assert years <= set(range(1999, 2010))


def test_a_list_that_cannot_be_filled_is_shorter_and_says_why(penchant: Penchant) -> None:
    short = penchant.recommend("ann", k=20, constraints=[parse_where("year = 1990")])
    assert (len(short.items), [n.code for n in short.notes]) == (6, ["new_user", "short_list"])
    assert "year = 1990" in short.notes[-1].text
    none = penchant.recommend("ann", constraints=[parse_where("director = Mann")])
    assert none.items == ()
    assert "unknown_field" in {note.code for note in none.notes}


def test_an_item_without_behaviour_is_recommended_by_its_text(penchant: Penchant) -> None:
    penchant.record(did("like", "garden1"))
    penchant.import_records([Item(item_id="fresh", title="garden herbs on a balcony", tags=("garden",))], [])
    assert "fresh" in {place.item_id for place in penchant.recommend("ann", k=15).items}


def test_a_new_user_gets_what_many_take(penchant: Penchant) -> None:
    for n in range(15):
        penchant.record(did("play", "space7", user=f"u{n}"))
    first = penchant.recommend("someone new").items[0]
    assert (first.item_id, first.reasons[0].kind) == ("space7", "popular")


def test_a_query_leads_the_list(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    made = penchant.recommend("ann", k=3, query="sourdough bread")
    assert {place.item_id[:9] for place in made.items} == {"sourdough"}
    assert made.items[0].reasons[0].kind == "query"


def test_why_reads_the_stored_list_whatever_happened_since(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    made = penchant.recommend("ann")
    first = made.items[0]
    penchant.record(did("dislike", first.item_id, days_ago=0))
    why = penchant.why(made.list_id, first.item_id)
    assert (why.listed, why.rank, why.score, dict(why.parts)) == (True, 1, first.score, dict(first.parts))
    told = {statement.kind: statement for statement in why.statements}
    for reason in first.reasons:
        assert told[reason.kind].text == reason.text
        assert told[reason.kind].evidence == reason.evidence
        assert told[reason.kind].contribution == reason.contribution


def test_why_of_an_item_that_was_not_listed_says_so(penchant: Penchant) -> None:
    made = penchant.recommend("ann", k=1)
    other = "jazz1" if made.items[0].item_id != "jazz1" else "jazz2"
    why = penchant.why(made.list_id, other)
    assert (why.listed, why.rank, why.notes[0].code) == (False, None, "not_listed")


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda p: p.interests("nobody"), UnknownUser),
        (lambda p: p.export("nobody"), UnknownUser),
        (lambda p: p.why("l0", "jazz1"), UnknownList),
        (lambda p: p.why(p.recommend("ann").list_id, "nothing"), UnknownItem),
        (lambda p: p.record(did("like", "nothing")), UnknownItem),
        (lambda p: p.record(did("like", None)), BadRow),
        (lambda p: p.record(did("like", "jazz1", days_ago=-1)), BadRow),
    ],
)
def test_what_is_not_known_is_said_and_nothing_is_stored(
    penchant: Penchant, ask: Callable[[Penchant], object], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        ask(penchant)
    assert caught.value.hint  # type: ignore[attr-defined]
    assert penchant.stores.log.count() == 0


def test_interests_of_the_past_are_what_they_were(penchant: Penchant, clock: FixedClock) -> None:
    penchant.record(did("like", "chess3", days_ago=40))
    then = penchant.interests("ann", as_of=NOW - timedelta(days=30))
    penchant.record(did("like", "garden3", days_ago=2))
    again = penchant.interests("ann", as_of=NOW - timedelta(days=30))
    assert again == then
    assert [e.title for e in then.interests[0].evidence] == ["chess opening 3"]
    assert len(penchant.interests("ann").interests) == 2


def test_a_list_of_the_past_looks_at_nothing_later(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3", days_ago=40))
    then = penchant.recommend("ann", at=NOW - timedelta(days=30))
    for n in range(20):
        penchant.record(did("play", "garden3", user=f"u{n}"))
    penchant.record(did("like", "jazz3"))
    again = penchant.recommend("ann", at=NOW - timedelta(days=30))
    assert [(p.item_id, p.score) for p in again.items] == [(p.item_id, p.score) for p in then.items]


def test_the_same_log_gives_the_same_state_in_any_order(tmp_path: Path, clock: FixedClock) -> None:
    events = [did("play", f"{t.split()[0]}{n}", days_ago=n // 3) for t in THEMES[:3] for n in range(9)]
    states = []
    for name, order in (("a", events), ("b", events[::-1])):
        with open_runtime(tmp_path / name, {"embedding": {"model": "hashing"}}, clock=clock) as p:
            p.import_records(catalogue(), order)
            states.append((p.interests("ann"), [(i.item_id, i.score) for i in p.recommend("ann").items]))
    assert states[0] == states[1]


def test_an_old_log_is_read_as_of_its_end_and_says_so(penchant: Penchant, clock: FixedClock) -> None:
    penchant.record(did("like", "chess3", days_ago=2))
    clock.time = NOW + timedelta(days=400)
    made = penchant.recommend("ann")
    assert made.at == NOW - timedelta(days=2)
    assert made.notes[-1].code == "archive"
    assert penchant.interests("ann").interests[0].state == "new"


def test_words_count_towards_interests_without_an_item(penchant: Penchant) -> None:
    penchant.record(did("statement", None, text="I love trail running"))
    assert penchant.interests("ann").interests[0].evidence[0].title == "I love trail running"
    assert penchant.recommend("ann").items[0].item_id.startswith("trail")


def test_two_runtimes_see_each_other_at_once(tmp_path: Path, clock: FixedClock) -> None:
    settings = {"embedding": {"model": "hashing"}}
    with (
        open_runtime(tmp_path, settings, clock=clock) as here,
        open_runtime(tmp_path, settings, clock=clock) as there,
    ):
        here.import_records(catalogue(), [])
        there.record(did("like", "chess3"))
        assert here.recommend("ann").items[0].item_id.startswith("chess")
        here.record(did("like", "garden3", days_ago=0))
        assert {i.tags[0] for i in there.interests("ann").interests} == {"chess", "garden"}


def test_topics_that_another_process_builds_are_taken_over(tmp_path: Path, clock: FixedClock) -> None:
    settings = {"embedding": {"model": "hashing"}}
    with (
        open_runtime(tmp_path, settings, clock=clock) as here,
        open_runtime(tmp_path, settings, clock=clock) as there,
    ):
        here.import_records(catalogue()[:24], [did("like", "jazz3")])
        assert len(here.interests("ann").interests) == 1
        there.import_records(catalogue(), [])  # more than twice as many: the topics are built anew
        assert here.interests("ann") == there.interests("ann")


def test_a_runtime_follows_when_another_process_embeds_everything_anew(
    tmp_path: Path, clock: FixedClock
) -> None:
    with open_runtime(tmp_path, {"embedding": {"model": "hashing"}}, clock=clock) as first:
        first.import_records(catalogue(), [did("like", "chess3")])
    with open_runtime(tmp_path, clock=clock) as here:
        assert here.recommend("ann").items[0].item_id.startswith("chess")
        with open_runtime(tmp_path, {"embedding": {"model": "hashing-64"}}, clock=clock) as there:
            there.reembed()
        assert here.recommend("ann").items[0].item_id.startswith("chess")
        assert here.stores.vectors.model_in_force == "hashing-64"


def test_export_holds_everything_of_one_user_and_nothing_of_another(penchant: Penchant) -> None:
    penchant.record(did("rate", "chess3", value=4.0, context={"device": "tv"}))
    penchant.record(did("like", "jazz3", user="bob"))
    made = penchant.recommend("ann")
    kept = penchant.export("ann")
    assert [e["item_id"] for e in kept["events"]] == ["chess3"]  # type: ignore[attr-defined]
    assert [e["list_id"] for e in kept["lists"]] == [made.list_id]  # type: ignore[attr-defined]
    assert "bob" not in str(kept)


def test_export_holds_the_profiles_and_what_was_said(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    profile = penchant.profile("ann")
    said = Utterance(role="user", text="what am I into?", at=NOW)
    SqlConversations(penchant.stores.database).keep("ann", [said], {})
    kept = penchant.export("ann")
    assert [one["summary"] for one in kept["profiles"]] == [profile.summary]  # type: ignore[attr-defined]
    assert [one["text"] for one in kept["conversation"]] == ["what am I into?"]  # type: ignore[attr-defined]


def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with open_runtime(tmp_path) as p:
        SqlMeta(p.stores.database).set("schema_version", "999")
    with pytest.raises(WorkspaceTooNew, match="999") as caught:
        open_runtime(tmp_path)
    assert "upgrade" in caught.value.hint


def test_a_folder_without_a_workspace_is_refused_unless_it_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceUnusable, match="no workspace"):
        open_runtime(tmp_path / "typo", create=False)
    assert not (tmp_path / "typo").exists()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceUnusable):
        open_runtime(tmp_path / "file")


def test_doctor_finds_a_healthy_workspace_healthy(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    report = penchant.doctor()
    assert report.is_healthy
    assert (report.figures["items"], report.figures["indexed_items"], report.figures["chroma_items"]) == (
        72,
        72,
        72,
    )


def test_cosine_from_the_catalogues_mean_means_the_same_for_every_model() -> None:
    floor = np.array([0.85], np.float32)
    assert fit(np.array([0.85, 1.0, 0.925, 0.2], np.float32), floor).tolist() == pytest.approx(
        [0, 1, 0.5, 0], abs=1e-6
    )


def test_the_title_of_an_item_as_a_query_asks_for_what_is_like_it(penchant: Penchant) -> None:
    penchant.record(did("like", "chess3"))
    made = penchant.recommend("ann", k=4, query="Garden Herbs 3")
    assert all(place.item_id.startswith("garden") for place in made.items)
    assert "garden3" not in {place.item_id for place in made.items}
    assert made.items[0].reasons[0].text == "It is like garden herbs 3"
