"""References that are told what happens."""

from collections.abc import Callable

import numpy as np

from penchant.agent.evaluation.drift.history import History, Scene, Shift
from penchant.agent.evaluation.drift.oracles import oracle_shares, true_shares

MakeHistory = Callable[..., History]


def test_without_changes_the_oracle_is_the_whole_history(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 0, 0, 1, 1, 1], scenario="stationary")
    found = oracle_shares(history, history.items // 5, scene, np.array([4]))
    np.testing.assert_allclose(found, [[0.75, 0.25, 0, 0]])


def test_after_a_switch_the_new_topic_is_known_at_once(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 0, 1, 0, 2, 2, 0], shifts=[Shift(position=4, kind="new", group=2, share=0.5)])
    before, at_once, later = oracle_shares(history, history.items // 5, scene, np.array([3, 5, 6]))
    np.testing.assert_allclose(before, [2 / 3, 1 / 3, 0, 0], rtol=1e-6)
    # One of one event and the guess of one half that counts for two.
    np.testing.assert_allclose(at_once, [0.25, 1 / 12, 2 / 3, 0], rtol=1e-6)
    assert later[2] == np.float32(0.75)


def test_the_old_topics_keep_their_proportions(scene: Scene, make_history: MakeHistory) -> None:
    history = make_history([0, 0, 1, 0, 2, 2, 2], shifts=[Shift(position=4, kind="new", group=2, share=0.5)])
    (found,) = oracle_shares(history, history.items // 5, scene, np.array([6]))
    np.testing.assert_allclose(found[0] / found[1], 3, rtol=1e-5)


def test_a_topic_that_is_away_is_expected_nowhere_and_its_share_is_remembered(
    scene: Scene, make_history: MakeHistory
) -> None:
    shifts = [
        Shift(position=4, kind="away", group=1, share=0.0),
        Shift(position=7, kind="returned", group=1, share=0.5),
    ]
    history = make_history([0, 1, 0, 1, 0, 0, 0, 1, 1], scenario="recurring", shifts=shifts)
    away, back = oracle_shares(history, history.items // 5, scene, np.array([6, 8]))
    np.testing.assert_allclose(away, [1, 0, 0, 0])
    assert back[1] > 0.5


def test_the_true_mixture_has_the_noise_in_it(scene: Scene, make_history: MakeHistory) -> None:
    from dataclasses import replace

    history = make_history([0, 1])
    (found,) = true_shares(history, replace(scene, noise=0.2), np.array([1]))
    np.testing.assert_allclose(found, [0.05, 0.85, 0.05, 0.05], rtol=1e-6)
