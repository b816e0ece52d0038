"""How soon a change of interest is noticed, what noticing costs, and how well lists follow it."""

from penchant.agent.evaluation.drift.run import (
    USERS,
    DriftReport,
    drift_generated,
    drift_spliced,
    export_generated,
)

__all__ = [
    "USERS",
    "DriftReport",
    "drift_generated",
    "drift_spliced",
    "export_generated",
]
