"""Times as people say them become stretches of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.dialogue.periods import find_period, without_period

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("yesterday", "2024-05-14", "2024-05-15"),
        ("last week", "2024-05-06", "2024-05-13"),
        ("this month", "2024-05-01", "2024-06-01"),
        ("in March 2018", "2018-03-01", "2018-04-01"),
        ("in October", "2023-10-01", "2023-11-01"),
        ("back in 2019", "2019-01-01", "2020-01-01"),
        ("six months ago", "2023-11-15", "2023-11-16"),
        ("half a year ago", "2023-11-15", "2023-11-16"),
        ("over the last three weeks", "2024-04-24", "2024-05-16"),
        ("last summer", "2023-06-01", "2023-09-01"),
        ("in the winter of 2020", "2020-12-01", "2021-03-01"),
        ("on 3 May 2022", "2022-05-03", "2022-05-04"),
        ("2021-07", "2021-07-01", "2021-08-01"),
        ("last weekend", "2024-05-11", "2024-05-13"),
        ("on Friday", "2024-05-10", "2024-05-11"),
        ("昨天", "2024-05-14", "2024-05-15"),
        ("2018年3月", "2018-03-01", "2018-04-01"),
        ("去年夏天", "2023-06-01", "2023-09-01"),
        ("三个月前", "2024-02-15", "2024-02-16"),
        ("半年前", "2023-11-15", "2023-11-16"),
    ],
)
def test_a_time_is_a_stretch(said: str, start: str, end: str) -> None:
    period = find_period(f"what did I do {said}", NOW)
    assert period is not None
    assert (f"{period.start:%Y-%m-%d}", f"{period.end:%Y-%m-%d}") == (start, end)


@pytest.mark.parametrize(
    "said", ["I may like it", "I liked 2012", "the march of the ants", "Heat yes", "in 2099"]
)
def test_words_that_only_look_like_times_are_none(said: str) -> None:
    assert find_period(said, NOW) is None


def test_the_words_of_the_time_can_be_taken_out() -> None:
    said = "I watched Glass Harbour last night"
    assert without_period(said, find_period(said, NOW)) == "I watched Glass Harbour"


@given(
    st.sampled_from(
        ["yesterday", "this week", "today", "last month", "in March", "three days ago", "去年", "上周"]
    ),
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
)
def test_a_moment_within_lies_in_the_stretch_and_never_ahead(said: str, now: datetime) -> None:
    period = find_period(said, now)
    assert period is not None
    assert period.start < period.end
    assert period.start <= period.within(now) <= now
    assert period.last_moment == period.end - timedelta(seconds=1)


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    find_period(text, NOW)
