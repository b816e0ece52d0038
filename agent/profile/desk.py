"""Everything that can be asked of a workspace's profiles: read, write, compare, search, look near."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from penchant.agent.config import ProfileSettings
from penchant.agent.errors import BadInput
from penchant.agent.memory.item_vectors import ItemVectors
from penchant.agent.memory.profile_queue import ProfileQueue
from penchant.agent.memory.profile_vectors import SqlProfileVectors
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.ports import Cancel, Clock, EventLog
from penchant.agent.profile.diff import ProfileDiff, diff
from penchant.agent.profile.due import Due
from penchant.agent.profile.keeper import ProfileKeeper
from penchant.agent.profile.steering import profile_vectors, sights
from penchant.agent.profile.worker import ProfileWorker
from penchant.agent.profile.writer import SUMMARY_ONLY, Plan
from penchant.agent.ranking.profile_part import ProfileSights
from penchant.agent.times import to_micros
from penchant.agent.types import InterestState, Profile

State = Callable[[str, datetime | None], InterestState]

VECTORS = "vectors"
"""Reason of a refresh that writes no new version: the newest has no vectors yet."""
_WHO = re.compile(
    r"^\W*(?:who|which (?:people|users?|persons?)|(?:people|users?|anyone|anybody|everyone|everybody) who)\b"
    r"(?:\W+(?:is|are|'s|likes?|loves?|enjoys?|follows?|reads?|watches|plays?|listens? to|into|really|most))*"
    r"\W+",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileMatch:
    """Somebody whose profile is near a text."""

    profile: Profile
    similarity: float
    statement: str
    """The sentence that is nearest; the summary where it is the whole."""
    evidence: tuple[str, ...]


class ProfileDesk:
    """The profiles of one workspace, as a person and a program ask for them.

    Args:
        keeper: writes and keeps versions.
        log: what users did.
        profiles: what it has kept.
        stored: their vectors in SQL.
        queue: whose profile is to be written anew.
        vectors: the workspace's embedding model, and Chroma.
        state: a user's interests as of a moment.
        moment: as of which the log is read, in microseconds.
        may_propose: whether the language model is trusted to propose operations.
        clock: the wall clock.
        settings: when profiles are written, and by whom.
    """

    def __init__(
        self,
        keeper: ProfileKeeper,
        log: EventLog,
        profiles: SqlProfiles,
        stored: SqlProfileVectors,
        queue: ProfileQueue,
        vectors: ItemVectors,
        *,
        state: State,
        moment: Callable[[], int],
        may_propose: Callable[[], bool],
        clock: Clock,
        settings: ProfileSettings,
    ) -> None:
        self._keeper = keeper
        self._log = log
        self._profiles = profiles
        self._stored = stored
        self._queue = queue
        self._vectors = vectors
        self._state = state
        self._moment = moment
        self._may_propose = may_propose
        self._clock = clock
        self._settings = settings

    def profile(self, user_id: str, *, refresh: bool = False, as_of: datetime | None = None) -> Profile:
        """A user's profile; a new version when the facts changed, or when a refresh is asked for.

        A refresh takes as many calls of the model as the settings allow and makes the vectors; without
        one the model words at most the summary, and the vectors are left to the background.
        """
        if refresh:
            made = self._written_anew(user_id, as_of, None)
            if as_of is None:
                self._queue.settle(user_id)
            return made
        made = self._keeper.profile(self._state(user_id, as_of), now=self._clock.now(), plan=SUMMARY_ONLY)
        model_id = self._vectors.model_id
        if as_of is None and model_id and not self._stored.has(user_id, made.version, model_id):
            self._queue.ask(user_id, VECTORS, to_micros(self._clock.now()))
        return made

    def history(self, user_id: str) -> list[Profile]:
        """All versions, oldest first."""
        return self._profiles.history(user_id)

    def diff(self, user_id: str, before: int | None = None, after: int | None = None) -> ProfileDiff:
        """What changed between two versions; between the last two where none are named.

        Raises:
            BadInput: there are no such versions.
        """
        every = {one.version: one for one in self.history(user_id)}
        numbers = sorted(every)
        if len(numbers) < 2:
            raise BadInput(
                f"There are no two versions of the profile of {user_id}", "write another one with --refresh"
            )
        later = after if after is not None else numbers[-1]
        earlier = before if before is not None else max((n for n in numbers if n < later), default=numbers[0])
        for number in (earlier, later):
            if number not in every:
                raise BadInput(
                    f"The profile of {user_id} has no version {number}", f"there are {_ranges(numbers)}"
                )
        return diff(every[earlier], every[later])

    def search(self, text: str, k: int = 10) -> list[ProfileMatch]:
        """People whose profile is near a text, nearest first: for the owner of the workspace alone.

        Only who has a profile with vectors is found.

        Raises:
            BadInput: the embedding model cannot read the text.
        """
        wanted = _WHO.sub("", text).strip(" ?!.") or text
        model_id = self._vectors.model_id
        found = self._vectors.vectors_of([wanted]).get(wanted) if model_id else None
        if model_id is None or found is None:
            raise BadInput(f"“{text}” says nothing that can be looked for", "name a subject, in a few words")
        self._vectors.publish_profiles()
        matches = []
        for one in self._vectors.profiles(model_id).search(found, k):
            told = self._profiles.get(one.user_id, one.version)
            if told is not None:
                said = next((said for said in told.statements if one.key and said.key == one.key), None)
                matches.append(
                    ProfileMatch(
                        profile=told,
                        similarity=one.similarity,
                        statement=said.text if said else told.summary,
                        evidence=said.evidence if said else (),
                    )
                )
        return matches

    def sights(self, user_id: str, moment: int, model_id: str | None) -> ProfileSights | None:
        """What the profile that described a user at a moment looks for; reads stored vectors alone."""
        return sights(self._stored.newest(user_id, moment, model_id)) if model_id else None

    def ask_for_refresh(self, user_id: str, reason: str) -> None:
        """Have a profile written by whichever process looks after them."""
        self._queue.ask(user_id, reason, to_micros(self._clock.now()))

    def worker(self) -> ProfileWorker:
        """One that writes in the background; to be started, and stopped before the workspace is closed."""
        due = Due(self._queue, self._log, lambda user_id: self._state(user_id, None), self._settings)
        return ProfileWorker(
            self._queue,
            due,
            self._refreshed,
            self._moment,
            self._clock,
            lease_s=self._settings.lease_s,
            interval_s=self._settings.interval_s,
        )

    def _refreshed(self, user_id: str, reason: str, cancel: Cancel) -> None:
        if reason == VECTORS:
            made = self._keeper.profile(
                self._state(user_id, None), now=self._clock.now(), plan=self._plan(cancel)
            )
            self._embed(made, cancel)
        else:
            self._written_anew(user_id, None, cancel)

    def _written_anew(self, user_id: str, as_of: datetime | None, cancel: Cancel | None) -> Profile:
        state = self._state(user_id, as_of)
        # Wording takes seconds: nobody else waits for it.
        made = self._keeper.profile(state, now=self._clock.now(), refresh=True, plan=self._plan(cancel))
        self._embed(made, cancel)
        return made

    def _embed(self, made: Profile, cancel: Cancel | None) -> None:
        model_id = self._vectors.model_id
        if (
            model_id is None
            or (cancel and cancel.is_set)
            or self._stored.has(made.user_id, made.version, model_id)
        ):
            return
        found = profile_vectors(made, self._vectors.vectors_of)
        if found is not None:
            self._stored.put(found, model_id)
        self._vectors.publish_profiles()

    def _plan(self, cancel: Cancel | None) -> Plan:
        return Plan(calls=self._settings.calls, may_propose=self._may_propose(), cancel=cancel)


def _ranges(numbers: list[int]) -> str:
    return (
        f"{numbers[0]} to {numbers[-1]}"
        if len(numbers) == numbers[-1] - numbers[0] + 1
        else str(numbers)[1:-1]
    )
