"""What another ranker would have reached, estimated from lists that this one showed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A self-normalised inverse propensity estimate."""

    value: float
    effective_size: float
    """(sum of weights)^2 / sum of squared weights: as many equally weighted places tell as much."""
    matched: int
    """Shown places that the other ranker would have filled with the same item."""
    places: int
    """Shown places looked at."""

    def as_dict(self) -> Mapping[str, Any]:
        """Ready for JSON."""
        return {
            "value": self.value,
            "effective_sample_size": self.effective_size,
            "matched": self.matched,
            "places": self.places,
        }


def weights(target: "Floats", propensity: "Floats", largest: float | None = None) -> "Floats":
    """Chance under the other ranker over chance under the one that showed it; cut off at `largest`."""
    import numpy as np

    found = target / propensity
    return found if largest is None else np.minimum(found, largest)


def snips(rewards: "Floats", found: "Floats") -> Estimate | None:
    """Sum of weighted rewards over the sum of weights (Swaminathan and Joachims, NeurIPS 2015).

    None where no weight is positive: the lists say nothing about the other ranker.

    Args:
        rewards: of each shown place.
        found: its weight.
    """
    import numpy as np

    total = float(found.sum())
    if total <= 0:
        return None
    return Estimate(
        value=float((rewards * found).sum() / total),
        effective_size=float(total**2 / np.square(found).sum()),
        matched=int(np.count_nonzero(found)),
        places=len(found),
    )
