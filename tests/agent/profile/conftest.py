"""A person whose interests, likes and dislikes are known."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from penchant.agent.times import to_micros
from penchant.agent.types import (
    EventKind,
    Evidence,
    Interest,
    InterestState,
    InterestStatus,
    Item,
    StoredEvent,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def items() -> dict[str, Item]:
    made = [
        ("b1", "Tartine Bread", ("baking", "bread")),
        ("b2", "Rye flour, 1 kg", ("baking", "bread")),
        ("s1", "The Left Hand of Darkness", ("science fiction",)),
        ("h1", "Dracula", ("horror", "classic")),
        ("h2", "Resident Evil 2", ("horror",)),
        ("j1", "Kind of Blue", ("jazz",)),
    ]
    return {item_id: Item(item_id=item_id, title=title, tags=tags) for item_id, title, tags in made}


@pytest.fixture
def did() -> Callable[..., StoredEvent]:
    numbers = iter(range(1, 1000))

    def make(kind: EventKind, item_id: str | None = None, *, days_ago: float = 1, **more: Any) -> StoredEvent:
        seq = next(numbers)
        at = to_micros(NOW - timedelta(days=days_ago))
        return StoredEvent(
            seq=seq, event_id=f"e{seq}", user_id="ann", kind=kind, at=at, item_id=item_id, **more
        )

    return make


def interest(
    label: str, share: float, state: InterestStatus, *titles: str, muted: bool = False, days: int = 40
) -> Interest:
    evidence = [
        Evidence(event_id=f"{label}-{n}", kind="like", at=NOW, item_id=f"{label}{n}", title=title)
        for n, title in enumerate(titles)
    ]
    return Interest(
        interest_id=label,
        label=label,
        tags=tuple(label.split(", ")),
        state=state,
        strength=share,
        share=share,
        short_share=share,
        long_share=share,
        since=NOW - timedelta(days=days),
        state_since=NOW - timedelta(days=days),
        last_seen=NOW - timedelta(days=2),
        event_count=9,
        muted=muted,
        evidence=tuple(evidence),
    )


@pytest.fixture
def state() -> InterestState:
    interests = (
        interest("baking, bread", 0.434, "rising", "Tartine Bread", "Rye flour, 1 kg"),
        interest("science fiction, space", 0.25, "fading", "The Left Hand of Darkness", days=200),
        interest("jazz", 0.12, "returned", "Kind of Blue", days=400),
        interest("chess", 0.1, "dormant"),
        interest("spam", 0.09, "steady", muted=True),
        interest("noise", 0.004, "new"),
    )
    return InterestState(user_id="ann", as_of=NOW, interests=interests)
