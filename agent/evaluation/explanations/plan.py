"""How much an evaluation of explanations measures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from penchant.agent.types import Explanation

Told = Callable[[str], None]
Alter = Callable[[Explanation], Explanation]
"""What is done to an explanation before it is judged; a test makes it lie."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be measured, and on how many."""

    sample: int = 1000
    """Explanations."""
    lived: int = 200
    """Counterfactuals that are lived through in workspaces without the events."""
    imported: int = 3
    """Of which so many once more in a workspace into which everything else was imported anew."""
    searched: int = 60
    """Short histories that are searched through for a smaller set."""
    curves: int = 200
    """Explanations for the deletion curve."""
    planted: int = 100
    """Explanations into whose true sentences errors are planted."""
    worded: int = 60
    """Explanations that a language model words."""
    seed: int = 0
    keep: Path | None = None
