"""The demo people's lives, as their events show them."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.people import demo_events, demo_people
from penchant.agent.demo.person import DAYS, Person, PersonInterest
from penchant.agent.errors import BadTime
from penchant.agent.types import EVENT_KINDS, ITEMLESS_KINDS, TEXT_KINDS, Event, InterestStatus

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
TAGS = {item.item_id: frozenset(item.tags) for item in demo_items()}
KINDS = {item.item_id: item.kind for item in demo_items()}
HAN = re.compile(r"[\u4e00-\u9fff]")
PEOPLE = pytest.mark.parametrize("person", demo_people(), ids=lambda person: person.user_id)


@cache
def of(user_id: str) -> tuple[Event, ...]:
    return tuple(event for event in demo_events(NOW) if event.user_id == user_id)


def day(event: Event) -> float:
    assert event.at is not None
    return DAYS - (NOW - event.at) / timedelta(days=1)


def has(event: Event, tags: Collection[str]) -> bool:
    return event.item_id is not None and not TAGS[event.item_id].isdisjoint(tags)


def share(user_id: str, tags: Collection[str], first: float, last: float) -> float:
    """Part of the person's events on items between two days that bear any of the tags."""
    period = [event for event in of(user_id) if event.item_id and first <= day(event) < last]
    return sum(has(event, tags) for event in period) / len(period)


def weekly(person: Person, interest: PersonInterest, first: float, last: float) -> float:
    """Events a week on items of the interest between two days."""
    fitting = [event for event in of(person.user_id) if has(event, interest.tags)]
    return 7 * sum(first <= day(event) < last for event in fitting) / (last - first)


def test_eight_people_show_all_six_states() -> None:
    states = {expected.state for person in demo_people() for expected in person.expected}
    assert len({person.user_id for person in demo_people()}) == 8
    assert states == set(get_args(InterestStatus))


@PEOPLE
def test_a_story_is_one_sentence_about_its_person(person: Person) -> None:
    assert person.story.endswith(".")
    assert person.story.count(". ") == 0
    assert person.user_id in person.story.lower().replace("ê", "e").replace("á", "a")


@PEOPLE
def test_what_is_expected_is_about_a_described_interest(person: Person) -> None:
    interests = [set(interest.tags) for interest in person.interests]
    assert len(person.expected) == len(interests)
    for expected in person.expected:
        assert any(set(expected.tags) <= tags for tags in interests)


def test_the_same_moment_and_seed_give_the_same_events() -> None:
    assert demo_events(NOW) == demo_events(NOW)


def test_another_seed_gives_other_events() -> None:
    assert demo_events(NOW, seed=7) != demo_events(NOW, seed=8)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BadTime):
        demo_events(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("hour", [0, 5, 13, 23])
def test_events_are_sorted_and_lie_in_the_last_nine_months(hour: int) -> None:
    now = NOW.replace(hour=hour)
    times = [event.at for event in demo_events(now)]
    assert all(at is not None and now - timedelta(days=DAYS + 2) < at < now for at in times)
    assert all(a <= b for a, b in pairwise(times) if a is not None and b is not None)


def test_every_event_has_its_own_id() -> None:
    events = demo_events(NOW)
    assert len({event.event_id for event in events}) == len(events)


def test_every_event_is_whole() -> None:
    for event in demo_events(NOW):
        assert event.kind in EVENT_KINDS
        assert event.item_id in TAGS or (event.item_id is None and event.kind in ITEMLESS_KINDS)
        assert bool(event.text) == (event.kind in TEXT_KINDS)
        assert (event.value is not None) or event.kind != "rate"


def test_nothing_would_be_taken_for_a_repeat_of_a_minute_ago() -> None:
    last: dict[tuple[object, ...], datetime] = {}
    for event in demo_events(NOW):
        key = (event.user_id, event.kind, event.item_id, event.text)
        assert event.at is not None
        assert key not in last or event.at - last[key] > timedelta(seconds=60)
        last[key] = event.at


@PEOPLE
def test_a_person_does_between_60_and_250_things_of_many_kinds(person: Person) -> None:
    events = of(person.user_id)
    assert 60 <= len(events) <= 250
    assert len({event.kind for event in events}) >= 9


@PEOPLE
def test_people_sleep(person: Person) -> None:
    hours = [event.at.hour for event in of(person.user_id) if event.at is not None]
    assert sum(2 <= hour < 6 for hour in hours) / len(hours) < 0.03


@PEOPLE
def test_events_come_in_bursts(person: Person) -> None:
    times = [event.at for event in of(person.user_id) if event.at is not None]
    gaps = [b - a for a, b in pairwise(times)]
    assert sum(gap < timedelta(hours=3) for gap in gaps) / len(gaps) > 0.35
    assert max(gaps) < timedelta(days=21)


@PEOPLE
def test_a_tenth_or_so_of_the_events_is_noise(person: Person) -> None:
    known = person.tags
    on_items = [event for event in of(person.user_id) if event.item_id]
    noise = sum(not has(event, known) for event in on_items) / len(on_items)
    assert 0.08 <= noise <= 0.2


@PEOPLE
def test_an_interest_is_alive_in_its_phases_and_quiet_outside(person: Person) -> None:
    for interest in person.interests:
        loudest = max(interest.phases, key=lambda phase: phase.rate + phase.end_rate)
        inside = weekly(person, interest, loudest.from_day, loudest.to_day)
        assert inside > 0.5 * (loudest.rate + loudest.end_rate) / 2
        edges = [0.0, *(d for phase in interest.phases for d in (phase.from_day, phase.to_day)), DAYS]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start > 7:
                assert weekly(person, interest, start + 2, end - 2) < 0.25 * inside


def test_mira_turned_from_science_fiction_to_baking() -> None:
    assert share("mira", {"science fiction"}, 0, 228) > 0.7
    assert share("mira", {"science fiction"}, 228, DAYS) < 0.25
    assert share("mira", {"baking", "sourdough"}, 0, 228) < 0.1
    assert share("mira", {"baking", "sourdough"}, 228, DAYS) > 0.65


def test_tomas_came_back_to_jazz_and_kept_his_crime() -> None:
    assert share("tomas", {"jazz"}, 0, 65) > 0.4
    assert share("tomas", {"jazz"}, 70, 245) < 0.05
    assert share("tomas", {"jazz"}, 249, DAYS) > 0.35
    for start in range(0, 270, 90):
        assert share("tomas", {"nordic noir", "detective"}, start, start + 90) > 0.25


def test_tomas_never_takes_to_horror() -> None:
    horror = [event for event in of("tomas") if has(event, {"horror"})]
    assert sum(event.kind == "dislike" for event in horror) >= 5
    # Crime and horror overlap in a few items, so a stray view may come from his crime.
    warm = [event for event in horror if event.kind in {"like", "save", "purchase", "share"}]
    assert len(warm) <= 1
    assert all((event.value or 0) <= 2 for event in horror if event.kind == "rate")


def test_wei_writes_in_chinese_and_cooks_more_and_more() -> None:
    texts = [event.text for event in of("wei") if event.text]
    assert len(texts) > 15
    assert all(HAN.search(text) for text in texts)
    assert share("wei", {"sichuan cooking"}, 0, 188) < 0.05
    early = share("wei", {"sichuan cooking"}, 190, 230)
    assert share("wei", {"sichuan cooking"}, 240, DAYS) > max(0.4, early)
    assert share("wei", {"wuxia", "mythology"}, 78, DAYS) < 0.05


def test_amara_buys_the_same_things_again_and_starts_to_save_energy() -> None:
    bought = [e.item_id for e in of("amara") if e.kind == "purchase" and KINDS[e.item_id or ""] == "grocery"]
    assert len(bought) >= 80
    assert max(bought.count(item_id) for item_id in set(bought)) >= 8
    assert share("amara", {"energy saving"}, 0, 212) < 0.08
    assert share("amara", {"energy saving"}, 220, DAYS) > 0.25


def test_ines_runs_in_blocks_and_watches_the_sky_all_year() -> None:
    for start, end in ((0, 35), (121, 156), (252, DAYS)):
        assert share("ines", {"running"}, start, end) > 0.4
    for start, end in ((38, 118), (159, 248)):
        assert share("ines", {"running"}, start, end) < 0.1
        assert share("ines", {"astronomy"}, start, end) > 0.6


def test_kofi_changed_from_one_day_to_the_next() -> None:
    assert share("kofi", {"strategy"}, 0, 80) > 0.75
    assert share("kofi", {"strategy"}, 83, DAYS) < 0.08
    assert share("kofi", {"machine learning"}, 0, 80) < 0.08
    assert share("kofi", {"machine learning"}, 83, 255) > 0.65
    assert share("kofi", {"guitar"}, 0, 258) < 0.05
    assert share("kofi", {"guitar"}, 260, DAYS) > 0.4


def test_lena_drifts_a_little_every_quarter() -> None:
    quarters = [(start, start + 67.5) for start in (0.0, 67.5, 135.0, 202.5)]
    crime = [share("lena", {"crime", "thriller"}, *quarter) for quarter in quarters]
    gentle = [share("lena", {"gentle", "studio ghibli", "cozy"}, *quarter) for quarter in quarters]
    assert crime == sorted(crime, reverse=True)
    assert gentle == sorted(gentle)
    assert crime[0] > 0.6
    assert gentle[-1] > 0.6


def test_priya_stays_as_she_is() -> None:
    for tags in ({"personal finance", "investing"}, {"indian cooking"}):
        thirds = [share("priya", tags, start, start + 90) for start in (0, 90, 180)]
        assert min(thirds) > 0.25
        assert max(thirds) - min(thirds) < 0.25
