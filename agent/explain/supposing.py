"""What a list would be if some things had not happened, or one more had."""

from collections.abc import Collection, Sequence
from typing import Literal

from penchant.agent.explain.records import Moved, WhatIf
from penchant.agent.explain.scene import Scene
from penchant.agent.types import Event, Note, Recommendation, StoredEvent


def suppose(
    scene: Scene,
    *,
    without: Collection[str] = (),
    added: Sequence[Event] = (),
    stored: Sequence[StoredEvent] = (),
    notes: Sequence[Note] = (),
) -> WhatIf:
    """The list as it would have been; nothing is kept of it.

    Args:
        scene: the list.
        without: ids of the person's events that are left out.
        added: what is supposed to have happened.
        stored: the same, in the form in which the log would hold it.
        notes: to be told with it.
    """
    kind: Literal["without", "with"] = "with" if added else "without"
    before = scene.made.items if scene.is_remade else scene.remaker.make().items
    after = scene.remaker.make(without, added=stored).items
    removed = [event.event_id for event in reversed(scene.events) if event.event_id in without]
    return WhatIf(
        list_id=scene.made.list_id,
        user_id=scene.made.user_id,
        at=scene.made.at,
        kind=kind,
        removed=tuple(removed),
        added=tuple(added),
        before=before,
        after=after,
        moved=tuple(moves(before, after)),
        notes=tuple(notes),
    )


def moves(before: Sequence[Recommendation], after: Sequence[Recommendation]) -> list[Moved]:
    """What leaves, then what enters, then what changes its place."""
    was = {place.item_id: place for place in before}
    now = {place.item_id: place for place in after}
    titles = {item_id: place.title for item_id, place in (now | was).items()}

    def moved(item_id: str) -> Moved:
        return Moved(
            item_id=item_id,
            title=titles[item_id],
            rank_before=was[item_id].rank if item_id in was else None,
            rank_after=now[item_id].rank if item_id in now else None,
        )

    left = [item_id for item_id in was if item_id not in now]
    entered = [item_id for item_id in now if item_id not in was]
    shifted = [item_id for item_id in now if item_id in was and was[item_id].rank != now[item_id].rank]
    return [moved(item_id) for item_id in (*left, *entered, *shifted)]
