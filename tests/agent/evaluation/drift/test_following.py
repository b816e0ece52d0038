"""What counts as noticed, as missed and as a false alarm."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.following import follow
from penchant.agent.evaluation.drift.history import BURN_IN, History, Scene, Shift
from penchant.agent.interests.deeds import Current, Deed
from penchant.agent.types import InterestStatus

MakeHistory = Callable[..., History]
States = Callable[[int, int], InterestStatus]
"""The state that is shown after so many events, of a topic."""

OLD = [0, 1] * 11
CHANGE = len(OLD)


class Scripted:
    """Shows every topic met as an interest, in the state that the script says."""

    def __init__(self, scene: Scene, states: States) -> None:
        self._scene, self._states = scene, states
        self._counts = np.zeros(len(scene.topics.topics))

    def step(self, deeds: Sequence[Deed]) -> None:
        for deed in deeds:
            self._counts[deed.place] += 1

    def place_shares(self) -> NDArray[np.float64]:
        return np.asarray(self._counts / max(self._counts.sum(), 1))

    def interests(self) -> list[Current]:
        events = int(self._counts.sum())
        return [
            Current(
                topic=self._scene.topics.topics[place],
                state=self._states(events, place),
                state_since=0,
                share=float(self.place_shares()[place]),
                short_share=0.0,
                long_share=0.0,
                places=(place,),
                count=int(self._counts[place]),
                first_at=0,
                last_at=0,
            )
            for place in np.flatnonzero(self._counts).tolist()
        ]


def alarm(topic: int, since: int, until: int = 10_000, state: InterestStatus = "rising") -> States:
    return lambda events, place: state if place == topic and since <= events < until else "steady"


def led(history: History, scene: Scene, states: States) -> list[int | None]:
    return [
        watch.delay for watch in follow(history, scene, Scripted(scene, states), np.empty(0, np.intp)).watches
    ]


def switched(make_history: MakeHistory) -> History:
    shift = Shift(position=CHANGE, kind="new", group=2, share=0.5)
    return make_history([*OLD, 0, 2, 1, 2, 2, 2], shifts=[shift])


def test_delay_counts_the_new_interests_own_events(scene: Scene, make_history: MakeHistory) -> None:
    assert led(switched(make_history), scene, alarm(2, CHANGE + 4)) == [2]


def test_noticed_at_its_first_event_is_a_delay_of_one(scene: Scene, make_history: MakeHistory) -> None:
    assert led(switched(make_history), scene, alarm(2, 0)) == [1]


def test_a_change_not_noticed_within_so_many_events_is_missed(
    scene: Scene, make_history: MakeHistory
) -> None:
    history = switched(make_history)
    assert led(history, scene, alarm(2, CHANGE + 6)) == [None]
    assert led(history, replace(scene, least=4), alarm(2, CHANGE + 6)) == [4]


def test_an_alarm_about_another_topic_notices_nothing(scene: Scene, make_history: MakeHistory) -> None:
    assert led(switched(make_history), scene, alarm(1, 0)) == [None]


def test_a_change_that_too_few_events_follow_does_not_count(scene: Scene, make_history: MakeHistory) -> None:
    assert led(switched(make_history), replace(scene, least=5), alarm(2, 0)) == []


def test_a_return_is_waited_for_by_name_and_in_any_state(scene: Scene, make_history: MakeHistory) -> None:
    shifts = [
        Shift(position=CHANGE - 1, kind="away", group=1, share=0.0),
        Shift(position=CHANGE, kind="returned", group=1, share=0.5),
    ]
    history = make_history([*OLD, 1, 1, 1, 1], scenario="recurring", shifts=shifts)
    found = follow(history, scene, Scripted(scene, alarm(1, CHANGE + 2)), np.empty(0, np.intp)).watches
    assert {watch.kind: watch.delay for watch in found} == {"returned": None, "return": 2}
    named = alarm(1, CHANGE + 1, state="returned")
    found = follow(history, scene, Scripted(scene, named), np.empty(0, np.intp)).watches
    assert {watch.kind: watch.delay for watch in found} == {"returned": 1, "return": 1}


def test_each_onset_on_a_stationary_user_is_one_false_alarm(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 1] * 20, scenario="stationary")

    def states(events: int, place: int) -> InterestStatus:
        return "new" if place == 1 and events in (25, 26, 30) else "steady"

    found = follow(history, scene, Scripted(scene, states), np.empty(0, np.intp))
    assert found.false_alarms == 2
    assert found.watched_events == 40 - BURN_IN


def test_nothing_counts_in_the_burn_in(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 1] * 20, scenario="stationary")
    found = follow(history, scene, Scripted(scene, alarm(1, 0, BURN_IN + 3)), np.empty(0, np.intp))
    assert found.false_alarms == 0


def test_an_interest_of_no_one_topic_is_a_false_alarm_too(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 1] * 20, scenario="stationary")
    mixed = replace(history, groups=np.tile(np.eye(4, dtype=bool), (10, 1)))
    assert follow(mixed, scene, Scripted(scene, alarm(1, 30)), np.empty(0, np.intp)).false_alarms == 1


def test_shares_are_read_before_the_event_and_events_of_its_time(
    scene: Scene, make_history: MakeHistory
) -> None:
    history = make_history([0, 1, 2, 2], days=[0, 1, 2, 2])
    shares = follow(history, scene, Scripted(scene, alarm(0, 99)), np.array([1, 3])).shares
    np.testing.assert_allclose(shares, [[1, 0, 0, 0], [0.5, 0.5, 0, 0]])


def test_of_real_people_the_interests_own_evidence_is_counted(
    scene: Scene, make_history: MakeHistory
) -> None:
    first = np.arange(CHANGE + 5) < CHANGE
    history = replace(
        make_history([*OLD, 2, 3, 2, 2, 3], shifts=[Shift(position=CHANGE, kind="new", group=1, share=1.0)]),
        groups=np.stack((first, ~first), axis=1),
        mixture=None,
    )
    real = replace(scene, truth=None, least=5)
    assert led(history, real, alarm(2, CHANGE + 4)) == [3]
