"""The one ranker that all trackers feed: how high it puts the item that came next."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import Places, Scene, Shares, Times

DEPTH = 10
FLOOR = 0.05
"""Part of the probability that is spread evenly over the finest topics, whatever the tracker says."""
_BLOCK = 256


def ndcg(
    shares: Shares,
    items: Places,
    known_at: Times,
    scene: Scene,
    rng: Generator,
    had: Sequence[Places] | None = None,
) -> Shares:
    """NDCG@10 of the next item among the whole catalogue, shape (trackers, events).

    An item's score is its probability under the shares: share of its finest topic, times its part of
    that topic's popularity. Ties are broken by chance; an item that is not there yet is a miss.

    Args:
        shares: shape (trackers, events, finest topics).
        items: the item that came, shape (events,).
        known_at: when each event's statistics are read, shape (events,).
        had: items that are not ranked, of each event; the one that came is, whatever is said here.
    """
    gains = np.zeros(shares.shape[:2], np.float32)
    order = np.argsort(known_at, kind="stable")
    for begin in range(0, len(order), _BLOCK):
        block = order[begin : begin + _BLOCK]
        weights = scene.popularity.at(known_at[block])
        if had is not None:
            for row, event in enumerate(block):
                weights[row, had[event][had[event] != items[event]]] = 0
        gains[:, block] = _gains(shares[:, block], weights, items[block], scene, rng)
    return gains


def _gains(
    shares: Shares, weights: NDArray[np.float32], items: Places, scene: Scene, rng: Generator
) -> Shares:
    size = shares.shape[2]
    likely = (1 - FLOOR) * shares + np.float32(FLOOR / size)
    likely /= np.maximum(_mass(weights, scene.places, size), np.float32(1e-12))
    rows = np.arange(len(items))
    return np.stack([_gain(weights * one[:, scene.places], rows, items, rng) for one in likely])


def _mass(weights: NDArray[np.float32], places: Places, size: int) -> Shares:
    """Popularity of each finest topic, shape (events, topics)."""
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(size))
    # A topic without items would make reduceat take its neighbour's first one.
    is_filled = np.bincount(places, minlength=size) > 0
    mass = np.zeros((len(weights), size), np.float32)
    mass[:, is_filled] = np.add.reduceat(weights[:, order], starts[is_filled], axis=1)
    return mass


def _gain(scores: Shares, rows: Places, items: Places, rng: Generator) -> NDArray[np.float32]:
    own = scores[rows, items][:, None]
    above = (scores > own).sum(axis=1)
    ties = (scores == own).sum(axis=1)
    rank = above + rng.integers(1, ties + 1)
    is_hit = (rank <= DEPTH) & (own[:, 0] > 0)
    return np.where(is_hit, 1 / np.log2(1 + rank), 0).astype(np.float32)
