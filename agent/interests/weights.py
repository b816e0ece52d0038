"""What one event says about a liking: a weight with a sign."""

from collections.abc import Mapping, Sequence

from penchant.agent.trust import Trust, trust_of
from penchant.agent.types import StoredEvent

# The usual rating scales; the smallest that holds a user's ratings is taken for theirs.
_SCALES = (1.0, 5.0, 10.0, 100.0)
_PRIOR_RATINGS = 3
_RATING_RANGE = (-1.5, 2.25)
HEARSAY = 0.5
"""Part of its weight that an event has which another agent told of."""


def event_weights(events: Sequence[StoredEvent], kind_weights: Mapping[str, float]) -> list[float]:
    """Weights of a user's events, in their order.

    A rating counts by its distance from the user's own mean, in parts of half the scale: the mean
    starts from the middle of the scale with the weight of three ratings, so that a first rating of
    1 out of 5 is a dislike already. A rating at the mean still says that the item was chosen.
    """
    values = [event.value for event in events if event.kind == "rate" and event.value is not None]
    middle = _middle_of_scale(values)
    mean = (sum(values) + _PRIOR_RATINGS * middle) / (len(values) + _PRIOR_RATINGS)
    return [_weight(event, kind_weights, mean, middle) for event in events]


def _weight(event: StoredEvent, kind_weights: Mapping[str, float], mean: float, middle: float) -> float:
    weight = kind_weights.get(event.kind, 0.0)
    if trust_of(event) == Trust.AGENT:
        weight *= HEARSAY
    if event.kind != "rate" or event.value is None:
        return weight
    low, high = _RATING_RANGE
    return weight * min(high, max(low, 0.5 + 2.0 * (event.value - mean) / middle))


def _middle_of_scale(values: Sequence[float]) -> float:
    top = max(values, default=0.0)
    scale = next((scale for scale in _SCALES if top <= scale), top)
    return 3.0 if scale == 5.0 else scale / 2
