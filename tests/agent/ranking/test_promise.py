"""What the side panel promises: an interest that is muted moves its items down, a pinned one moves them up."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from penchant.agent.runtime import Penchant
from penchant.agent.types import Recommendation, RecommendationList

Opened = Callable[..., AbstractContextManager[Penchant]]
PROMISED = 0.95


def behind(one: Recommendation) -> str | None:
    """The interest that an item is shown for."""
    found = [str(reason.fields["interest_id"]) for reason in one.reasons if reason.kind == "interest"]
    return found[0] if found else None


def is_lower(item_id: str, before: RecommendationList, after: RecommendationList) -> bool:
    """Whether an item stands further down, or is gone."""
    places = [[one.item_id for one in made.items] for made in (before, after)]
    return item_id not in places[1] or places[1].index(item_id) > places[0].index(item_id)


def of_interest(made: RecommendationList, penchant: Penchant, user: str, interest_id: str) -> int:
    """How many items of a list belong to an interest."""
    _, _, tracked = penchant._standing(user)
    assert tracked is not None
    places = next(
        one.places for one in tracked.folded.interests if one.topic.topic_id.split("~")[0] == interest_id
    )
    topics = tracked.tree.topics
    return sum(topics.place_of(one.item_id) in places for one in made.items)


def test_muting_lowers_what_the_interest_put_there(stocked: Opened) -> None:
    lowered = []
    with stocked() as penchant:
        penchant.train()
        for user in [one.user_id for one in penchant.users()][:40]:
            before = penchant.recommend(user, shown=False)
            shown = next((one for one in before.items if behind(one)), None)
            if shown is None:
                continue
            interest = behind(shown)
            assert interest is not None
            penchant.edit_interest(user, "mute", interest)
            lowered.append(is_lower(shown.item_id, before, penchant.recommend(user, shown=False)))
    assert len(lowered) >= 30
    assert sum(lowered) >= PROMISED * len(lowered)


def test_pinning_gives_an_interest_more_of_the_list(stocked: Opened) -> None:
    risen = []
    with stocked() as penchant:
        penchant.train()
        for user in [one.user_id for one in penchant.users()][:40]:
            interests = penchant.interests(user).interests
            if len(interests) < 2:
                continue
            weakest = interests[1].interest_id
            before = of_interest(penchant.recommend(user, shown=False), penchant, user, weakest)
            penchant.edit_interest(user, "pin", weakest)
            after = of_interest(penchant.recommend(user, shown=False), penchant, user, weakest)
            risen.append(after > before)
    assert len(risen) >= 30
    assert sum(risen) >= PROMISED * len(risen)
