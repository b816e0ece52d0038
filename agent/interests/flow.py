"""One user's interests, event by event: counts on the tree of topics, and the changes noticed in them.

Pure and incremental: what it holds depends on the deeds so far and on nothing else, and a step costs
the same however many came before. Deeds of one time are one step, so their order does not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.cut import Cut, cut
from penchant.agent.interests.drift import RECENT_MASS, Change, ChangeKind, Detector, Run, lack
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.tree import Tree
from penchant.agent.times import DAY
from penchant.agent.types import InterestStatus, Topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LARGEST_EXPONENT = 400.0
"""Sums are kept as of an anchor that moves after so many half-lives."""
_NO_BELIEF = 0.02
_LOOK_AGAIN = 50
_COMMON = 0.08
"""A share above which a few dozen events without the topic mean something."""
_CHANGES_KEPT = 8
_SAME_CHANGE = 10
"""Two changes of one line of the tree that began within so many events are one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One event as interests see it."""

    place: int
    """Of its finest topic."""
    weight: float
    """Positive for, negative against."""
    at: int
    """Microseconds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Current:
    """One interest at one moment, as numbers."""

    topic: Topic
    state: InterestStatus
    state_since: int
    """Microseconds."""
    share: float
    short_share: float
    long_share: float
    places: tuple[int, ...]
    """The finest topics whose events are its evidence."""
    count: int
    """Events that speak for it."""
    first_at: int
    last_at: int


class Flow:
    """A user's deeds so far, in numbers."""

    def __init__(
        self,
        topics: TopicSet,
        settings: InterestSettings,
        *,
        tree: Tree | None = None,
        held: "dict[int, int] | None" = None,
    ) -> None:
        """Nothing done yet.

        Args:
            topics: the set in force.
            settings: half-lives and thresholds.
            tree: of `topics`, where it has been made already.
            held: place -> node that a person has taken in hand: what is done there stays there.
        """
        import numpy as np

        self.tree = tree or Tree.of(topics)
        self._settings = settings
        self._held = held or {}
        size = len(topics.topics)
        self.counts = np.zeros(size, np.int64)
        """Events that speak for each place."""
        self.long = np.zeros(size)
        """Weight of each place over the long half-life, as of the anchor."""
        self.short = np.zeros(size)
        self._anchor: int | None = None
        self.events = 0
        """How many speak for anything."""
        self._weight = 0.0
        self._first: dict[int, tuple[int, int]] = {}
        """Place -> time of its first event, and how many came before."""
        self._last: dict[int, int] = {}
        self._last_event: dict[int, int] = {}
        self._detectors: dict[int, Detector] = {}
        self._live: set[int] = set()
        """Nodes whose detectors are in a run."""
        self._node_counts: dict[int, int] = {}
        self.changes: list[Change] = []
        """Those noticed, oldest first."""
        self._newest: dict[int, Change] = {}
        self._shares: NDArray[np.float64] | None = None
        self._seen: tuple[list[float], list[float]] | None = None
        self._look_again = 0
        self._prior = self.tree.prior.tolist()
        self._wider = self.tree.wider
        self.at = 0
        """Microseconds of the last step."""

    def step(self, deeds: Sequence[Deed]) -> None:
        """Take in all deeds of one time."""
        if not deeds:
            return
        at = deeds[0].at
        support = [deed for deed in deeds if deed.weight > 0]
        if support:
            self._detect(support, at)
        self._count(deeds, at)
        self._shares = None
        self.at = at

    # Counting

    def _count(self, deeds: Sequence[Deed], at: int) -> None:
        settings = self._settings
        if self._anchor is None:
            self._anchor = at
        self._rebase(at)
        age = (at - self._anchor) / DAY
        long, short = (
            2.0 ** (age / settings.long_half_life_days),
            2.0 ** (age / settings.short_half_life_days),
        )
        before = self.events
        for deed in deeds:
            self.long[deed.place] += deed.weight * long
            self.short[deed.place] += deed.weight * short
            if deed.weight > 0:
                self.counts[deed.place] += 1
                self.events += 1
                self._weight += deed.weight
                self._first.setdefault(deed.place, (at, before))
                self._last[deed.place] = at
        for deed in deeds:
            if deed.weight > 0:
                self._last_event[deed.place] = self.events

    def _rebase(self, at: int) -> None:
        """Move the anchor before the scaled sums grow past what a float holds."""
        assert self._anchor is not None
        settings = self._settings
        days = (at - self._anchor) / DAY
        if days / settings.short_half_life_days > _LARGEST_EXPONENT:
            long = _power(-days / settings.long_half_life_days)
            self.short *= _power(-days / settings.short_half_life_days)
            self.long *= long
            for change in {id(one): one for one in (*self.changes, *self._newest.values())}.values():
                change.before.__imul__(long)
            for detector in self._detectors.values():
                if detector.run is not None:
                    detector.run.before.__imul__(long)
            self._anchor = at

    # Noticing

    def _detect(self, support: Sequence[Deed], at: int) -> None:
        # What counts is an event beside the person's usual one: a like among views says more.
        usual = self._weight / self.events if self.events else sum(d.weight for d in support) / len(support)
        touched: dict[int, tuple[int, float]] = {}
        for deed in support:
            part = min(1.5, max(0.5, deed.weight / usual))
            for node in self.tree.paths[deed.place]:
                count, evidence = touched.get(node, (0, 0.0))
                touched[node] = (count + 1, evidence + part)
        after = self.events + len(support)
        noticed = []
        for node, (count, evidence) in touched.items():
            detector = self._detectors.get(node)
            if detector is None:
                detector = self._detectors[node] = Detector()
            detector.advance(self.events)
            run = detector.run
            if run is None or (run.kind == "rising" and self._is_asleep(node, detector, at)):
                # A run that a stray event began must not hide that the topic has slept since.
                detector.sum = 0.0
                run = detector.run = self._open(node, detector, at)
            run.count += count
            # What was done in one go was done for one reason: it counts as the root of so many events.
            detector.sum += evidence / count**0.5 * run.hit + (len(support) - count) * run.miss
            if detector.sum <= 0:
                detector.sum, detector.run = 0.0, None
            elif self._is_proved(detector.sum, run):
                noticed.append(
                    Change(
                        node=node, kind=run.kind, start=run.start, at=run.at, noticed_at=at, before=run.before
                    )
                )
                detector.sum, detector.run = 0.0, None
            detector.count(after, count)
            detector.last_at = at
            (self._live.discard if detector.run is None else self._live.add)(node)
            self._node_counts[node] = self._node_counts.get(node, 0) + count
        for change in noticed:
            self._note(change)

    def _open(self, node: int, detector: Detector, at: int) -> Run:
        share = self._outlook()[0][node]
        count = self._node_counts.get(node, 0)
        kind: ChangeKind
        if count >= self._settings.settled_events and self._is_asleep(node, detector, at):
            kind, share = "returned", self._settings.asleep_share
        elif count < self._settings.settled_events or share < self._settings.asleep_share:
            kind = "new"
        else:
            kind = "rising"
        share = max(share, self._kinship(node))
        # With little history a topic that was not seen may still be one of the person's own.
        unseen = self._settings.unseen_events
        share = (share * self.events + unseen) / (self.events + 2 * unseen)
        return Run(start=self.events, at=at, share=share, kind=kind, before=self.long.copy())

    def _outlook(self) -> "tuple[list[float], list[float]]":
        """Share of each node as it is now believed, and over the long half-life.

        Looked at anew when the history has grown by a fiftieth, or a change was noticed: to say what
        is usual, that is near enough, and it keeps the cost of an event from growing with the user.
        """
        if self._seen is None or self.events >= self._look_again:
            self._look_again = self.events + 1 + self.events // _LOOK_AGAIN
            long = self.long.clip(0)
            if long.any():
                now = self.tree.holds @ self._since(self.changes, long)
                usual = self.tree.holds @ (long / long.sum())
                self._seen = (now.tolist(), usual.tolist())
            else:
                self._seen = ([0.0] * len(self.tree.nodes), [0.0] * len(self.tree.nodes))
        return self._seen

    def _kinship(self, node: int) -> float:
        """What a part of a known topic may be expected to have, though it was never seen itself."""
        prior, shares = self._prior, self._outlook()[0]
        expected = 0.0
        for wider in self._wider[node]:
            expected = max(expected, shares[wider] * prior[node] / max(prior[wider], 1e-9))
        return self._settings.kinship * expected

    def _is_asleep(self, node: int, detector: Detector, at: int) -> bool:
        """True when a topic has all but gone, by the count of events and by the calendar.

        Both, since who buys groceries on Saturdays has not given them up by Thursday, whatever else
        was done; and a stray event of it in between does not mean that it is back.
        """
        usual = self._outlook()[1][node]
        silent = (at - detector.last_at) / DAY
        if silent >= self._settings.long_half_life_days / 2 and usual >= self._settings.least_share:
            return True
        if usual < _COMMON:
            return False
        if lack(usual, detector.recent_share(self.events), RECENT_MASS) < self._settings.asleep_lack / 2:
            return False
        late = self._short_share(self.tree.holds[node] > 0)
        return lack(usual, late, self._short_mass(at)) >= self._settings.asleep_lack

    def _short_mass(self, at: int) -> float:
        """How many events the short half-life still remembers."""
        assert self._anchor is not None
        age = (at - self._anchor) / DAY / self._settings.short_half_life_days
        return float(self.short.clip(0).sum()) * _power(-age) * self.events / max(self._weight, 1e-9)

    def _short_share(self, places: "NDArray[np.bool_]") -> float:
        """Share over the short half-life; what stopped together with everything else keeps its own."""
        short = self.short.clip(0)
        total = float(short.sum())
        return float(short[places].sum()) / total if total else 0.0

    def _is_proved(self, evidence: float, run: Run) -> bool:
        if run.start < self._settings.burn_in_events or run.count < 2:
            return False
        settings = self._settings
        match run.kind:
            case "returned":
                return evidence >= settings.return_threshold
            case "rising":
                # What is there already has many more occasions to look like a change.
                return evidence >= settings.drift_threshold * settings.known_factor
            case _:
                return evidence >= settings.drift_threshold

    def _note(self, change: Change) -> None:
        self._seen = None
        self._newest[change.node] = change
        related = [
            other
            for other in self.changes
            if self._on_one_line(other.node, change.node) and abs(other.start - change.start) <= _SAME_CHANGE
        ]
        # Of one change the widest topic that shows it is kept: its parts are seen in its counts.
        if any(self.tree.places[other.node] > self.tree.places[change.node] for other in related):
            return
        dropped = {id(other) for other in related}
        self.changes = [one for one in self.changes if id(one) not in dropped and one.node != change.node] + [
            change
        ]
        self.changes = self.changes[-_CHANGES_KEPT:]

    def _on_one_line(self, node: int, other: int) -> bool:
        a, b = self.tree.places[node], self.tree.places[other]
        return a <= b or b <= a

    # Reading

    def place_shares(self) -> "NDArray[np.float64]":
        """What part of the person's doing each finest topic is now; sums to 1, or all zeros."""
        if self._shares is None:
            self._shares = self._fused()
        return self._shares

    def _fused(self) -> "NDArray[np.float64]":
        import numpy as np

        long = np.maximum(self.long, 0.0)
        if not long.any():
            return np.zeros(len(long))
        shares = self._since(self.changes, long)
        pending = self._pending()
        if pending is not None:
            change, belief = pending
            shares = (1 - belief) * shares + belief * self._since([*self.changes, change], long)
        short = np.maximum(self.short, 0.0)
        if short.any():
            weight = self._settings.short_weight
            shares = (1 - weight) * shares + weight * short / short.sum()
        return shares

    def _since(self, changes: Sequence[Change], long: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Shares where each change counts from its beginning, and the rest as it has long been.

        Read backwards: the last change has the part that its topic has had of everything since then,
        the one before its part of what is left, and so on; what never changed keeps its proportions.
        """
        import numpy as np

        shares = np.zeros(len(long))
        left, mass = np.ones(len(long), bool), 1.0
        unit = float(long.sum()) / max(self.events, 1)
        for change in reversed(changes):
            group = self._mask(change.node) & left
            since = np.maximum(self.long - change.before, 0.0)
            inside, total = float(since[group].sum()), float(since[left].sum())
            if inside <= 0:
                continue
            prior = self._settings.change_prior_events * unit
            part = (inside + 0.5 * prior) / (total + prior)
            shares[group] = mass * part * since[group] / inside
            mass *= 1 - part
            left &= ~group
        rest = long * left * self._awake(long)
        if rest.any():
            shares += mass * rest / rest.sum()
        return np.asarray(shares / shares.sum(), np.float64)

    def _pending(self) -> tuple[Change, float] | None:
        """The change that may just be happening, and how far it is believed."""
        best: tuple[float, int, Run] | None = None
        for node in self._live:
            detector = self._detectors[node]
            if detector.run is None:
                continue
            evidence = detector.sum + (self.events - detector.last) * detector.run.miss
            if evidence > 0 and (best is None or (evidence, -node) > (best[0], -best[1])):
                best = (evidence, node, detector.run)
        if best is None or best[2].start < self._settings.burn_in_events:
            return None
        evidence, node, run = best
        belief = 1.0 / (1.0 + exp(min(50.0, self._settings.half_believed - evidence)))
        if belief < _NO_BELIEF:
            return None
        return (
            Change(
                node=node, kind=run.kind, start=run.start, at=run.at, noticed_at=self.at, before=run.before
            ),
            belief,
        )

    def _mask(self, node: int) -> "NDArray[np.bool_]":
        import numpy as np

        mask = np.zeros(len(self.long), bool)
        mask[list(self.tree.places[node])] = True
        return mask

    def _awake(self, long: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """How far each place still counts: little, where its events have failed to come."""
        import numpy as np

        expected = long / long.sum()
        awake = np.ones(len(long))
        short = self.short_shares()
        for place in np.flatnonzero(expected > _COMMON).tolist():
            recent = max(self._detectors[place].recent_share(self.events), float(short[place]))
            awake[place] = min(1.0, recent / (self._settings.asleep_part * expected[place]))
        return awake

    def long_shares(self) -> "NDArray[np.float64]":
        """Shares over the long half-life alone."""
        return _normalised(self.long)

    def short_shares(self) -> "NDArray[np.float64]":
        """Shares over the short half-life alone."""
        return _normalised(self.short)

    def cut_now(self) -> Cut:
        """Which topics are this user's interests, and what is too little to be one."""
        return cut(self.tree, self.counts, self._held, self._newest, self._settings)

    def interests(self, as_of: int | None = None) -> list[Current]:
        """The interests as of a moment not before the last step, largest share first."""
        from penchant.agent.interests.trend import read_current

        return read_current(self, self.cut_now(), self.at if as_of is None else as_of, self._settings)

    def first_of(self, place: int) -> tuple[int, int]:
        """Time of a place's first event, and how many of the user's came before."""
        return self._first[place]

    def last_of(self, place: int) -> int:
        """Time of a place's last event."""
        return self._last[place]

    def missed(self, places: Sequence[int], share: float) -> float:
        """How many events of these places have failed to come, had their share stayed what it was."""
        last = max(self._last_event.get(place, 0) for place in places)
        return (self.events - last) * share

    @property
    def is_young(self) -> bool:
        """True while everything that the person does is new."""
        return self.events < self._settings.young_events

    def newest_change(self, node: int) -> Change | None:
        """The last change that was noticed of a node."""
        return self._newest.get(node)


def _normalised(sums: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    kept = np.maximum(sums, 0.0)
    total = float(kept.sum())
    return kept / total if total else kept


def _power(exponent: float) -> float:
    return float(2.0**exponent) if exponent > -1_000 else 0.0
