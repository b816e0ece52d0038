"""Forgetting in an open workspace: nothing is left, and what is left is as if it had never been."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penchant.agent.errors import BadInput, UnknownUser
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ports import Utterance
from penchant.agent.ranking import statistics
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, EventKind, Item, Selection

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")
SECRET = "zanzibar"
SETTINGS = {"embedding": {"model": "hashing"}, "interests": {"topics": 6}}
ALL = Selection(everything=True)


@dataclass
class FixedClock:
    """Stands still."""

    def now(self) -> datetime:
        return NOW


def catalogue() -> list[Item]:
    return [
        Item(item_id=f"{theme.split()[0]}{n}", title=f"{theme} {n}", tags=(theme.split()[0],), kind="book")
        for theme in THEMES
        for n in range(8)
    ]


def did(
    item: str | None, *, days_ago: float = 1, user: str = "ann", kind: EventKind = "like", **more: Any
) -> Event:
    return Event(user_id=user, kind=kind, item_id=item, at=NOW - timedelta(days=days_ago), **more)


Opening = Callable[..., Penchant]


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opening]:
    """Opens workspaces by name; the same name twice is two open runtimes of one workspace."""
    opened: list[Penchant] = []

    def open_one(name: str = "w", events: tuple[Event, ...] = ()) -> Penchant:
        penchant = open_runtime(tmp_path / name, SETTINGS, clock=FixedClock())
        opened.append(penchant)
        if not penchant.stores.catalogue.count():
            penchant.import_records(catalogue(), [])
        for event in events:
            penchant.record(event)
        return penchant

    yield open_one
    for penchant in opened:
        penchant.close()


def history() -> tuple[Event, ...]:
    mine = [did(f"jazz{n}", days_ago=n + 1) for n in range(5)]
    mine += [did(f"space{n}", days_ago=n + 0.5, kind="play") for n in range(3)]
    return (*mine, *(did(f"jazz{n}", days_ago=n + 2, user="bob", kind="play") for n in range(8)))


def seen_by(penchant: Penchant, user: str) -> tuple[Any, ...]:
    """What a person is told: interests and list, without the ids that are drawn anew."""
    made = penchant.recommend(user, k=12)
    places = [(one.item_id, one.score, dict(one.parts), one.reasons) for one in made.items]
    known = penchant.interests(user) if penchant.stores.log.user(user) else None
    return places, made.notes, known


def words_in(folder: Path, word: str) -> list[str]:
    """Files that hold a word, in any case."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes().lower()]


def test_an_erased_event_might_never_have_been(opening: Opening) -> None:
    extra = did("chess3", days_ago=0.25, event_id="extra")
    penchant = opening("with", (*history(), extra))
    before = seen_by(penchant, "ann")
    erased = penchant.forget("ann", Selection(event_id="extra"))
    assert (erased.removed["events"], erased.verified, erased.is_preview) == (1, True, False)
    never = opening("without", history())
    assert seen_by(penchant, "ann") != before
    for user in ("ann", "bob", "new"):
        assert seen_by(penchant, user) == seen_by(never, user)


def test_another_open_runtime_serves_nothing_that_was_erased(opening: Opening) -> None:
    here = opening("w", (*history(), *(did(f"chess{n}", user="cem", kind="play") for n in range(8))))
    there = opening("w")
    for one in (here, there):
        assert "popular" in one.recommend("new", k=3).items[0].parts or one.recommend("new").items
    here.forget("cem", ALL)
    never = opening("without", history())
    for user in ("ann", "bob", "new"):
        assert seen_by(there, user) == seen_by(never, user)
    with pytest.raises(UnknownUser):
        there.interests("cem")


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_erased_the_rest_is_as_if_it_had_never_been(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rows = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(("ann", "bob")),
                st.sampled_from(("jazz1", "space2", "chess3", "garden4")),
                st.sampled_from(("like", "play", "dislike")),
                st.integers(1, 400),
            ),
            min_size=2,
            max_size=14,
            unique=True,
        )
    )
    events = [
        did(item, user=user, kind=kind, days_ago=days, event_id=f"e{n}")  # type: ignore[arg-type]
        for n, (user, item, kind, days) in enumerate(rows)
    ]
    gone = data.draw(st.sets(st.sampled_from(range(len(events))), min_size=1))
    folder = tmp_path_factory.mktemp("any")
    with (
        open_runtime(folder / "with", SETTINGS, clock=FixedClock()) as penchant,
        open_runtime(folder / "without", SETTINGS, clock=FixedClock()) as never,
    ):
        for one in (penchant, never):
            one.import_records(catalogue(), [])
        for event in events:
            penchant.record(event)
        for number in gone:
            assert penchant.forget(events[number].user_id, Selection(event_id=f"e{number}")).verified
        for number, event in enumerate(events):
            if number not in gone:
                never.record(event)
        for user in ("ann", "bob"):
            assert seen_by(penchant, user) == seen_by(never, user)


def test_everything_leaves_not_a_byte_of_what_was_said(opening: Opening, tmp_path: Path) -> None:
    penchant = opening("w", history())
    user = f"{SECRET}-the-user"
    for n in range(30):
        penchant.record(did(f"chess{n % 8}", days_ago=n, user=user, context={"place": f"{SECRET} {n}"}))
    penchant.record(did(None, user=user, kind="statement", text=f"I dream of {SECRET}"))
    penchant.recommend(user, query=f"books on {SECRET}")
    penchant.search_catalogue(f"{SECRET} looked up")
    penchant.profile(user)
    for n in range(30):
        said = [Utterance(role="user", text=f"{SECRET} {n}", at=NOW)]
        penchant.stores.conversations.keep(user, said, {"last_item": f"{SECRET} {n}"})
    with RejectsFile(tmp_path / "w" / "rejects", "log") as rejects:
        rejects.write(file="log.csv", line=2, field="at", reason="no time", value="never", user_id=user)
        rejects.write(file="log.csv", line=3, field="at", reason="no time", value="never", user_id="bob")
    assert words_in(tmp_path / "w", SECRET)
    erased = penchant.forget(user, ALL)
    assert erased.verified
    assert {name for name, count in erased.removed.items() if count} == {
        "events", "impressions", "lists", "profiles", "conversation_turns", "conversation_states",
        "embeddings", "rejects",
    }  # fmt: skip
    assert words_in(tmp_path / "w", SECRET) == []
    assert penchant.interests("bob").interests
    assert [json.loads(line)["user_id"] for line in _rejected(tmp_path / "w")] == ["bob"]
    with pytest.raises(UnknownUser):
        penchant.forget(user, ALL)


def _rejected(workspace: Path) -> list[str]:
    (path,) = (workspace / "rejects").iterdir()
    return path.read_text(encoding="utf-8").splitlines()


def test_one_item_goes_with_all_that_names_it(opening: Opening, tmp_path: Path) -> None:
    penchant = opening("w", history())
    penchant.record(did("jazz1", days_ago=0.1, kind="comment", text=f"{SECRET} forever"))
    said = [Utterance(role="user", text="I liked Jazz Piano 1", at=NOW)]
    penchant.stores.conversations.keep("ann", said, {"last_item": "jazz piano 1"})
    penchant.profile("ann")
    made = penchant.recommend("ann")
    erased = penchant.forget("ann", Selection(item_id="jazz1"))
    assert erased.verified
    assert erased.removed["events"] == 2
    assert {event.item_id for event in penchant.stores.log.user_events("ann")} >= {"jazz0", "space0"}
    assert penchant.stores.log.get(erased.removed) == {}
    assert words_in(tmp_path / "w", SECRET) == []
    exported = json.dumps(penchant.export("ann")).casefold()
    assert "jazz1" not in exported
    assert "jazz piano 1" not in exported
    assert "jazz1" in {event.item_id for event in penchant.stores.log.user_events("bob")}
    evidence = {one for place in made.items for reason in place.reasons for one in reason.evidence}
    assert (penchant.stores.lists.get(made.list_id) is None) == bool(
        evidence - {event.event_id for event in penchant.stores.log.user_events("ann")}
    )


def test_a_stretch_of_time_includes_both_its_ends(opening: Opening) -> None:
    penchant = opening("w", tuple(did(f"jazz{n}", days_ago=n) for n in range(5)))
    stretch = Selection(since=NOW - timedelta(days=3), until=NOW - timedelta(days=1))
    assert penchant.forget("ann", stretch).removed["events"] == 3
    assert {event.item_id for event in penchant.stores.log.user_events("ann")} == {"jazz0", "jazz4"}


@pytest.mark.parametrize("words", ["jazz", "Jazz", "jazz piano", "jazzs"])
def test_a_tag_or_a_title_is_a_subject(opening: Opening, words: str) -> None:
    penchant = opening("w", history())
    assert penchant.forget("ann", Selection(about=words)).removed["events"] == 5
    assert {event.item_id for event in penchant.stores.log.user_events("ann")} == {
        "space0", "space1", "space2",
    }  # fmt: skip
    assert len(penchant.stores.log.user_events("bob")) == 8


def test_the_label_of_an_interest_is_a_subject_under_the_name_that_its_owner_gave_it(
    opening: Opening,
) -> None:
    penchant = opening("w", history())
    first = penchant.interests("ann").interests[0]
    penchant.edit_interest("ann", "rename", first.interest_id, "Evenings at home")
    erased = penchant.forget("ann", Selection(about="evenings at home"))
    assert erased.removed["events"] == first.event_count + 1
    assert "Evenings at home" not in {one.label for one in penchant.interests("ann").interests}


def test_a_preview_counts_and_changes_nothing(opening: Opening) -> None:
    penchant = opening("w", history())
    made = penchant.recommend("ann")
    generation = penchant.stores.log.generation()
    looked = penchant.forget("ann", ALL, preview=True)
    assert (looked.is_preview, looked.verified) == (True, False)
    assert penchant.stores.log.count() == len(history())
    assert penchant.stores.log.generation() == generation
    assert penchant.stores.lists.get(made.list_id) == made
    assert penchant.forget("ann", ALL).removed == looked.removed


def test_what_matches_nothing_removes_nothing_and_is_verified(opening: Opening) -> None:
    penchant = opening("w", history())
    erased = penchant.forget("ann", Selection(item_id="garden7"))
    assert set(erased.removed.values()) == {0}
    assert erased.verified


def test_somebody_who_only_asked_for_a_list_can_be_forgotten_too(opening: Opening) -> None:
    penchant = opening("w", history())
    made = penchant.recommend("passer-by")
    assert penchant.forget("passer-by", ALL).removed["lists"] == 1
    assert penchant.stores.lists.get(made.list_id) is None


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(), "Nothing is named"),
        (Selection(everything=True, item_id="jazz1"), "Everything and a part"),
        (Selection(about="..."), "says nothing"),
        (Selection(since=NOW, until=NOW - timedelta(days=1)), "ends before it begins"),
        (Selection(event_id="nobody's"), "has no event"),
        (Selection(event_id="bob's"), "has no event"),
    ],
)
def test_a_selection_that_cannot_be_meant_is_refused(
    opening: Opening, selection: Selection, message: str
) -> None:
    penchant = opening("w", (*history(), did("chess1", user="bob", event_id="bob's")))
    with pytest.raises(BadInput, match=message):
        penchant.forget("ann", selection)
    assert penchant.stores.log.count() == len(history()) + 1


def test_nobody_is_forgotten_who_is_not_known(opening: Opening) -> None:
    with pytest.raises(UnknownUser):
        opening("w", history()).forget("dan", ALL)


def test_the_snapshot_of_the_statistics_goes_too(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_WORTH_A_SNAPSHOT", 1)
    penchant = opening("w", (*history(), did("chess1", user="cem")))
    penchant.recommend("ann")
    snapshot = tmp_path / "w" / "derived" / "behaviour.npz"
    assert b"cem" in np.load(snapshot)["users"].tobytes()
    assert penchant.forget("cem", ALL).removed["snapshots"] == 1
    assert not snapshot.exists()
    penchant.recommend("ann")
    assert b"cem" not in np.load(snapshot)["users"].tobytes()


def test_what_a_crash_left_in_files_the_next_erasure_removes(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    penchant = opening("w", history())
    penchant.record(did(None, user="cem", kind="statement", text=SECRET))
    with monkeypatch.context() as patch:
        patch.setattr(penchant.stores.database, "scrub", _cut_off)
        with pytest.raises(RuntimeError):
            penchant.forget("cem", ALL)
    penchant.forget("ann", Selection(item_id="jazz1"))
    assert words_in(tmp_path / "w", SECRET) == []


def _cut_off() -> bool:
    raise RuntimeError("the power went out")
