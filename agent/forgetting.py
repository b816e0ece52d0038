"""Forgetting: a person takes something out of what is kept of them, in every store."""

from collections.abc import Callable
from typing import Any

from penchant.agent.errors import BadInput
from penchant.agent.importing import REJECTS_FOLDER
from penchant.agent.ingest.rejected import count_rejected, drop_rejected
from penchant.agent.intake import Intake, unknown_user
from penchant.agent.memory.erasure import SqlErasure
from penchant.agent.memory.names_in_text import Names, spoken
from penchant.agent.memory.traces import Subject, Wanted
from penchant.agent.memory.traces_in_tables import Found
from penchant.agent.times import to_micros
from penchant.agent.types import Erasure, Item, Selection, StoredEvent

REJECTS = "rejects"
SNAPSHOTS = "snapshots"
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


class Forgetting(Intake):
    """The part of an open workspace that erases."""

    def forget(self, user_id: str, selection: Selection, *, preview: bool = False) -> Erasure:
        """Erase what a person wants forgotten, for good, or count what would go.

        The events go, and with them every list, profile, turn of the conversation and vector that
        rests on them or names them; everybody's statistics are counted anew without them. All of it
        goes from the database in one transaction. Nothing is kept of the erasure itself.

        Args:
            user_id: whose it is.
            selection: what is to go.
            preview: count only; nothing is changed.

        Raises:
            UnknownUser: nothing is kept of this user.
            BadInput: the selection contradicts itself or names an event that is not theirs.
        """
        with self._lock:
            _check(selection)
            erasure = SqlErasure(self.stores.database)
            if not preview and erasure.is_unfinished:
                self._finish(erasure)
            self._require_known(user_id, selection, erasure)
            wanted = self._wanted(user_id, selection)
            found = erasure.find(user_id, wanted) if preview else erasure.erase(user_id, wanted)
            counts = self._in_files(user_id, selection, found, is_preview=preview)
            if preview:
                return Erasure(user_id=user_id, removed=counts, verified=False, is_preview=True)
            if erasure.is_unfinished:
                self._finish(erasure)
            is_left = (
                erasure.remains(user_id, wanted, found.traces)
                or self._is_left_in_files(user_id, selection, found)
                or not self.stores.vectors.publish_profiles()
            )
            if found.counts["events"]:
                # What was fitted on the ratings that went is gone with the snapshots.
                self._ratings.refresh(self.stores.vectors.search())
            return Erasure(user_id=user_id, removed=counts, verified=not is_left, is_preview=False)

    def _in_files(
        self, user_id: str, selection: Selection, found: Found, *, is_preview: bool
    ) -> dict[str, int]:
        """The counts of the tables, and those of the files, whose rows are taken out on the way."""
        look = count_rejected if is_preview else drop_rejected
        rejected = look(self.workspace / REJECTS_FOLDER, _rejected_of(user_id, selection, found))
        snapshots = self.stores.snapshots.count() if found.counts["events"] else 0
        return {**found.counts, REJECTS: rejected, SNAPSHOTS: snapshots}

    def _is_left_in_files(self, user_id: str, selection: Selection, found: Found) -> bool:
        is_theirs = _rejected_of(user_id, selection, found)
        return count_rejected(self.workspace / REJECTS_FOLDER, is_theirs) > 0

    def _finish(self, erasure: SqlErasure) -> None:
        """What follows the transaction; done again by the next erasure where it was cut off."""
        self.stores.snapshots.clear()
        self.stores.vectors.publish_profiles()
        erasure.finish()

    def _require_known(self, user_id: str, selection: Selection, erasure: SqlErasure) -> None:
        # Rows that an import rejected may be all that there is of somebody; they are looked for last.
        if not erasure.knows(user_id) and not (selection.everything and self._has_rejected(user_id)):
            raise unknown_user(user_id)
        event_id = selection.event_id
        if event_id is not None:
            event = self.stores.log.get([event_id]).get(event_id)
            if event is None or event.user_id != user_id:
                raise BadInput(
                    f"{user_id} has no event {event_id}",
                    f"`penchant interests {user_id} --json` names events; one that is forgotten is gone",
                )

    def _has_rejected(self, user_id: str) -> bool:
        return count_rejected(self.workspace / REJECTS_FOLDER, lambda row: row.get("user_id") == user_id) > 0

    def _wanted(self, user_id: str, selection: Selection) -> Wanted:
        since, until = selection.since, selection.until
        return Wanted(
            everything=selection.everything,
            item_id=selection.item_id,
            event_id=selection.event_id,
            stretch=(to_micros(since) if since else None, to_micros(until) if until else None),
            subject=self._subject(user_id, selection.about) if selection.about else None,
        )

    def _subject(self, user_id: str, words: str) -> Subject:
        """The items, events and interests that these words mean for a user."""
        events = self.stores.log.user_events(user_id)
        had = self.stores.catalogue.get({event.item_id for event in events if event.item_id})
        interests = self._interests_called(words, events)
        return Subject(
            words=words,
            item_ids=frozenset(item_id for item_id, item in had.items() if _is_about(item, words)),
            event_ids=frozenset(event.event_id for _, inside in interests for event in inside),
            interest_ids=frozenset(interest_id for interest_id, _ in interests),
        )

    def _interests_called(
        self, words: str, events: list[StoredEvent]
    ) -> list[tuple[str, tuple[StoredEvent, ...]]]:
        """Ids and events of the interests of this label, as they have been since the last event."""
        if not events:
            return []
        vectors = self.stores.vectors
        search = vectors.search()
        moment, _ = self._moment(None)
        tracked = self._tracker.track(events, moment, search, vectors.model_in_force)
        asked = spoken(words)
        return [
            (one.topic.topic_id, one.events)
            for one in (tracked.folded.interests if tracked is not None else ())
            if asked == spoken(one.topic.label) or words == one.topic.topic_id
        ]


def _check(selection: Selection) -> None:
    conditions = [
        selection.item_id,
        selection.event_id,
        selection.since,
        selection.until,
        selection.about,
    ]
    is_narrowed = any(one is not None for one in conditions)
    if selection.everything and is_narrowed:
        raise BadInput(
            "Everything and a part of it are both to be forgotten", "ask for everything, or for the part"
        )
    if not selection.everything and not is_narrowed:
        raise BadInput(
            "Nothing is named that is to be forgotten",
            "name an item, an event, a stretch of time or a subject, or everything",
        )
    if selection.about is not None and not spoken(selection.about):
        raise BadInput(f"{selection.about!r} says nothing", "name what is to be forgotten in words")
    if selection.since and selection.until and selection.since > selection.until:
        raise BadInput("The stretch of time ends before it begins", "give the earlier time first")


def _is_about(item: Item, words: str) -> bool:
    """Whether a tag, the kind or the title of an item says these words, in the singular or plural."""
    asked = _singulars(spoken(words))
    called = [*item.tags, *([item.kind] if item.kind else [])]
    if any(not asked.isdisjoint(_singulars(spoken(one))) for one in called):
        return True
    names = Names([words])
    return names.in_text(item.title) or names.in_text(item.topic_text)


def _singulars(words: str) -> set[str]:
    """The words, and what they may be the plural of."""
    return {words} | {words.removesuffix(end) + new for end, new in _PLURALS if words.endswith(end)}


def _rejected_of(user_id: str, selection: Selection, found: Found) -> Callable[[Any], bool]:
    """Tells the rejected rows that are to go: all of the user's, or those that say the same."""
    traces = found.traces

    def is_theirs(row: Any) -> bool:
        owner, value = row.get("user_id"), str(row.get("value") or "")
        if selection.everything and (owner == user_id or (owner is None and value == user_id)):
            return True
        if owner is None:
            return value in traces.texts
        return owner == user_id and (value in traces.item_ids or traces.names.in_text(value))

    return is_theirs
