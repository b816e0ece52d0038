"""References that know what no tracker can: the change points, or the mixture itself."""

import numpy as np
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import History, Places, Scene, Shares, Shift
from penchant.agent.evaluation.drift.memories import events_before, normalised, one_hot

_PRIOR = 2.0
"""Events that a new topic's share is believed to be one half for, before any is seen."""

Counts = NDArray[np.float64]


def oracle_shares(history: History, places: Places, scene: Scene, samples: Places) -> Shares:
    """Shares before each sampled event of a tracker that is told of each change when it happens.

    It knows which topic came, went or came back, and learns its share from the events since; the rest
    keeps its old proportions. Without change points (gradual, stationary) it is the whole history.
    """
    known = events_before(history, samples)
    rows = one_hot(places, len(scene.topics.topics)).astype(np.float64)
    totals = _sums(rows)
    if not history.shifts:
        return normalised(totals[known])
    if history.scenario == "recurring":
        return _seasonal(history, rows, scene, known)
    return _switched(history, rows, scene, known)


def true_shares(history: History, scene: Scene, samples: Places) -> Shares:
    """The mixture that the sampled events were drawn from, on the finest topics."""
    assert history.mixture is not None
    assert scene.truth is not None
    topics = history.mixture.shape[1]
    drawn = (1 - scene.noise) * history.mixture[samples] + scene.noise / topics
    return np.asarray(drawn @ scene.truth, np.float32)


def _sums(rows: Counts) -> Counts:
    """Sums of the first 0, 1, ... rows."""
    return np.asarray(np.concatenate((np.zeros((1, rows.shape[1])), rows.cumsum(axis=0))))


def _switched(history: History, rows: Counts, scene: Scene, known: Places) -> Shares:
    shares = np.zeros((len(known), rows.shape[1]))
    totals = _sums(rows)
    first = known <= history.shifts[0].position
    shares[first] = totals[known[first]]
    old = _normalised(totals[history.shifts[0].position])
    for shift, end in zip(
        history.shifts, [*(one.position for one in history.shifts[1:]), len(rows)], strict=True
    ):
        moments = (known > shift.position) & (known <= end)
        for row in np.flatnonzero(moments):
            shares[row] = _after(history, rows, scene, shift, int(known[row]), old)
        old = _after(history, rows, scene, shift, end, old)
    return normalised(shares)


def _after(history: History, rows: Counts, scene: Scene, shift: Shift, known: int, old: Counts) -> Counts:
    """Shares once `known` events are seen, `shift` being the last change and `old` the shares before it."""
    since, is_own = rows[shift.position : known], history.groups[shift.position : known, shift.group]
    own, other = since[is_own].sum(axis=0), since[~is_own].sum(axis=0)
    part = (own.sum() + _PRIOR / 2) / (len(since) + _PRIOR)
    mixed = part * _normalised(own + _expected(scene, shift))
    return np.asarray(mixed + (1 - part) * _normalised(old * shift.position + other))


def _seasonal(history: History, rows: Counts, scene: Scene, known: Places) -> Shares:
    """One topic is there or away; what is known of both is kept over the seasons."""
    group = history.shifts[0].group
    is_own = history.groups[:, group]
    is_there = np.ones(len(rows), bool)
    for shift in history.shifts:
        is_there[shift.position :] = shift.kind != "away"
    expected = _expected(scene, history.shifts[0])
    own, other = _sums(rows * is_own[:, None]), _sums(rows * ~is_own[:, None])
    seen, hits = np.cumsum(is_there), np.cumsum(is_there & is_own)
    shares = np.zeros((len(known), rows.shape[1]))
    for row, count in enumerate(known):
        if count == 0:
            continue
        shares[row] = _normalised(other[count])
        if is_there[min(count, len(rows) - 1)]:
            part = (hits[count - 1] + _PRIOR / 2) / (seen[count - 1] + _PRIOR)
            shares[row] = part * _normalised(own[count] + expected) + (1 - part) * shares[row]
    return normalised(shares)


def _expected(scene: Scene, shift: Shift) -> Counts:
    """Where a topic's first events will be, as far as it is known."""
    if scene.truth is None:
        return np.zeros(len(scene.topics.topics))
    return np.asarray(scene.truth[shift.group], np.float64)


def _normalised(sums: Counts) -> Counts:
    total = float(sums.sum())
    return np.asarray(sums / total) if total else sums
