"""Real people joined in pairs: a true change at a known time, in behaviour that nobody made up."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.config import Settings
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.drift.archive import Archive, read_archive
from penchant.agent.evaluation.drift.history import History, Places, Scene, Shift, Times
from penchant.agent.evaluation.drift.scenes import catalogue_topics
from penchant.agent.memory.catalogue import embedded_text
from penchant.agent.ports import Embedder, Progress
from penchant.agent.times import DAY

LEAST_EVENTS = 20
LEAST_DAYS = 90
_POPULARITY_HALF_LIFE_DAYS = 30.0
_QUANTILE = 0.2
"""The second person is of this part of all others whose taste is least like the first one's."""


class RecentPopularity:
    """Everybody's events before the day in question, each worth half as much after a month."""

    def __init__(self, archive: Archive) -> None:
        self._days, self._places = archive.at // DAY, archive.places
        self._size = len(archive.items)

    def at(self, times: Times) -> NDArray[np.float32]:
        """Weights of the whole catalogue, shape (len(times), items)."""
        days, rows = np.unique(times // DAY, return_inverse=True)
        sums = np.empty((len(days), self._size), np.float32)
        earlier, begin = days[0], 0
        row = np.zeros(self._size)
        for place, day in enumerate(days):
            end = int(np.searchsorted(self._days, day))
            row *= 0.5 ** (float(day - earlier) / _POPULARITY_HALF_LIFE_DAYS)
            age = (day - self._days[begin:end]) / _POPULARITY_HALF_LIFE_DAYS
            row += np.bincount(self._places[begin:end], np.exp2(-age), minlength=self._size)
            sums[place], earlier, begin = row, day, end
        return sums[rows]


def spliced(
    items: Path,
    events: Path,
    embedder: Embedder,
    settings: Settings,
    *,
    users: int | None,
    seed: int,
    progress: Progress | None = None,
) -> tuple[Scene, list[History]]:
    """The scene of two files, and its people: each as they are, and each joined to one unlike them.

    Raises:
        BadFile, BadColumn: a file cannot be read as what it should be.
        BadInput: fewer than ten users have enough events over enough days.
    """
    archive = read_archive(items, events, settings.ingest)
    rng = np.random.default_rng((seed, 4))
    rows = _enough(archive, rng)
    if len(rows) < 10:
        raise BadInput(
            f"{len(rows)} users have {LEAST_EVENTS} events over {LEAST_DAYS} days",
            "splices need at least ten such users",
        )
    if users is not None and users < len(rows):
        rows = [rows[place] for place in np.sort(rng.choice(len(rows), users, replace=False))]
    texts = [embedded_text(item) for item in archive.items]
    ids = [item.item_id for item in archive.items]
    vectors = embedder.embed(texts, progress)
    topics, places = catalogue_topics(
        ids,
        [item.topic_text for item in archive.items],
        vectors,
        settings.interests,
        tags=[item.tags for item in archive.items],
    )
    scene = Scene(
        topics=topics, places=places, popularity=RecentPopularity(archive), repeats=False, least=LEAST_EVENTS
    )
    tastes = _tastes(vectors, [archive.places[own] for own in rows])
    partners = _partners(tastes, rng)
    alone = [_alone(archive, own) for own in rows]
    pairs = [_joined(archive, rows[first], rows[second]) for first, second in enumerate(partners)]
    return scene, [*alone, *pairs]


def _enough(archive: Archive, rng: Generator) -> list[Places]:
    """The events of each user with enough of them, by time; equal times in an order of chance."""
    order = np.lexsort((rng.random(len(archive.at)), archive.at, archive.users))
    ends = np.flatnonzero(np.diff(archive.users[order])) + 1
    return [
        own
        for own in np.split(order, ends)
        if len(own) >= LEAST_EVENTS and archive.at[own[-1]] - archive.at[own[0]] >= LEAST_DAYS * DAY
    ]


def _tastes(vectors: NDArray[np.float32], histories: Sequence[Places]) -> NDArray[np.float32]:
    """Unit mean of the vectors of each user's items, less the mean of the catalogue."""
    middle = vectors.mean(axis=0)
    means = np.stack([vectors[items].mean(axis=0) for items in histories]) - middle
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12))


def _partners(tastes: NDArray[np.float32], rng: Generator) -> list[int]:
    """For each user one of the fifth of the others whose taste is least like theirs."""
    likeness = tastes @ tastes.T
    count = max(1, int(_QUANTILE * (len(tastes) - 1)))
    least = np.argpartition(likeness, count - 1, axis=1)[:, :count]
    return [int(rng.choice(row[row != user])) for user, row in enumerate(least)]


def _alone(archive: Archive, own: Places) -> History:
    """A user as they are: the control."""
    at = archive.at[own]
    return History(
        user_id=archive.user_ids[archive.users[own[0]]],
        scenario="stationary",
        items=archive.places[own],
        at=at,
        known_at=at,
        groups=np.zeros((len(own), 0), bool),
    )


def _joined(archive: Archive, first: Places, second: Places) -> History:
    """One user, then the other from the next day on; each event keeps the statistics of its own time."""
    known_at = archive.at[np.concatenate((first, second))]
    shift = archive.at[first[-1]] // DAY * DAY + DAY - archive.at[second[0]] // DAY * DAY
    at = np.concatenate((archive.at[first], archive.at[second] + shift))
    is_second = np.arange(len(at)) >= len(first)
    names = [archive.user_ids[archive.users[own[0]]] for own in (first, second)]
    return History(
        user_id="+".join(names),
        scenario="abrupt",
        items=archive.places[np.concatenate((first, second))],
        at=at,
        known_at=known_at,
        groups=np.stack((~is_second, is_second), axis=1),
        shifts=(Shift(position=len(first), kind="new", group=1, share=1.0),),
    )
