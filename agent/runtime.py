"""The composition root: opens a workspace and walks each request through the rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from penchant.agent.clock import SystemClock
from penchant.agent.config import Settings, load_settings
from penchant.agent.config.house_rules import load_house_rules
from penchant.agent.diagnosis import DoctorReport, diagnose
from penchant.agent.explaining import Explaining
from penchant.agent.export import export_user
from penchant.agent.ingest.where import Constraint
from penchant.agent.learning import Learning
from penchant.agent.ports import Clock, VectorSearch
from penchant.agent.ranking.feedback import Feedback, Standing, held_back_note
from penchant.agent.ranking.house import House
from penchant.agent.ranking.impressions import impression_event
from penchant.agent.ranking.near_misses import LOOKED_AT, near_misses
from penchant.agent.ranking.recommender import Recommender
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import from_micros, to_micros
from penchant.agent.trainer import Trainer
from penchant.agent.types import (
    Note,
    RecommendationList,
    SearchResult,
    StoredEvent,
    User,
)
from penchant.agent.workspace import Stores, open_stores

ALLOWS_AGE_RATED = "allows_age_rated"
"""Where a conversation's state keeps that age-rated items are fine."""


class Penchant(Explaining, Learning):
    """An open workspace. Safe to call from several threads: requests queue up."""

    _trainer: Trainer | None = None

    def __init__(self, stores: Stores, settings: Settings, clock: Clock) -> None:
        super().__init__(stores, settings, clock)
        self._statistics = Statistics(stores.log, stores.snapshots, settings.interests, settings.ranking)
        self._house = House(load_house_rules(stores.folder))
        self._recommender = Recommender(
            stores.catalogue, self._statistics, stores.vectors.texts, self._house.ranking(settings.ranking)
        )
        self._feedback = Feedback(stores.log, settings.feedback)

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
            constraints: conditions on the items' attributes; none is ever broken. Those of the house
                rules stand beside them.
            shown: whether the person will see it: it is logged then, so that what they do next answers
                it. A list as of a moment is never taken for shown; with False it is not kept either.
        """
        with self._lock:
            moment, is_archive = self._moment(at)
            search = self.stores.vectors.search()
            self._statistics.catch_up()
            self._load_ranker()
            events = self.stores.log.user_events(user_id, moment)
            tracked = self._track(events, moment, search)
            request = self._request(user_id, moment, self._house.count(k), events, tracked, query, search)
            constraints = (*constraints, *self._house_constraints(user_id))
            if at is not None:
                made = self._by_the_house(request, search, constraints)
                if shown:
                    self.stores.lists.save(made)
                return made
            now = to_micros(self._clock.now())
            standing = self._feedback.standing(user_id, now)
            request = standing.applied_to(request, self.settings.feedback if shown else None)
            made = self._by_the_house(request, search, constraints)
            made = self._completed(made, standing, events, search)
            if is_archive:
                made = _noted(made, _archive_note(moment))
            keeps = shown and made.items and self.settings.feedback.impressions
            self.stores.lists.save(made, impression_event(made, now) if keeps else None)
            return made

    def allow_age_rated(self, user_id: str) -> None:
        """Keep that a person has said that age-rated items are fine; only their own words may lead here."""
        state = self.stores.conversations.state(user_id) or {}
        self.stores.conversations.keep(user_id, [], {**state, ALLOWS_AGE_RATED: True})

    def _allows_age_rated(self, user_id: str) -> bool:
        if not self._house.rules.age_rated.ask:
            return True
        return (self.stores.conversations.state(user_id) or {}).get(ALLOWS_AGE_RATED) is True

    def _house_constraints(self, user_id: str) -> tuple[Constraint, ...]:
        if not self._house.has_conditions:
            return ()
        return self._house.constraints(user_id, self._recommender.fields(), self._allows_age_rated(user_id))

    def _by_the_house(
        self, request: Request, search: VectorSearch, constraints: Sequence[Constraint]
    ) -> RecommendationList:
        """The list, with what the house rules want said of it; where none fits, with what comes nearest."""
        made = self._recommender.recommend(request, search, constraints)
        get = self.stores.catalogue.get
        if constraints and not made.items and request.k:
            wider = replace(request, k=LOOKED_AT)
            for note in near_misses(
                constraints, lambda fewer: self._recommender.recommend(wider, search, fewer), get
            ):
                made = _noted(made, note)
        items = get([one.item_id for one in made.items])
        fields = self._recommender.fields() if self._house.has_conditions else ()
        return self._house.told(made, items, fields, self._allows_age_rated(made.user_id))

    def _completed(
        self,
        made: RecommendationList,
        standing: Standing,
        events: Sequence[StoredEvent],
        search: VectorSearch,
    ) -> RecommendationList:
        """The list with expected ratings, and with what is to be said of items that it leaves out."""
        wanted = [one.item_id for one in made.items]
        ratings, top = self._ratings.expected(events, wanted, search)
        items = tuple(replace(one, expected_rating=ratings.get(one.item_id)) for one in made.items)
        made = replace(made, items=items, rating_top=top) if ratings else made
        note = held_back_note(standing.held_back, self.settings.feedback)
        return made if note is None else _noted(made, note)

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

    def start_training(self) -> None:
        """Learn to rank in the background whenever enough has happened, where the settings want it."""
        settings = self.settings.training
        if settings.after_events is not None and self._trainer is None:
            self._trainer = Trainer(self._once_more, interval_s=settings.look_every_s)
            self._trainer.start()

    def _once_more(self) -> "Penchant":
        return open_runtime(self.workspace, self.settings, create=False, clock=self._clock)

    def close(self) -> None:
        """Let go of the workspace."""
        if self._trainer is not None:
            self._trainer.stop()
        self.stop_profiles()
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
