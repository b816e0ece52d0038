"""How sure an interest is, in one word: the wording follows how much there is to go by."""

from typing import Literal

Surety = Literal["sure", "likely", "unsure"]

SURE = 0.8
"""Confidence from which an interest is told as it stands."""
LIKELY = 0.5
"""From here on it is more likely an interest than not; below, it may be chance."""


def surety(confidence: float) -> Surety:
    """The word for a confidence, 0 to 1."""
    if confidence >= SURE:
        return "sure"
    return "likely" if confidence >= LIKELY else "unsure"
