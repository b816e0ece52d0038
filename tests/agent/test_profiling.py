"""Profiles in an open workspace: they move lists, take corrections, are searched, and are forgotten whole."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from penchant.agent.errors import BadInput
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.memory.tables import profiles
from penchant.agent.memory.vectors import open_client
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item, Profile, RecommendationList, Selection

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MODEL = "hashing-128"
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")
SETTINGS: dict[str, Any] = {
    "embedding": {"model": "hashing"},
    "llm": {"kind": "none"},
    "interests": {"topics": 6},
}


class SteppingClock:
    """Stands until it is told to go on."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


Opening = Callable[..., Penchant]


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def opening(tmp_path: Path, clock: SteppingClock) -> Iterator[Opening]:
    """Opens the one workspace; a second time as another process would."""
    opened: list[Penchant] = []

    def open_one(**settings: Any) -> Penchant:
        penchant = open_runtime(tmp_path / "w", {**SETTINGS, **settings}, clock=clock)
        opened.append(penchant)
        if not penchant.stores.catalogue.count():
            penchant.import_records(catalogue(), history())
        return penchant

    yield open_one
    for penchant in opened:
        penchant.close()


def catalogue() -> list[Item]:
    return [
        Item(item_id=f"{theme.split()[0]}{n}", title=f"{theme} {n}", tags=tuple(theme.split()))
        for theme in THEMES
        for n in range(12)
    ]


def did(user: str, item: str, days_ago: float, kind: Any = "like") -> Event:
    return Event(user_id=user, kind=kind, item_id=item, at=NOW - timedelta(days=days_ago))


def history() -> list[Event]:
    mine = [did("ann", f"jazz{n}", n + 1) for n in range(5)]
    mine += [did("ann", f"space{n}", n + 1.5, "play") for n in range(4)]
    return mine + [did("bob", f"sourdough{n}", n + 1) for n in range(6)]


def part(made: RecommendationList, name: str = "profile") -> dict[str, float]:
    return {one.item_id: one.parts[name] for one in made.items if one.parts.get(name)}


def number_of(profile: Profile, word: str) -> int:
    return next(n for n, one in enumerate(profile.statements, start=1) if word in one.text)


def test_a_refreshed_profile_is_a_named_part_of_the_next_list_and_capped(opening: Opening) -> None:
    penchant = opening()
    assert part(penchant.recommend("ann")) == {}
    penchant.profile("ann", refresh=True)
    made = penchant.recommend("ann")
    assert part(made)
    assert all(0 < value <= penchant.settings.ranking.profile_cap for value in part(made).values())
    for one in made.items:
        assert sum(one.parts.values()) == pytest.approx(one.score)
    assert part(penchant.recommend("bob")) == {}


def test_reading_a_profile_embeds_nothing_and_leaves_the_vectors_to_the_background(opening: Opening) -> None:
    penchant = opening()
    made = penchant.profile("ann")
    assert not penchant.stores.profile_vectors.has("ann", made.version, MODEL)
    (waiting,) = penchant.stores.profile_queue.due()
    assert (waiting.user_id, waiting.reason) == ("ann", "vectors")
    assert penchant.desk.worker().turn() == 1
    assert penchant.stores.profile_queue.due() == []
    assert [one.version for one in penchant.profile_history("ann")] == [1]
    assert part(penchant.recommend("ann"))


def test_without_its_weight_a_profile_is_not_even_read(opening: Opening) -> None:
    penchant = opening(ranking={"profile_weight": 0.0})
    penchant.profile("ann", refresh=True)
    assert part(penchant.recommend("ann")) == {}


def test_a_request_embeds_nothing_and_asks_no_model(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    penchant = opening()
    penchant.profile("ann", refresh=True)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a request embedded something")

    monkeypatch.setattr(penchant.stores.vectors, "embedder", never)
    penchant.__dict__["chat_model"] = ScriptedChatModel([])
    assert part(penchant.recommend("ann"))
    assert penchant.__dict__["chat_model"].calls == []


def test_a_list_of_a_past_moment_follows_the_profile_of_that_time(opening: Opening) -> None:
    penchant = opening()
    past = NOW - timedelta(days=3)
    penchant.profile("ann", refresh=True)
    assert part(penchant.recommend("ann", at=past)) == {}
    earlier = penchant.profile("ann", refresh=True, as_of=past)
    assert earlier.as_of == past
    assert part(penchant.recommend("ann", at=past))
    assert penchant.profile("ann").as_of == NOW
    at_last = penchant.stores.profile_vectors.newest("ann", int(NOW.timestamp() * 1_000_000), MODEL)
    assert at_last is not None
    assert at_last.version == 1


def test_a_removed_sentence_moves_the_next_list_and_does_not_come_back(
    opening: Opening, clock: SteppingClock
) -> None:
    penchant = opening()
    profile = penchant.profile("ann", refresh=True)
    jazz = [item_id for item_id in part(penchant.recommend("ann", k=12)) if "jazz" in item_id]
    before = sum(part(penchant.recommend("ann", k=12))[item_id] for item_id in jazz)
    rule = penchant.remove_from_profile("ann", number_of(profile, "jazz"))
    assert rule.liking == "less"
    assert "jazz" in rule.about
    after = penchant.recommend("ann", k=12)
    assert after.items[0].item_id.startswith("space")
    lowered = {one.item_id: one.parts for one in after.items if one.item_id in jazz}
    assert all(parts["preferences"] < 0 for parts in lowered.values())
    assert sum(parts.get("profile", 0) for parts in lowered.values()) < before
    for _ in range(2):
        again = penchant.profile("ann", refresh=True)
        assert not any("interest:" in one.key and "jazz" in one.text for one in again.statements)
        assert any(one.text == f"You set a rule: less {rule.about}." for one in again.statements)
    penchant.undo("ann")
    clock.moment += timedelta(seconds=1)
    restored = penchant.profile("ann", refresh=True)
    assert any("interest:" in one.key and "jazz" in one.text for one in restored.statements)


def test_an_edited_sentence_becomes_rules_that_survive_the_next_refresh(
    opening: Opening, clock: SteppingClock
) -> None:
    penchant = opening()
    profile = penchant.profile("ann", refresh=True)
    number = number_of(profile, "jazz")
    assert not any(one.item_id.startswith("garden") for one in penchant.recommend("ann").items[:-1])
    rules = penchant.edit_profile("ann", number, "I don't like jazz, I like garden herbs")
    assert [(rule.liking, rule.about) for rule in rules] == [("less", "jazz"), ("more", "garden herbs")]
    clock.moment += timedelta(seconds=1)
    wanted = next(one for one in penchant.recommend("ann").items if one.item_id.startswith("garden"))
    assert wanted.parts["preferences"] > 0
    assert penchant.desk.worker().turn() == 1
    again = next(one for one in penchant.recommend("ann").items if one.item_id.startswith("garden"))
    assert again.parts["preferences"] > 0
    texts = [one.text for one in penchant.profile("ann").statements]
    assert "You set a rule: more garden herbs." in texts


@pytest.mark.parametrize("number", [0, 99])
def test_a_sentence_that_is_not_there_cannot_be_edited(opening: Opening, number: int) -> None:
    penchant = opening()
    penchant.profile("ann")
    with pytest.raises(BadInput, match="no sentence"):
        penchant.edit_profile("ann", number, "I like bread")


def test_what_was_done_or_said_cannot_be_removed_as_a_sentence(opening: Opening) -> None:
    penchant = opening()
    profile = penchant.profile("ann")
    with pytest.raises(BadInput, match="in the log"):
        penchant.remove_from_profile("ann", number_of(profile, "Lately you liked"))


def test_a_muted_interest_steers_nothing_at_once(opening: Opening) -> None:
    penchant = opening()
    penchant.profile("ann", refresh=True)
    label = next(one.label for one in penchant.interests("ann").interests if "jazz" in one.label)
    penchant.edit_interest("ann", "mute", label)
    sights = penchant.desk.sights("ann", 2**62, MODEL)
    assert sights is not None
    assert any("interest" in key for key in sights.keys)
    jazz = {item: value for item, value in part(penchant.recommend("ann", k=20)).items() if "jazz" in item}
    assert all(value < 0.05 for value in jazz.values())
    texts = " ".join(
        one.text for one in penchant.profile("ann", refresh=True).statements if one.key != "liked"
    )
    assert "jazz" not in texts


def test_versions_are_compared(opening: Opening) -> None:
    penchant = opening()
    with pytest.raises(BadInput, match="no two versions"):
        penchant.profile_diff("ann")
    penchant.profile("ann")
    penchant.record(did("ann", "garden1", 0, "purchase"))
    penchant.profile("ann")
    found = penchant.profile_diff("ann")
    assert (found.before, found.after) == (1, 2)
    assert any("garden herbs 1" in pair.after.text for pair in found.reworded) or any(
        "garden" in one.text for one in found.added
    )
    back = penchant.profile_diff("ann", 2, 1)
    assert {one.key for one in back.retired} == {one.key for one in found.added}
    with pytest.raises(BadInput, match="no version 7"):
        penchant.profile_diff("ann", 1, 7)


def test_people_are_found_by_what_they_are_into(opening: Opening) -> None:
    penchant = opening()
    for user in ("ann", "bob"):
        penchant.profile(user, refresh=True)
    found = penchant.search_profiles("Who is into sourdough bread?")
    assert [one.profile.user_id for one in found] == ["bob", "ann"]
    assert "sourdough" in found[0].statement
    assert found[0].evidence
    assert set(penchant.stores.log.get(found[0].evidence)) == set(found[0].evidence)
    assert [one.profile.user_id for one in penchant.search_profiles("jazz piano", 1)] == ["ann"]


def test_chroma_holds_texts_tags_statements_events_model_prompt_and_time(opening: Opening) -> None:
    penchant = opening()
    profile = penchant.profile("ann", refresh=True)
    rows = list(penchant.stores.vectors.profiles(MODEL).rows().values())
    (whole,) = [row for row in rows if row["key"] == ""]
    assert whole["text"] == profile.summary
    assert (whole["version"], whole["written_by"], whole["prompt"]) == (1, "template", "template@1")
    assert whole["written_at"] == profile.written_at.isoformat()
    steering = {row["key"]: row["text"] for row in rows if row["key"]}
    assert steering == {one.key: one.text for one in profile.statements if one.weight > 0}
    penchant.record(did("ann", "garden1", 0, "purchase"))
    later = penchant.profile("ann", refresh=True)
    rows = list(penchant.stores.vectors.profiles(MODEL).rows().values())
    assert {row["version"] for row in rows} == {later.version}


def test_forgetting_leaves_no_profile_no_vector_and_no_word_of_it_in_any_file(
    opening: Opening, tmp_path: Path
) -> None:
    penchant = opening()
    secret = Item(item_id="zanzibar1", title="Zanzibar nights", tags=("zanzibar",))
    penchant.import_records([secret], [])
    penchant.record(did("ann", "zanzibar1", 0, "like"))
    for user in ("ann", "bob"):
        penchant.profile(user, refresh=True)
    penchant.record(did("ann", "jazz7", 0.1, "like"))
    penchant.profile("ann", refresh=True)
    chroma = tmp_path / "w" / "chroma"
    assert _names(chroma, b"ann/") != []
    erased = penchant.forget("ann", Selection(everything=True))
    assert erased.verified
    assert erased.removed["profiles"] == erased.removed["profile_vectors"] == 2
    assert _names(chroma, b"ann/") == _names(chroma, b"Zanzibar nights") == []
    rows = penchant.stores.vectors.profiles(MODEL).rows().values()
    assert {row["user_id"] for row in rows} == {"bob"}
    assert [one.profile.user_id for one in penchant.search_profiles("sourdough")] == ["bob"]
    assert penchant.stores.profile_vectors.newest("ann", 2**62, MODEL) is None


def test_forgetting_an_event_takes_the_versions_that_name_it_with_their_vectors(opening: Opening) -> None:
    penchant = opening()
    penchant.profile("ann", refresh=True)
    penchant.record(did("ann", "garden1", 0, "purchase"))
    penchant.profile("ann", refresh=True)
    event = next(one for one in penchant.stores.log.user_events("ann") if one.item_id == "garden1")
    penchant.forget("ann", Selection(event_id=event.event_id))
    assert [one.version for one in penchant.profile_history("ann")] == [1]
    left = penchant.stores.profile_vectors.newest("ann", 2**62, MODEL)
    assert left is not None
    assert left.version == 1
    rows = penchant.stores.vectors.profiles(MODEL).rows().values()
    assert "garden" not in " ".join(row["text"] for row in rows)


def test_another_process_that_holds_the_lock_cleans_up_for_who_forgot(opening: Opening) -> None:
    holder = opening()
    holder.profile("ann", refresh=True)
    holder.profile("bob", refresh=True)
    other = opening()
    # An import leaves the lock with the process that did it.
    holder.import_records([Item(item_id="new1", title="new 1")], [])
    erased = other.forget("ann", Selection(everything=True))
    assert not erased.verified
    holder.desk.worker().turn()
    holder.stores.vectors.publish_profiles()
    rows = holder.stores.vectors.profiles(MODEL).rows().values()
    assert {row["user_id"] for row in rows} == {"bob"}


def test_another_embedding_model_leaves_nothing_of_the_profiles_of_the_one_before(
    opening: Opening, tmp_path: Path
) -> None:
    first = opening()
    first.profile("ann", refresh=True)
    first.close()
    second = opening(embedding={"model": "hashing-64"})
    second.reembed()
    assert second.desk.sights("ann", 2**62, "hashing-64") is None
    second.profile("ann")
    assert second.desk.worker().turn() == 1
    assert part(second.recommend("ann"))
    assert second.stores.vectors.publish_profiles()
    names = {one.name for one in _client(tmp_path).list_collections()}
    assert any(name.startswith("profiles-hashing-64") for name in names)
    assert not any(name.startswith("profiles-hashing-128") for name in names)


def test_profiles_of_the_first_form_are_read_and_followed_by_those_of_today(opening: Opening) -> None:
    penchant = opening()
    payload = {
        "written_by": "template",
        "prompt": "template@1",
        "summary": "You are drawn most to jazz.",
        "statements": [{"text": "You hold on to jazz.", "evidence": ["e1"]}],
        "tags": ["jazz"],
    }
    row = {"user_id": "ann", "version": 1, "written_at": 1_700_000_000_000_000, "facts": "f"}
    with penchant.stores.database.write() as connection:
        connection.execute(insert(profiles).values(**row, payload=json.dumps(payload)))
    (old,) = penchant.profile_history("ann")
    assert old.as_of == old.written_at
    assert old.statements[0].text == "You hold on to jazz."
    made = penchant.profile("ann")
    assert made.version == 2
    assert {one.action for one in made.operations} == {"add"}
    found = penchant.profile_diff("ann")
    assert [one.text for one in found.retired] == ["You hold on to jazz."]


def _client(folder: Path) -> Any:
    return open_client(folder / "w" / "chroma", None)


def _names(folder: Path, word: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]
