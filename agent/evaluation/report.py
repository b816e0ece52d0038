"""What an evaluation found, in the form of the contract's `evaluate --json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from penchant.agent.types import empty

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RowKind = Literal["ours", "variant", "baseline", "peer"]
"""`ours` is the product as it serves, one row a report; reduced or frozen forms of it are variants."""

Interval = tuple[float, float]
"""Lower and upper end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seconds:
    """What a method cost; None where it was not measured."""

    fit: float | None = None
    """Once, before the first answer."""
    per_request_p50: float | None = None
    per_request_p95: float | None = None

    @classmethod
    def of(cls, each: "Sequence[float] | NDArray[np.float64]", *, fit: float | None = None) -> Self:
        """Of the seconds that each request took; those that are NaN were not timed."""
        import numpy as np

        timed = np.asarray(each, np.float64)
        timed = timed[~np.isnan(timed)]
        if not len(timed):
            return cls(fit=fit)
        half, most = (float(one) for one in np.quantile(timed, (0.5, 0.95)))
        return cls(fit=fit, per_request_p50=half, per_request_p95=most)

    def as_dict(self) -> dict[str, float | None]:
        """The three numbers by the contract's names."""
        return {
            "fit": self.fit,
            "per_request_p50": self.per_request_p50,
            "per_request_p95": self.per_request_p95,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One method and what it reached."""

    method: str
    kind: RowKind
    streaming: bool
    """True when its statistics move on with time; False when they are frozen at the cut."""
    metrics: Mapping[str, float]
    """Name -> value; a metric that could not be measured is left out."""
    interval: Mapping[str, Interval] = field(default_factory=empty)
    """Name -> lower and upper end, of the metrics that have one."""
    seconds: Seconds = field(default_factory=Seconds)

    def as_dict(self) -> dict[str, Any]:
        """A row of the contract."""
        return {
            "method": self.method,
            "kind": self.kind,
            "streaming": self.streaming,
            "metrics": dict(self.metrics),
            "interval": {name: list(ends) for name, ends in self.interval.items()},
            "seconds": self.seconds.as_dict(),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """A protocol, the data it ran on, and one row for each method."""

    protocol: str
    data: Mapping[str, Any]
    """Sizes, dates, seeds, settings: whatever it takes to read the rows; ready for JSON."""
    rows: tuple[Row, ...]

    def as_dict(self) -> dict[str, Any]:
        """The whole report, ready for JSON."""
        return {
            "protocol": self.protocol,
            "data": dict(self.data),
            "rows": [row.as_dict() for row in self.rows],
        }

    def to_json(self, *, ensure_ascii: bool = False) -> str:
        """One JSON document.

        Raises:
            ValueError: a number is not finite; a metric that could not be measured must be left out.
        """
        return json.dumps(self.as_dict(), ensure_ascii=ensure_ascii, indent=2, allow_nan=False)

    def ours(self) -> Row | None:
        """The product's own row; None in a report of other methods alone."""
        return next((row for row in self.rows if row.kind == "ours"), None)
