"""The composition root: opens a workspace and walks each request through the rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from penchant.agent.clock import SystemClock
from penchant.agent.config import Settings, load_settings
from penchant.agent.diagnosis import DoctorReport, diagnose
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explaining import Explaining
from penchant.agent.export import export_user
from penchant.agent.ingest.where import Constraint
from penchant.agent.interests.fold import Folded
from penchant.agent.interests.timeline import interest_state, named_items
from penchant.agent.llm.choose import make_chat_model
from penchant.agent.ports import ChatModel, Clock
from penchant.agent.profile.keeper import ProfileKeeper
from penchant.agent.ranking.feedback import Feedback
from penchant.agent.ranking.impressions import impression_event
from penchant.agent.ranking.recommender import Recommender
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import from_micros, to_micros
from penchant.agent.types import (
    InterestState,
    Note,
    Profile,
    RecommendationList,
    SearchResult,
    User,
)
from penchant.agent.workspace import Stores, open_stores


class Penchant(Explaining):
    """An open workspace. Safe to call from several threads: requests queue up."""

    def __init__(self, stores: Stores, settings: Settings, clock: Clock) -> None:
        super().__init__(stores, settings, clock)
        self._statistics = Statistics(stores.log, stores.snapshots, settings.interests, settings.ranking)
        self._recommender = Recommender(
            stores.catalogue, self._statistics, stores.vectors.texts, settings.ranking
        )
        self._feedback = Feedback(stores.log, settings.feedback)
        self._profiles = ProfileKeeper(stores.log, stores.catalogue, stores.profiles, lambda: self.chat_model)

    def recommend(
        self,
        user_id: str,
        k: int = 10,
        at: datetime | None = None,
        *,
        query: str | None = None,
        constraints: Sequence[Constraint] = (),
        shown: bool = True,
    ) -> RecommendationList:
        """A list of at most k items for a user, stored under its id; a user may be new.

        Args:
            user_id: whose list it is.
            k: how many items.
            at: the moment as of which it is made; nothing later is looked at. None means now.
            query: what is wanted, in words, or the title of an item to be like.
            constraints: conditions on the items' attributes; none is ever broken.
            shown: whether the person will see it: it is logged then, so that what they do next answers
                it. A list as of a moment is never taken for shown.
        """
        with self._lock:
            moment, is_archive = self._moment(at)
            search = self.stores.vectors.search()
            self._statistics.catch_up()
            events = self.stores.log.user_events(user_id, moment)
            tracked = self._track(events, moment, search)
            request = self._request(user_id, moment, k, events, tracked, query, search)
            now = to_micros(self._clock.now())
            is_shown = shown and at is None
            if is_shown:
                request = self._answered(request, now)
            made = self._recommender.recommend(request, search, constraints)
            if is_archive:
                made = _noted(made, _archive_note(moment))
            keeps = is_shown and made.items and self.settings.feedback.impressions
            self.stores.lists.save(made, impression_event(made, now) if keeps else None)
            return made

    def _answered(self, request: Request, now: int) -> Request:
        """The request with what the answers to earlier lists mean for it."""
        standing = self._feedback.standing(request.user_id, now)
        return replace(
            request,
            withheld=request.withheld | standing.held_back.keys(),
            response_weights=standing.weights,
            feedback=self.settings.feedback,
        )

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        """A user's interests as of a moment, strongest first.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        with self._lock:
            self._known(user_id)
            moment, _ = self._moment(as_of)
            events = self.stores.log.user_events(user_id, moment)
            tracked = self._track(events, moment, self.stores.vectors.search())
            folded = tracked.folded if tracked else Folded()
            items = self.stores.catalogue.get(named_items(folded))
            titles = {item_id: item.title for item_id, item in items.items()}
            rules = tracked.resolved.edits.preferences if tracked else ()
            return interest_state(user_id, moment, folded, titles, rules)

    def profile(self, user_id: str, refresh: bool = False) -> Profile:
        """What is known of a user in a few sentences; a new version when the facts changed.

        Args:
            user_id: whose profile it is.
            refresh: write it anew though nothing changed.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        state = self.interests(user_id)
        # Wording takes seconds: nobody else waits for it.
        return self._profiles.profile(state, now=self._clock.now(), refresh=refresh)

    def title_index(self) -> TitleIndex:
        """The catalogue's titles, for the checker of what a model words; kept until the catalogue changes."""
        return self._profiles.titles()

    @cached_property
    def chat_model(self) -> ChatModel | None:
        """The language model of the settings, not loaded yet; None where there is none.

        Raises:
            BadSettings: the settings do not name one that can be used.
        """
        return make_chat_model(self.settings.llm)

    def search_catalogue(
        self, query: str, k: int = 10, constraints: Sequence[Constraint] = ()
    ) -> list[SearchResult]:
        """Items nearest in meaning to a query, best first, within the constraints."""
        with self._lock:
            search = self.stores.vectors.search()
            vector = self.stores.vectors.texts([query]).get(query)
            if vector is None:
                return []
            allowed, _ = self._recommender.allowed(constraints, search)
            positions, cosines = search.search(vector[None], k, allowed)
            ids = [search.item_ids[position] for position in positions[0]]
            items = self.stores.catalogue.get(ids)
            return [
                SearchResult(item=items[item_id], similarity=float(cosine))
                for item_id, cosine in zip(ids, cosines[0], strict=True)
                if item_id in items
            ]

    def users(self) -> list[User]:
        """All users, by id."""
        return self.stores.log.users()

    def doctor(self) -> DoctorReport:
        """What is there, what is wrong, and what to do about it."""
        with self._lock:
            return diagnose(self.stores, self.settings)

    def export(self, user_id: str) -> dict[str, object]:
        """Everything that is kept of a user, ready for JSON.

        Raises:
            UnknownUser: the log has nothing of this user.
        """
        self._known(user_id)
        return export_user(user_id, self.interests(user_id), self.stores, self._clock.now())

    def close(self) -> None:
        """Let go of the workspace."""
        self.stores.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_runtime(
    workspace: Path | str,
    settings: Settings | Mapping[str, object] | None = None,
    *,
    create: bool = True,
    clock: Clock | None = None,
) -> Penchant:
    """Open a workspace, and make it where there is none; use it in a `with` block.

    Args:
        workspace: its folder.
        settings: the whole tree, or what overrides the file and the environment.
        create: False refuses a folder without a workspace.
        clock: the wall clock unless given.

    Raises:
        WorkspaceUnusable: the folder cannot be used.
        BadSettings: a setting cannot be used.
    """
    folder = Path(workspace).expanduser().absolute()
    chosen = settings if isinstance(settings, Settings) else load_settings(folder, settings)
    return Penchant(open_stores(folder, chosen, create=create), chosen, clock or SystemClock())


def _noted(made: RecommendationList, note: Note) -> RecommendationList:
    return replace(made, notes=(*made.notes, note))


def _archive_note(moment: int) -> Note:
    return Note(
        code="archive", text=f"The log ends on {from_micros(moment):%Y-%m-%d}: this is the list of that day"
    )
