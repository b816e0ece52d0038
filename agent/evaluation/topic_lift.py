"""Are topics tastes? How much oftener two things that one person liked share a topic than chance would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

_BANDS = 10
_PAIRS_A_USER = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLift:
    """What was counted over the pairs of items that the same people liked."""

    pairs: int
    same: float
    """Share of the pairs whose items are of one topic."""
    chance: float
    """The same when the second item is replaced by any of its band of popularity."""

    @property
    def lift(self) -> float:
        """1 when topics know nothing of taste."""
        return self.same / self.chance if self.chance else 0.0


def topic_lift(
    topic_of: Mapping[str, object], liked: Sequence[Sequence[str]], counts: Mapping[str, int], seed: int = 0
) -> TopicLift:
    """The lift of a partition of the items.

    The chance is exact, not drawn: for each pair the share of the first item's topic in the tenth of
    the catalogue that is as popular as the second item.

    Args:
        topic_of: item id -> its topic, of one level.
        liked: the items that each person liked; of people whom the topics have not seen.
        counts: how many people had each item; those that nobody had are no replacement.
        seed: of a person with many pairs some are drawn.
    """
    import numpy as np

    items = [item_id for item_id in topic_of if counts.get(item_id, 0) > 0]
    place = {item_id: position for position, item_id in enumerate(items)}
    _, topic = np.unique([str(topic_of[item_id]) for item_id in items], return_inverse=True)
    ranks = np.argsort(np.argsort([counts[item_id] for item_id in items], kind="stable"), kind="stable")
    band = ranks * _BANDS // max(len(items), 1)
    first, second = _pairs([[place[i] for i in dict.fromkeys(one) if i in place] for one in liked], seed)
    table = np.zeros((_BANDS, int(topic.max()) + 1))
    np.add.at(table, (band, topic), 1)
    # An item is no replacement for its own partner.
    is_own_band = band[first] == band[second]
    of_topic = table[band[second], topic[first]] - is_own_band
    of_band = table.sum(axis=1)[band[second]] - is_own_band
    return TopicLift(
        pairs=len(first),
        same=float((topic[first] == topic[second]).mean()),
        chance=float((of_topic / np.maximum(of_band, 1)).mean()),
    )


def _pairs(liked: Sequence[Sequence[int]], seed: int) -> "tuple[Places, Places]":
    """Pairs of each person's items, in both directions."""
    import numpy as np

    rng = np.random.default_rng(seed)
    firsts, seconds = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for one in liked:
        items = np.array(one, np.intp)
        first, second = np.triu_indices(len(items), 1)
        if len(first) > _PAIRS_A_USER:
            drawn = rng.choice(len(first), _PAIRS_A_USER, replace=False)
            first, second = first[drawn], second[drawn]
        firsts += [items[first], items[second]]
        seconds += [items[second], items[first]]
    return np.concatenate(firsts), np.concatenate(seconds)
