"""The promise of the side panel at size: 500 lists of a learned ranker, each with an interest muted and one pinned."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.times import from_micros
from penchant.agent.types import RecommendationList

LISTS = 500
PROMISED = 0.95


class TickingClock:
    """Goes on from the end of the log."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


def end_of_log(folder: Path) -> datetime:
    with open_runtime(folder) as penchant:
        newest = penchant.stores.log.newest_at()
    assert newest is not None
    return from_micros(newest)


def of_interest(made: RecommendationList, penchant: Penchant, user: str, interest_id: str) -> int:
    """How many items of a list belong to an interest's topics."""
    _, _, tracked = penchant._standing(user)
    assert tracked is not None
    interest = next(one for one in tracked.folded.interests if one.topic.topic_id == interest_id)
    return sum(tracked.tree.topics.place_of(one.item_id) in interest.places for one in made.items)


def users_of(penchant: Penchant) -> Iterator[str]:
    """People in a seeded order who did at least five things."""
    found = [one.user_id for one in penchant.users() if one.event_count >= 5]
    for place in np.random.default_rng(0).permutation(len(found)):
        yield found[place]


def mute_one(penchant: Penchant, user: str) -> bool | None:
    """Whether a shown item stands lower, or is gone, once its interest is muted; None without such an item."""
    before = penchant.recommend(user, shown=False)
    for one in before.items:
        interest = next((r.fields["interest_id"] for r in one.reasons if r.kind == "interest"), None)
        if interest is not None:
            penchant.edit_interest(user, "mute", str(interest))
            after = {other.item_id: other.rank for other in penchant.recommend(user, shown=False).items}
            penchant.undo(user)
            return after.get(one.item_id, len(after) + 1) > one.rank
    return None


def pin_one(penchant: Penchant, user: str, number: int) -> bool | None:
    """Whether an interest has more of the list once it is pinned; None where it has all of it already."""
    interests = penchant.interests(user).interests
    if not interests:
        return None
    interest_id = interests[number % len(interests)].interest_id
    before = penchant.recommend(user, shown=False)
    had = of_interest(before, penchant, user, interest_id)
    if had == len(before.items):
        return None
    penchant.edit_interest(user, "pin", interest_id)
    has = of_interest(penchant.recommend(user, shown=False), penchant, user, interest_id)
    penchant.undo(user)
    return has > had


def test_mutes_lower_and_pins_raise(games: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    shutil.copytree(games, folder)
    clock = TickingClock(end_of_log(folder) + timedelta(hours=1))
    with open_runtime(folder, {"clock": {"archive_after_days": None}}, clock=clock) as penchant:
        report = penchant.train()
        assert report.is_new
        lowered: list[bool] = []
        risen: list[bool] = []
        for number, user in enumerate(users_of(penchant)):
            if len(lowered) < LISTS and (found := mute_one(penchant, user)) is not None:
                lowered.append(found)
            if len(risen) < LISTS and (found := pin_one(penchant, user, number)) is not None:
                risen.append(found)
            if len(lowered) == len(risen) == LISTS:
                break
    print(f"\ntrained in {report.seconds:.0f} s: {report.metrics}")
    print(f"muted: {np.mean(lowered):.1%} of {len(lowered)} items stand lower or are gone")
    print(f"pinned: {np.mean(risen):.1%} of {len(risen)} interests have more of the list")
    assert np.mean(lowered) >= PROMISED
    assert np.mean(risen) >= PROMISED
