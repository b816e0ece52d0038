"""The baselines: what each way of forgetting leaves."""

from collections.abc import Callable

import numpy as np
import pytest

from penchant.agent.evaluation.drift.history import History, Shares
from penchant.agent.evaluation.drift.memories import (
    WHOLE,
    Memory,
    baselines,
    events_before,
    remembered_shares,
)

MakeHistory = Callable[..., History]
EVENTS = [0, 0, 1, 2, 2, 2]


def shares(history: History, memory: Memory, *samples: int) -> Shares:
    places = history.items // 5
    return remembered_shares(history, places, 4, np.array(samples), [memory])[0]


def test_the_whole_history_counts_every_earlier_event_alike(make_history: MakeHistory) -> None:
    found = shares(make_history(EVENTS), Memory(shape="all"), 3, 5)
    np.testing.assert_allclose(found, [[2 / 3, 1 / 3, 0, 0], [0.4, 0.2, 0.4, 0]], rtol=1e-6)


def test_a_window_sees_the_last_events_alone(make_history: MakeHistory) -> None:
    found = shares(make_history(EVENTS), Memory(shape="window", span=2), 3)
    np.testing.assert_allclose(found, [[0.5, 0.5, 0, 0]])


def test_a_decay_in_events_halves_with_each_half_life(make_history: MakeHistory) -> None:
    found = shares(make_history([0, 1, 3]), Memory(shape="decay", span=1), 2)
    np.testing.assert_allclose(found, [[1 / 3, 2 / 3, 0, 0]], rtol=1e-6)


def test_a_decay_in_days_goes_by_time(make_history: MakeHistory) -> None:
    history = make_history([0, 1, 3], days=[0, 10, 11])
    found = shares(history, Memory(shape="decay", unit="days", span=5), 2)
    np.testing.assert_allclose(found, [[0.2, 0.8, 0, 0]], rtol=1e-6)


def test_events_of_the_same_time_are_not_known_yet(make_history: MakeHistory) -> None:
    history = make_history([0, 1, 2], days=[0, 1, 1])
    assert events_before(history, np.array([1, 2])).tolist() == [1, 1]
    np.testing.assert_allclose(shares(history, Memory(shape="all"), 2), [[1, 0, 0, 0]])


def test_before_the_first_event_nothing_is_known(make_history: MakeHistory) -> None:
    assert shares(make_history(EVENTS), Memory(shape="decay", span=5), 0).sum() == 0


def test_the_protocol_names_whole_history_five_windows_and_nine_decays() -> None:
    kinds = [memory.shape for memory in baselines().values()]
    assert (kinds.count("all"), kinds.count("window"), kinds.count("decay")) == (1, 5, 9)
    assert next(iter(baselines())) == WHOLE


@pytest.mark.parametrize("name", baselines())
def test_shares_sum_to_one_over_twenty_years(name: str, make_history: MakeHistory) -> None:
    history = make_history([0, 1, 2, 3], days=[0, 3_000, 7_000, 7_001])
    found = shares(history, baselines()[name], 1, 2, 3)
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-5)
