"""How well a vector matches another, on a scale that means the same for every embedding model."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def fit(cosines: "NDArray[np.float32]", floor: "NDArray[np.float32]") -> "NDArray[np.float64]":
    """How much of the way from an average item (0) to a perfect match (1).

    Cosines of one model crowd around .1 and of another around .85: counted from the catalogue's
    mean cosine with the same vector (`floor`), they mean the same.
    """
    import numpy as np

    share = (cosines - floor) / np.maximum(1.0 - floor, 1e-6)
    return np.clip(np.asarray(share, np.float64), 0.0, 1.0)
