"""When a profile is to be written anew: after enough events, a change of an interest, or enough time."""

from collections.abc import Callable
from datetime import timedelta

from penchant.agent.config import ProfileSettings
from penchant.agent.memory.profile_queue import ProfileQueue, Waiting
from penchant.agent.ports import EventLog
from penchant.agent.times import from_micros, to_micros
from penchant.agent.types import InterestState, InterestStatus

State = Callable[[str], InterestState]

_MOVED: frozenset[InterestStatus] = frozenset({"new", "rising", "returned", "fading"})


class Due:
    """Finds whose profile is due, and puts it into the queue.

    Args:
        queue: where new events are counted.
        log: where all of them are.
        state: a user's interests now.
        settings: how much is enough.
    """

    def __init__(self, queue: ProfileQueue, log: EventLog, state: State, settings: ProfileSettings) -> None:
        self._queue = queue
        self._log = log
        self._state = state
        self._settings = settings
        self._looked_at: dict[str, int] = {}
        """User -> events that were counted when their interests were last looked at."""

    def look(self, now: int, moment: int) -> None:
        """Look at everybody of whom something new is counted.

        Args:
            now: wall clock in microseconds.
            moment: as of which the log is read; the same but in an archive.
        """
        for one in self._queue.counting(1):
            reason = self._reason(one, moment)
            if reason:
                self._looked_at.pop(one.user_id, None)
                self._queue.ask(one.user_id, reason, now)

    def _reason(self, one: Waiting, moment: int) -> str | None:
        if one.events >= self._settings.events:
            return "events"
        if one.described is None:
            # Whoever has a history and does something now has waited long enough for the first.
            known = self._log.user(one.user_id)
            return "first" if known is not None and known.event_count >= self._settings.events else None
        age = from_micros(moment) - from_micros(one.described)
        if age >= timedelta(days=self._settings.age_days):
            return "age"
        if one.events >= self._settings.drift_events and self._has_moved(one, one.described):
            return "drift"
        return None

    def _has_moved(self, one: Waiting, described: int) -> bool:
        """Whether an interest has changed its state since; looked at once for each count of events."""
        if self._looked_at.get(one.user_id) == one.events:
            return False
        self._looked_at[one.user_id] = one.events
        return any(
            interest.state in _MOVED and to_micros(interest.state_since) > described
            for interest in self._state(one.user_id).interests
        )
