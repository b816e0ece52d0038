"""Everything that is kept of one user, ready for JSON: their own copy of it."""

from datetime import datetime

from penchant.agent.memory.lists import encoded_list
from penchant.agent.memory.profiles import encoded_profile
from penchant.agent.times import from_micros
from penchant.agent.types import Interest, InterestState, StoredEvent
from penchant.agent.workspace import Stores


def export_user(user_id: str, state: InterestState, stores: Stores, at: datetime) -> dict[str, object]:
    """Events as they are logged, interests as of now, every list and profile, and what was said."""
    return {
        "user_id": user_id,
        "exported_at": at.isoformat(),
        "events": [_event(event) for event in stores.log.user_events(user_id)],
        "interests": [_interest(interest) for interest in state.interests],
        "impressions": [_event(event) for event in stores.log.impressions(user_id)],
        "lists": [encoded_list(made) for made in stores.lists.of_user(user_id)],
        "profiles": [encoded_profile(one) for one in stores.profiles.history(user_id)],
        "conversation": [
            {"role": one.role, "text": one.text, "at": one.at.isoformat()}
            for one in stores.conversations.transcript(user_id)
        ],
    }


def _event(event: StoredEvent) -> dict[str, object]:
    given = {
        "event_id": event.event_id,
        "kind": event.kind,
        "at": from_micros(event.at).isoformat(),
        "item_id": event.item_id,
        "value": event.value,
        "text": event.text,
        "context": dict(event.context) or None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _interest(interest: Interest) -> dict[str, object]:
    return {
        "interest_id": interest.interest_id,
        "label": interest.label,
        "tags": list(interest.tags),
        "state": interest.state,
        "strength": interest.strength,
        "share": interest.share,
        "since": interest.since.isoformat(),
        "last_seen": interest.last_seen.isoformat(),
    }
