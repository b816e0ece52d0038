"""What a person puts right in an open workspace: interests in hand, and rules for every list to come."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput, UnknownInterest
from penchant.agent.forgetting import Forgetting
from penchant.agent.intake import unknown_user
from penchant.agent.interests.edits import PART, PREFER, REPLACES, UNDO, edit_of, last_edit
from penchant.agent.interests.fold import FoldedInterest
from penchant.agent.interests.split import split_interest
from penchant.agent.interests.timeline import interest_changes
from penchant.agent.interests.tracker import Tracked
from penchant.agent.ports import VectorSearch
from penchant.agent.times import from_micros, to_micros
from penchant.agent.trust import stamped
from penchant.agent.types import Edit, EditAction, Event, InterestChanges, Liking, Preference, StoredEvent

if TYPE_CHECKING:
    from penchant.agent.interests.tree import Tree

_LONGEST_LABEL = 80
_LONGEST_RULE = 200
_ANCHOR_ITEMS = 40
_DONE: Mapping[EditAction, str] = {
    "pin": "pinned {label}",
    "unpin": "unpinned {label}",
    "mute": "muted {label}",
    "unmute": "unmuted {label}",
    "rename": "renamed {label} to {into}",
    "merge": "merged {label} into {into}",
    "split": "split {label} into {into}",
}


class Corrections(Forgetting):
    """Edits are events: they last, they are exact in time, and the last one can be taken back."""

    def edit_interest(
        self,
        user_id: str,
        action: EditAction,
        interest: str,
        into: str | None = None,
        *,
        told_by: str | None = None,
    ) -> Edit:
        """Take one of a user's interests in hand; in force from the very next list on.

        Args:
            user_id: whose it is.
            action: what is done.
            interest: its id or its label.
            into: the new label of `rename`, the other interest of `merge`.
            told_by: who asks for it, where that is not the user.

        Raises:
            UnknownUser: the log has nothing of this user.
            UnknownInterest: the user has no such interest, or several that this may mean.
            BadInput: the action cannot be done with it.
        """
        with self._lock:
            search, events, tracked = self._standing(user_id)
            found = tracked.folded.interests if tracked else ()
            one = find_interest(found, interest)
            context: dict[str, object] = {"action": action, "interest": one.topic.topic_id}
            said = into or ""
            if tracked is not None:
                context["anchor"] = _anchor(one, found, tracked.tree)
            match action:
                case "rename":
                    said = context["into"] = _new_label(into, one, found)
                case "merge":
                    other = _other(into, one, found)
                    if tracked is not None:
                        context["into_anchor"] = _anchor(other, found, tracked.tree)
                    context["into"], said = other.topic.topic_id, other.topic.label
                case "split":
                    parts = self._split(one, tracked, search)
                    context["parts"], said = parts, " and ".join(str(part["label"]) for part in parts)
                case _:
                    pass
            text = _DONE[action].format(label=one.topic.label, into=said)
            return self._log_edit(user_id, events, context, text, told_by)

    def prefer(
        self,
        user_id: str,
        liking: Liking,
        about: str,
        *,
        told_by: str | None = None,
        replaces: str | None = None,
    ) -> Preference:
        """Set a lasting rule: more, less or nothing of something, on every list from the next on.

        Args:
            user_id: whose rule it is.
            liking: what is asked for.
            about: a tag, a genre word or free text.
            told_by: who asks for it, where that is not the user.
            replaces: key of the statement of the profile in whose place the rule stands.

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: `about` says nothing, or too much.
        """
        with self._lock:
            about = " ".join(about.split())
            if not about or len(about) > _LONGEST_RULE:
                raise BadInput("A rule needs a few words that say what it is about", "such as: less gore")
            self._known(user_id)
            events = self.stores.log.user_events(user_id)
            context: dict[str, object] = {"action": PREFER, "liking": liking, "about": about}
            context |= {REPLACES: replaces} if replaces else {}
            made = self._log_edit(user_id, events, context, f"{liking} {about}", told_by)
            return Preference(event_id=made.event_id, at=made.at, liking=liking, about=about)

    def undo(self, user_id: str, *, told_by: str | None = None) -> Edit:
        """Take a user's last edit back; the edit that was taken back.

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: there is no edit to take back.
        """
        with self._lock:
            self._known(user_id)
            events = self.stores.log.user_events(user_id)
            last = last_edit(events)
            if last is None:
                raise BadInput("There is no edit to take back", "pins, names and rules can be taken back")
            context: dict[str, object] = {"action": UNDO, "of": last.event_id}
            self._log_edit(user_id, events, context, f"took back: {last.text}", told_by)
            return edit_of(last, undone=True)

    def changes(self, user_id: str, since: datetime, until: datetime | None = None) -> InterestChanges:
        """How a user's interests moved between two moments, the largest movement first.

        Args:
            user_id: whose they are.
            since: the earlier moment.
            until: the later one; now when None.

        Raises:
            UnknownUser: the log has nothing of this user.
            BadInput: `since` is not before `until`.
        """
        with self._lock:
            self._known(user_id)
            later, _ = self._moment(until)
            earlier = to_micros(since)
            if earlier >= later:
                raise BadInput(
                    f"{since:%Y-%m-%d %H:%M} is not before {from_micros(later):%Y-%m-%d %H:%M}",
                    "`since` must come before `until`",
                )
            events = self.stores.log.user_events(user_id, later)
            tracked = self._track(events, later, self.stores.vectors.search())
            return interest_changes(user_id, earlier, later, events, tracked, self.settings.interests)

    def _standing(self, user_id: str) -> tuple[VectorSearch, list[StoredEvent], Tracked | None]:
        self._known(user_id)
        moment, _ = self._moment(None)
        search = self.stores.vectors.search()
        events = self.stores.log.user_events(user_id)
        return search, events, self._track(events, moment, search)

    def _track(self, events: Sequence[StoredEvent], moment: int, search: VectorSearch) -> Tracked | None:
        return self._tracker.track(events, moment, search, self.stores.vectors.model_in_force)

    def _log_edit(
        self,
        user_id: str,
        events: Sequence[StoredEvent],
        context: Mapping[str, object],
        text: str,
        told_by: str | None,
    ) -> Edit:
        # In an archive the present is its last event: an edit of today must not end that. Two edits
        # of one moment would have no order.
        moment, _ = self._moment(None)
        newest = max((event.at for event in events if event.kind == "edit"), default=0)
        at = from_micros(max(moment, newest + 1))
        event_id = f"e{secrets.token_hex(11)}"
        event = Event(
            user_id=user_id,
            kind="edit",
            at=at,
            text=text,
            event_id=event_id,
            context=stamped(context, told_by),
        )
        self.stores.log.append([event])
        interest = context.get("interest")
        return Edit(
            event_id=event_id,
            at=at,
            action=str(context["action"]),
            interest_id=str(interest) if interest is not None else None,
            text=text,
        )

    def _split(
        self, one: FoldedInterest, tracked: Tracked | None, search: VectorSearch
    ) -> list[dict[str, object]]:
        if PART in one.topic.topic_id:
            raise BadInput(
                f"{one.topic.label} is a part of a split interest", "take the split back with undo"
            )
        items = self.stores.catalogue.get({event.item_id for event in one.events if event.item_id})
        parts = split_interest(one, items, search)
        if parts is None:
            raise BadInput(
                f"{one.topic.label} cannot be split",
                "it rests on too few different items, or they are all alike",
            )
        return [{"label": part.label, "items": sorted(part.items)} for part in parts]

    def _known(self, user_id: str) -> None:
        if self.stores.log.user(user_id) is None:
            raise unknown_user(user_id)


def find_interest(found: Sequence[FoldedInterest], name: str) -> FoldedInterest:
    """The interest of an id, a label, or a part of a label or tag that only one bears.

    Raises:
        UnknownInterest: there is none, or more than one.
    """
    wanted = " ".join(name.split()).casefold()
    for one in found:
        if name == one.topic.topic_id or wanted == one.topic.label.casefold():
            return one
    if wanted:
        for words in (lambda one: [one.topic.label], lambda one: one.topic.tags):
            near = [one for one in found if any(wanted in word.casefold() for word in words(one))]
            if len(near) == 1:
                return near[0]
            if near:
                listed = "; ".join(one.topic.label for one in near)
                raise UnknownInterest(f"{name} may mean several interests", f"say which of: {listed}")
    listed = "; ".join(one.topic.label for one in found) or "there are none yet"
    raise UnknownInterest(f"There is no interest {name}", f"the interests are: {listed}")


def _anchor(one: FoldedInterest, found: Sequence[FoldedInterest], tree: "Tree") -> dict[str, object]:
    items = dict.fromkeys(event.item_id for event in reversed(one.events) if event.item_id)
    return {
        "level": one.topic.level,
        "items": list(items)[:_ANCHOR_ITEMS],
        "apart": [
            other.topic.topic_id
            for other in found
            if other is not one
            and other.topic.level < one.topic.level
            and other.topic.topic_id in tree.numbers
            and tree.places[tree.numbers[other.topic.topic_id]] <= one.places
        ],
    }


def _new_label(into: str | None, one: FoldedInterest, found: Sequence[FoldedInterest]) -> str:
    label = " ".join((into or "").split())
    if not label or len(label) > _LONGEST_LABEL:
        raise BadInput("A new name is needed", f"give one of at most {_LONGEST_LABEL} characters")
    if any(label.casefold() == other.topic.label.casefold() for other in found if other is not one):
        raise BadInput(f"Another interest is called {label} already", "merge the two, or take another name")
    return label


def _other(into: str | None, one: FoldedInterest, found: Sequence[FoldedInterest]) -> FoldedInterest:
    if not into:
        raise BadInput("Two interests are needed to merge", "name the one that it becomes a part of")
    other = find_interest(found, into)
    if other is one:
        raise BadInput(f"{one.topic.label} cannot be merged into itself", "name another interest")
    if PART in one.topic.topic_id or PART in other.topic.topic_id:
        raise BadInput("The parts of a split interest cannot be merged", "take the split back with undo")
    return other
