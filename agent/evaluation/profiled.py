"""The product's lists with a profile written before each: what profiles add to what the log says already.

The product's own row has no profile of anybody. Here each person's is written as of the moment before the
target, from nothing later, by template or by the language model; the ranker is the same.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Literal, Protocol, runtime_checkable

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.methods import LIST_LENGTH, Answers
from penchant.agent.evaluation.metrics import MRR_DEPTH
from penchant.agent.evaluation.ours import OurMethod, ReplayClock, Workbench
from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.ports import Progress
from penchant.agent.types import Profile

Writer = Literal["template", "model"]
_NAMES: Mapping[Writer, str] = {
    "template": "penchant, template profile",
    "model": "penchant, model's profile",
}


@runtime_checkable
class WritesProfiles(Protocol):
    """An open workspace that has profiles; `agent.runtime.Penchant` is one."""

    def profile(self, user_id: str, refresh: bool = False, as_of: datetime | None = None) -> Profile:
        """A user's profile as of a moment."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileWeight:
    """How loud profiles are; None leaves it to the settings."""

    weight: float | None = None
    cap: float | None = None

    def settings(self) -> dict[str, float]:
        """Overrides of the ranking's settings."""
        told = {"profile_weight": self.weight, "profile_cap": self.cap}
        return {name: value for name, value in told.items() if value is not None}


class WithProfiles:
    """Asks a copy of the product's workspace, in which profiles are written first; nothing is fitted."""

    kind: RowKind = "variant"
    streaming = True

    def __init__(
        self,
        bench: Workbench,
        ours: OurMethod,
        writer: Writer,
        loudness: ProfileWeight | None = None,
        progress: Progress | None = None,
    ) -> None:
        """`ours` must have been fitted before."""
        chosen = loudness or ProfileWeight()
        louder = f", weight {chosen.weight:g}" if chosen.weight is not None else ""
        self.name = f"{_NAMES[writer]}{louder}"
        self._bench = bench
        self._ours = ours
        self._progress = progress
        self._settings: Mapping[str, object] = {
            "llm": {"kind": "local" if writer == "model" else "none"},
            "profile": {"background": False},
            "ranking": chosen.settings(),
        }
        self.written: dict[str, int] = {}
        """Who wrote the summaries and sentences -> how many."""

    def fit(self, split: Split) -> float | None:
        """Copy the workspace, so that the product's own stays without profiles."""
        started = perf_counter()
        slug = "".join(letter if letter.isalnum() else "-" for letter in self.name)
        self._folder = self._bench.folder / slug
        if self._folder.exists():
            shutil.rmtree(self._folder)
        shutil.copytree(self._ours.folder, self._folder)
        return perf_counter() - started

    def answer(self, requests: Sequence[Request]) -> Answers:
        """Write a profile and ask for a list before each target; the list alone is timed."""
        import numpy as np

        ranks = np.zeros(len(requests), np.int64)
        lists = np.full((len(requests), LIST_LENGTH), -1, np.int32)
        seconds = np.zeros(len(requests))
        end = ReplayClock(max(event.at for event in self._bench.corpus.events))
        with self._bench.product.open(self._folder, self._settings, end) as serving:
            if not isinstance(serving, WritesProfiles):
                raise BadInput("This product writes no profiles", "leave the profiles out of the evaluation")
            for number, request in enumerate(requests):
                user_id, moment = self._ours.asked(request)
                self._count(serving.profile(user_id, refresh=True, as_of=moment))
                started = perf_counter()
                places = self._ours.places(serving, request, MRR_DEPTH)
                seconds[number] = perf_counter() - started
                lists[number, : len(places[:LIST_LENGTH])] = places[:LIST_LENGTH]
                ranks[number] = places.index(request.target) + 1 if request.target in places else 0
                if self._progress is not None:
                    self._progress(number + 1, len(requests))
        return Answers(ranks=ranks, lists=lists, seconds=seconds)

    def _count(self, profile: Profile) -> None:
        for writer in (profile.written_by, *(one.written_by for one in profile.statements)):
            self.written[writer] = self.written.get(writer, 0) + 1
