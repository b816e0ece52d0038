"""The product's lists at other settings of variety, over the same workspace: what variety costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from penchant.agent.evaluation.methods import LIST_LENGTH, Answers
from penchant.agent.evaluation.ours import OurMethod, ReplayClock, Workbench
from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split


@dataclass(frozen=True, kw_only=True, slots=True)
class Variety:
    """A point of the curve."""

    diversity: float
    """Penalty of maximal marginal relevance."""
    calibration: float = 0.0

    @property
    def name(self) -> str:
        """What its row is called."""
        more = f", calibration {self.calibration:g}" if self.calibration else ""
        return f"penchant, diversity {self.diversity:g}{more}"


class AtVariety:
    """Asks the product's own workspace for lists of ten under another setting; nothing is fitted."""

    kind: RowKind = "variant"
    streaming = True

    def __init__(self, bench: Workbench, ours: OurMethod, variety: Variety) -> None:
        """`ours` must have been fitted before."""
        self.name = variety.name
        self._bench = bench
        self._ours = ours
        self._settings: Mapping[str, object] = {
            "ranking": {"diversity": variety.diversity, "calibration": variety.calibration}
        }

    def fit(self, split: Split) -> float | None:
        """Nothing: the workspace is there."""
        return 0.0

    def answer(self, requests: Sequence[Request]) -> Answers:
        """Ask for a list of ten before each target."""
        import numpy as np

        ranks = np.zeros(len(requests), np.int64)
        lists = np.full((len(requests), LIST_LENGTH), -1, np.int32)
        seconds = np.zeros(len(requests))
        end = ReplayClock(max(event.at for event in self._bench.corpus.events))
        with self._bench.product.open(self._ours.folder, self._settings, end) as serving:
            for number, request in enumerate(requests):
                started = perf_counter()
                places = self._ours.places(serving, request, LIST_LENGTH)
                seconds[number] = perf_counter() - started
                lists[number, : len(places)] = places
                ranks[number] = places.index(request.target) + 1 if request.target in places else 0
        return Answers(ranks=ranks, lists=lists, seconds=seconds)


def varieties(
    diversities: Sequence[float], calibrations: Sequence[float], served: float
) -> Iterator[Variety]:
    """The points of the curve: no variety at all, then each of those named.

    Calibration is tried at the penalty that is served.
    """
    yield Variety(diversity=0.0)
    for diversity in diversities:
        yield Variety(diversity=diversity)
    for calibration in calibrations:
        yield Variety(diversity=served, calibration=calibration)
