"""Where feedback stands: how somebody answers their lists, and what they were shown in vain."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from penchant.agent.config import FeedbackSettings
from penchant.agent.ports import EventLog
from penchant.agent.ranking.impressions import IMPRESSION, Shown, read_impressions
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.responses import ResponseCounts
from penchant.agent.times import DAY, from_micros
from penchant.agent.types import EMPTY, Note, empty


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What earlier lists mean for the next one."""

    weights: Mapping[str, float] = field(default_factory=empty)
    """Family of parts -> multiplier around 1."""
    held_back: Mapping[str, int] = field(default_factory=empty)
    """Item -> microseconds until which it is held back, since it was shown in vain."""

    def applied_to(self, request: Request, settings: FeedbackSettings | None) -> Request:
        """The request of which it is to be taken into account; `settings` where a place may be drawn."""
        return replace(
            request,
            withheld=request.withheld | self.held_back.keys(),
            response_weights=self.weights,
            feedback=settings,
        )


@dataclass(slots=True)
class _Showings:
    """What one person was shown, and what they did."""

    of_item: dict[str, list[tuple[int, Shown]]] = field(default_factory=lambda: defaultdict(list))
    """Item -> time and place of each showing, in order of time."""
    deeds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Item -> times of the person's events on it."""
    answered: set[tuple[str, int, bool]] = field(default_factory=set)
    """Item, time of the showing, and whether it was taken up: each counts once."""


class Feedback:
    """Follows the log's impressions and what answers them; nothing is read twice."""

    def __init__(self, log: EventLog, settings: FeedbackSettings) -> None:
        self._log = log
        self._settings = settings
        self._generation: str | None = None
        self._start_afresh()

    def _start_afresh(self) -> None:
        self._seq = 0
        self._people: dict[str, _Showings] = defaultdict(_Showings)
        self._counts = ResponseCounts(
            prior_answers=self._settings.prior_answers, leeway=self._settings.response_leeway
        )

    def standing(self, user_id: str, at: int) -> Standing:
        """How things stand for a user at a moment, in microseconds."""
        self._catch_up()
        if not self._people:
            return Standing()
        return Standing(weights=self._weights(user_id), held_back=self._held_back(user_id, at))

    def _weights(self, user_id: str) -> Mapping[str, float]:
        return self._counts.weights(user_id) if self._settings.response_leeway else EMPTY

    def _held_back(self, user_id: str, at: int) -> dict[str, int]:
        showings = self._people.get(user_id)
        if showings is None or not self._settings.ignored_days:
            return {}
        held: dict[str, int] = {}
        for item_id, shown in showings.of_item.items():
            last_deed = max((deed for deed in showings.deeds.get(item_id, ()) if deed <= at), default=0)
            vain = [moment for moment, _ in shown if last_deed < moment < at]
            if len({moment // DAY for moment in vain}) >= self._settings.ignored_days:
                until = vain[-1] + round(self._settings.hold_back_days * DAY)
                if until > at:
                    held[item_id] = until
        return held

    def _catch_up(self) -> None:
        # Asked before the log is read: what is erased meanwhile is noticed the next time.
        generation = self._log.generation()
        if generation != self._generation:
            self._start_afresh()
            self._generation = generation
        last = self._log.last_seq()
        if last <= self._seq:
            return
        impressions = read_impressions(self._log.impressions(after_seq=self._seq))
        if impressions or self._people:
            # What landed before the first list answers none.
            since = self._seq if self._people else impressions[0].seq
            for impression in impressions:
                showings = self._people[impression.user_id]
                for place in impression.places:
                    _insert(showings.of_item[place.item_id], (impression.at, place))
                    self._counts.add_shown(impression.user_id, place)
            self._read_deeds(since)
        self._seq = last

    def _read_deeds(self, since: int) -> None:
        columns = self._log.columns_after(since)
        rows = zip(columns.user_ids, columns.item_ids, columns.kinds, columns.at, strict=True)
        for user_id, item_id, kind, at in rows:
            showings = self._people.get(user_id)
            if showings is not None and kind != IMPRESSION:
                self._take(user_id, showings, item_id, kind, at)

    def _take(self, user_id: str, showings: _Showings, item_id: str, kind: str, at: int) -> None:
        shown = showings.of_item.get(item_id)
        if shown is None:
            return
        showings.deeds[item_id].append(at)
        is_taken = kind in self._settings.click_kinds
        if not is_taken and kind not in self._settings.refusal_kinds:
            return
        number = bisect_right(shown, at, key=lambda one: one[0]) - 1
        if number < 0 or at - shown[number][0] > self._settings.join_days * DAY:
            return
        answer = (item_id, shown[number][0], is_taken)
        if answer not in showings.answered:
            showings.answered.add(answer)
            self._counts.add_answer(user_id, shown[number][1], 1.0 if is_taken else -1.0)


def _insert(showings: list[tuple[int, Shown]], new: tuple[int, Shown]) -> None:
    """Into its place by time; nearly always the end."""
    showings.insert(bisect_right(showings, new[0], key=lambda one: one[0]), new)


def held_back_note(held: Mapping[str, int], settings: FeedbackSettings) -> Note | None:
    """What a reader of the list should know of what is held back."""
    if not held:
        return None
    what = "One item is" if len(held) == 1 else f"{len(held)} items are"
    until = from_micros(max(held.values()))
    return Note(
        code="held_back",
        text=f"{what} left out until {until:%Y-%m-%d}: shown on {settings.ignored_days} days "
        "and never answered",
    )
