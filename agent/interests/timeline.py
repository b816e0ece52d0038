"""A user's interests at any moment, in the words and records that a person reads."""

from collections.abc import Mapping, Sequence

from penchant.agent.interests.fold import FoldedInterest
from penchant.agent.times import from_micros
from penchant.agent.types import Evidence, Interest, InterestState, StoredEvent


def interest_state(
    user_id: str, as_of: int, folded: Sequence[FoldedInterest], titles: Mapping[str, str]
) -> InterestState:
    """The folded interests as records; `titles` names the items of their evidence."""
    return InterestState(
        user_id=user_id,
        as_of=from_micros(as_of),
        interests=tuple(
            Interest(
                interest_id=interest.topic.topic_id,
                label=interest.topic.label,
                tags=interest.topic.tags,
                state=interest.state,
                strength=interest.strength,
                share=interest.share,
                short_share=interest.short_share,
                long_share=interest.long_share,
                since=from_micros(interest.first_at),
                last_seen=from_micros(interest.last_at),
                event_count=interest.event_count,
                evidence=tuple(evidence_of(event, titles) for event in interest.evidence),
            )
            for interest in folded
        ),
    )


def evidence_of(event: StoredEvent, titles: Mapping[str, str]) -> Evidence:
    """An event as a reader recognises it."""
    item_title = titles.get(event.item_id, event.item_id) if event.item_id else None
    return Evidence(
        event_id=event.event_id,
        kind=event.kind,
        at=from_micros(event.at),
        item_id=event.item_id,
        title=item_title or event.text or "",
    )
