"""The changes in what one user does, noticed as they happen: a test for every topic that they touch."""

from collections.abc import Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.drift import RECENT_MASS, Change, ChangeKind, Detector, Run, lack
from penchant.agent.interests.sums import Sums
from penchant.agent.interests.tree import Tree
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_BELIEF = 0.02
"""A change that is believed less than this counts for nothing."""
_LOOK_AGAIN = 50
"""What is usual is looked at anew when the history has grown by one part in so many."""
_COMMON = 0.08
"""A share above which a few dozen events without the topic mean something."""
_CHANGES_KEPT = 8
_SAME_CHANGE = 10
"""Two changes of one line of the tree that began within so many events are one."""


class Noticing:
    """The tests of one user's topics, and what they have shown."""

    def __init__(self, tree: Tree, sums: Sums, settings: InterestSettings) -> None:
        """Nothing noticed yet; `sums` is what the user has done, and grows elsewhere."""
        self._tree = tree
        self._sums = sums
        self._settings = settings
        self._detectors: dict[int, Detector] = {}
        self._running: set[int] = set()
        """Nodes whose detectors are in a run."""
        self._counts: dict[int, int] = {}
        """Events of each node."""
        self._changes: list[Change] = []
        """The last that were noticed, oldest first; of one change one topic."""
        self._newest: dict[int, Change] = {}
        self._outlook: tuple[list[float], list[float]] | None = None
        self._look_again = 0

    @property
    def newest(self) -> Mapping[int, Change]:
        """Node -> the last change that was noticed of it."""
        return self._newest

    def expected(self) -> Sequence[float]:
        """Share of each node, the places first, as the changes that were noticed have it."""
        return self._expected()[0]

    def take(self, support: Sequence[Deed], at: int) -> None:
        """Test deeds of one time that speak for something, before they are counted in the sums."""
        sums = self._sums
        # What counts is an event beside the person's usual one: a like among views says more.
        usual = sums.weight / sums.events if sums.events else sum(d.weight for d in support) / len(support)
        touched: dict[int, tuple[int, float]] = {}
        for deed in support:
            part = min(1.5, max(0.5, deed.weight / usual))
            for node in self._tree.paths[deed.place]:
                count, evidence = touched.get(node, (0, 0.0))
                touched[node] = (count + 1, evidence + part)
        noticed = [
            change
            for node, (count, evidence) in touched.items()
            if (change := self._test(node, count, evidence, len(support), at)) is not None
        ]
        for change in noticed:
            self._note(change)

    def rescale(self, factor: float) -> None:
        """Keep what was remembered of the long sums as of their anchor, which has moved."""
        # One change may be remembered twice, and must be scaled once.
        befores = {id(one): one.before for one in (*self._changes, *self._newest.values())}
        for node in self._running:
            run = self._detectors[node].run
            if run is not None:
                befores[id(run)] = run.before
        for before in befores.values():
            before *= factor

    def _test(self, node: int, count: int, evidence: float, among: int, at: int) -> Change | None:
        """Take in events of one topic among all of one time; the change that they prove."""
        detector = self._detectors.setdefault(node, Detector())
        events = self._sums.events
        detector.advance(events)
        run = detector.run
        if run is None or (run.kind == "rising" and self._is_asleep(node, detector, at)):
            # A run that a stray event began must not hide that the topic has slept since.
            detector.sum = 0.0
            run = detector.run = self._open(node, detector, at)
        run.count += count
        # What was done in one go was done for one reason: it counts as the root of so many events.
        detector.sum += evidence / count**0.5 * run.hit + (among - count) * run.miss
        change = run.as_change(node) if self._is_proved(detector.sum, run) else None
        if detector.sum <= 0 or change is not None:
            detector.sum, detector.run = 0.0, None
        detector.count(events + among, count)
        detector.last_at = at
        (self._running.discard if detector.run is None else self._running.add)(node)
        self._counts[node] = self._counts.get(node, 0) + count
        return change

    def _open(self, node: int, detector: Detector, at: int) -> Run:
        settings, events = self._settings, self._sums.events
        share = self._expected()[0][node]
        count = self._counts.get(node, 0)
        kind: ChangeKind
        if count >= settings.settled_events and self._is_asleep(node, detector, at):
            kind, share = "returned", settings.asleep_share
        elif count < settings.settled_events or share < settings.asleep_share:
            kind = "new"
        else:
            kind = "rising"
        share = max(share, self._kinship(node))
        # With little history a topic that was not seen may still be one of the person's own.
        unseen = settings.unseen_events
        share = (share * events + unseen) / (events + 2 * unseen)
        return Run(start=events, at=at, share=share, kind=kind, before=self._sums.long.copy())

    def _expected(self) -> "tuple[list[float], list[float]]":
        """Share of each node as it is now believed, and over the long half-life.

        Looked at anew when the history has grown by a fiftieth, or a change was noticed: to say what
        is usual, that is near enough, and it keeps the cost of an event from growing with the user.
        """
        events = self._sums.events
        if self._outlook is None or events >= self._look_again:
            self._look_again = events + 1 + events // _LOOK_AGAIN
            holds = self._tree.holds
            now, usual = holds @ self.shares(), holds @ self._sums.long_shares()
            self._outlook = (now.tolist(), usual.tolist())
        return self._outlook

    def _kinship(self, node: int) -> float:
        """What a part of a known topic may be expected to have, though it was never seen itself."""
        prior, shares = self._tree.prior, self._expected()[0]
        expected = 0.0
        for wider in self._tree.wider[node]:
            expected = max(expected, shares[wider] * prior[node] / max(prior[wider], 1e-9))
        return self._settings.kinship * expected

    def _is_asleep(self, node: int, detector: Detector, at: int) -> bool:
        """True when a topic has all but gone, by the count of events and by the calendar.

        Both, since who buys groceries on Saturdays has not given them up by Thursday, whatever else
        was done; and a stray event of it in between does not mean that it is back.
        """
        settings, sums = self._settings, self._sums
        usual = self._expected()[1][node]
        silent = (at - detector.last_at) / DAY
        missed = (sums.events - detector.last) * usual
        if silent >= settings.long_half_life_days / 2 and usual >= settings.least_share:
            # By the count too: who buys twice a year has given nothing up by not buying for a season.
            return missed >= settings.asleep_missed
        if usual < _COMMON:
            return False
        if lack(usual, detector.recent_share(sums.events), RECENT_MASS) < settings.asleep_lack / 2:
            return False
        late = sums.short_share(self._tree.masks[node])
        return lack(usual, late, sums.short_mass(at)) >= settings.asleep_lack

    def _is_proved(self, evidence: float, run: Run) -> bool:
        settings = self._settings
        if run.start < settings.burn_in_events or run.count < 2:
            return False
        match run.kind:
            case "returned":
                return evidence >= settings.return_threshold
            case "rising":
                # What is there already has many more occasions to look like a change.
                return evidence >= settings.drift_threshold * settings.known_factor
            case _:
                return evidence >= settings.drift_threshold

    def _note(self, change: Change) -> None:
        self._outlook = None
        self._newest[change.node] = change
        related = [
            other
            for other in self._changes
            if self._on_one_line(other.node, change.node) and abs(other.start - change.start) <= _SAME_CHANGE
        ]
        # Of one change the widest topic that shows it is kept: its parts are seen in its counts.
        places = self._tree.places
        if any(places[other.node] > places[change.node] for other in related):
            return
        kept = [one for one in self._changes if one not in related and one.node != change.node]
        self._changes = [*kept, change][-_CHANGES_KEPT:]

    def _on_one_line(self, node: int, other: int) -> bool:
        a, b = self._tree.places[node], self._tree.places[other]
        return a <= b or b <= a

    # What it means for the shares

    def shares(self, with_pending: bool = False) -> "NDArray[np.float64]":
        """Share of each place, with every change counted from its beginning; sums to 1, or all zeros.

        Args:
            with_pending: mix in the change that may just be happening, as far as it is believed.
        """
        import numpy as np

        long = np.maximum(self._sums.long, 0.0)
        if not long.any():
            return long
        rest = long * self._awake(long)
        shares = self._since(self._changes, long, rest)
        pending = self._pending() if with_pending else None
        if pending is None:
            return shares
        change, belief = pending
        return (1 - belief) * shares + belief * self._since([*self._changes, change], long, rest)

    def _since(
        self, changes: Sequence[Change], long: "NDArray[np.float64]", rest: "NDArray[np.float64]"
    ) -> "NDArray[np.float64]":
        """Shares where each change counts from its beginning, and the rest as it has long been.

        Read backwards: the last change has the part that its topic has had of everything since then,
        the one before its part of what is left, and so on; what never changed keeps its proportions.
        """
        import numpy as np

        shares = np.zeros(len(long))
        left, mass = np.ones(len(long), bool), 1.0
        unit = float(long.sum()) / max(self._sums.events, 1)
        for change in reversed(changes):
            group = self._tree.masks[change.node] & left
            since = np.maximum(self._sums.long - change.before, 0.0)
            inside, total = float(since[group].sum()), float(since[left].sum())
            if inside <= 0:
                continue
            prior = self._settings.change_prior_events * unit
            part = (inside + 0.5 * prior) / (total + prior)
            shares[group] = mass * part * since[group] / inside
            mass *= 1 - part
            left &= ~group
        rest = rest * left
        if rest.any():
            shares += mass * rest / rest.sum()
        return np.asarray(shares / shares.sum(), np.float64)

    def _awake(self, long: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """How far each place still counts: little, where its events have failed to come."""
        import numpy as np

        expected = long / long.sum()
        awake = np.ones(len(long))
        short = self._sums.short_shares()
        for place in np.flatnonzero(expected > _COMMON).tolist():
            recent = max(self._detectors[place].recent_share(self._sums.events), float(short[place]))
            awake[place] = min(1.0, recent / (self._settings.asleep_part * expected[place]))
        return awake

    def _pending(self) -> tuple[Change, float] | None:
        """The change that may just be happening, and how far it is believed."""
        best: tuple[float, int, Run] | None = None
        for node in self._running:
            detector = self._detectors[node]
            if detector.run is None:
                continue
            evidence = detector.sum + (self._sums.events - detector.last) * detector.run.miss
            if evidence > 0 and (best is None or (evidence, -node) > (best[0], -best[1])):
                best = (evidence, node, detector.run)
        if best is None or best[2].start < self._settings.burn_in_events:
            return None
        evidence, node, run = best
        belief = 1.0 / (1.0 + exp(min(50.0, self._settings.half_believed - evidence)))
        return (run.as_change(node), belief) if belief >= _NO_BELIEF else None
