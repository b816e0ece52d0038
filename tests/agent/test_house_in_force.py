"""House rules and conditions hold for every list, whoever asks for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.ingest.where import Constraint
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

PLAYED = datetime(2024, 5, 1, 12, tzinfo=UTC)
SETTINGS = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}
FILMS = (
    ("calm", {"minutes": 100, "services": ("Mubi",), "sponsored": True}),
    ("wild", {"minutes": 130, "services": ("Netflix",), "age_rating": "R"}),
    ("long", {"minutes": 190, "services": ("Mubi", "Netflix")}),
    ("song", {"minutes": 4}),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def opened(folder: Path, rules: str = "") -> Penchant:
    folder.mkdir(exist_ok=True)
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    penchant = open_runtime(folder, SETTINGS)
    items = [
        Item(
            item_id=name,
            title=f"The {name} one",
            topic_text=f"The {name} one",
            kind="music" if name == "song" else "film",
            attributes=attributes,  # type: ignore[arg-type]
        )
        for name, attributes in FILMS
    ]
    penchant.import_records(
        items, [Event(user_id="ann", kind="play", item_id="song", event_id="e1", at=PLAYED)]
    )
    return penchant


def listed(penchant: Penchant, user: str = "ann", k: int = 10) -> set[str]:
    return {one.item_id for one in penchant.recommend(user, k).items}


def notes(penchant: Penchant, *constraints: Constraint) -> dict[str, str]:
    return {note.code: note.text for note in penchant.recommend("ann", 10, constraints=constraints).notes}


@pytest.fixture
def plain(folder: Path) -> Iterator[Penchant]:
    with opened(folder) as penchant:
        yield penchant


def test_without_rules_music_comes_again_and_nothing_is_left_out(plain: Penchant) -> None:
    assert listed(plain) == {"calm", "wild", "long", "song"}


def test_a_sponsored_item_is_disclosed(plain: Penchant) -> None:
    assert notes(plain)["sponsored"] == "Sponsored: The calm one"


def test_never_repeating_holds_for_every_kind(folder: Path) -> None:
    with opened(folder, "[repeat]\nnever = true\n") as penchant:
        assert listed(penchant) == {"calm", "wild", "long"}


def test_age_rated_items_wait_for_the_persons_word(folder: Path) -> None:
    with opened(folder, "[age_rated]\nask = true\n") as penchant:
        assert "wild" not in listed(penchant)
        assert "age_rated" in notes(penchant)
        penchant.allow_age_rated("ann")
        assert "wild" in listed(penchant)
        assert "age_rated" not in notes(penchant)
        assert "wild" not in listed(penchant, "bob")


def test_only_what_the_user_can_have_is_listed(folder: Path) -> None:
    rules = '[availability]\nservices = ["Mubi"]\n[availability.users]\nbob = ["Netflix"]\n'
    with opened(folder, rules) as penchant:
        assert listed(penchant) == {"calm", "long"}
        assert listed(penchant, "bob") == {"wild", "long"}


def test_one_at_a_time_is_one(folder: Path) -> None:
    with opened(folder, "[lists]\none_at_a_time = true\n") as penchant:
        assert len(listed(penchant)) == 1


def test_where_nothing_satisfies_the_nearest_misses_say_what_they_miss(plain: Penchant) -> None:
    short = Constraint(field="minutes", op="<", value=120)
    netflix = Constraint(field="services", op="contains", value="Netflix")
    made = plain.recommend("ann", 10, constraints=(short, netflix))
    assert made.items == ()
    assert [note.text for note in made.notes if note.code == "near_miss"] == [
        "Nearest is The wild one: minutes 130, asked for < 120",
        "Nearest is The calm one: services Mubi, asked for contains Netflix",
    ]


def test_what_must_not_be_in_a_list_can_be_said_in_one_condition(plain: Penchant) -> None:
    made = plain.recommend(
        "ann", 10, constraints=(Constraint(field="services", op="not in", value=["Netflix"]),)
    )
    assert {one.item_id for one in made.items} == {"calm", "song"}
