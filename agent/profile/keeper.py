"""Keeps a workspace's profiles: a new version when the facts changed, or when one is asked for."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.ports import Catalogue, ChatModel, EventLog
from penchant.agent.profile.facts import ProfileFacts, item_ids, profile_facts
from penchant.agent.profile.writer import SUMMARY_ONLY, Plan, ProfileWriter
from penchant.agent.times import to_micros
from penchant.agent.types import InterestState, Profile, StoredEvent

Model = Callable[[], ChatModel | None]
"""The language model, made only when something is to be worded."""


class ProfileKeeper:
    """Profiles of one workspace."""

    def __init__(self, log: EventLog, catalogue: Catalogue, store: SqlProfiles, model: Model) -> None:
        self._log = log
        self._catalogue = catalogue
        self._store = store
        self._model = model
        self._titles: tuple[int, TitleIndex] | None = None
        self._titles_lock = Lock()

    def profile(
        self, state: InterestState, *, now: datetime, refresh: bool = False, plan: Plan = SUMMARY_ONLY
    ) -> Profile:
        """The profile of a user in this state; the stored one while it still holds.

        Args:
            state: the user's interests.
            now: when it is written, if it is.
            refresh: write it anew though nothing changed.
            plan: how much a model is asked, if it is.
        """
        moment = to_micros(state.as_of)
        events = self._log.user_events(state.user_id, moment)
        facts = self._facts(state, events)
        kept = self._store.newest(state.user_id, moment)
        if kept is not None and kept[1] == facts.digest() and not refresh:
            return kept[0]
        written = ProfileWriter(self._model(), self.titles).write(
            state.user_id,
            facts,
            now,
            as_of=state.as_of,
            earlier=kept[0] if kept else None,
            own={event.event_id for event in events},
            plan=plan,
        )
        if plan.cancel and plan.cancel.is_set:
            # What a model had no time for is not the next version.
            return kept[0] if kept else written
        return self._store.save(written, facts=facts.digest())

    def titles(self) -> TitleIndex:
        """The catalogue's titles, read again when it has changed."""
        with self._titles_lock:
            revision = self._catalogue.revision()
            if self._titles is None or self._titles[0] != revision:
                every = (item.title for _, item in self._catalogue.changed_after(0))
                self._titles = (revision, TitleIndex(every))
            return self._titles[1]

    def _facts(self, state: InterestState, events: list[StoredEvent]) -> ProfileFacts:
        return profile_facts(state, events, self._catalogue.get(item_ids(events)))
