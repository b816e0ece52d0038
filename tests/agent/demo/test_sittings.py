"""The plan of a demo person's sittings, and the hours found for them."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.demo.people import demo_people
from penchant.agent.demo.person import DAYS, Phase
from penchant.agent.demo.sittings import Diary, plan

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def test_a_phase_counts_the_mean_of_its_rates_over_its_weeks() -> None:
    assert Phase(from_day=0, to_day=70, rate=3).event_count == 30
    assert Phase(from_day=0, to_day=70, rate=0, to_rate=6).event_count == 30


@given(seed=st.integers(0, 10_000), number=st.integers(0, 7))
def test_a_plan_is_in_order_and_holds_every_planned_event(seed: int, number: int) -> None:
    person = demo_people()[number]
    sittings = plan(person, Random(seed))
    days = [sitting.day for sitting in sittings]
    assert days == sorted(days)
    assert all(0 <= day <= DAYS for day in days)
    for interest in person.interests:
        planned = sum(sitting.size for sitting in sittings if sitting.about is interest)
        assert planned == sum(phase.event_count for phase in interest.phases)


@given(
    seed=st.integers(0, 10_000),
    days=st.lists(st.floats(0, DAYS), min_size=1, max_size=30),
    hours=st.floats(0, 6),
)
def test_sittings_end_before_now_and_never_share_an_hour(seed: int, days: list[float], hours: float) -> None:
    length = timedelta(hours=hours)
    diary = Diary(demo_people()[0], NOW, Random(seed))
    starts = [diary.start(day, length) for day in days]
    assert all(start + length < NOW for start in starts)
    slots = {start.replace(minute=0, second=0) for start in starts}
    assert len(slots) == len(starts)
