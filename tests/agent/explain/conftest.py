"""Explanations made by hand, with every kind of statement, and a catalogue around them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from penchant.agent.explain.templates import statement_text
from penchant.agent.types import Counterfactual, Explanation, Reason, ReasonKind

AT = datetime(2026, 11, 20, tzinfo=UTC)
CATALOGUE = (
    "Tartine Bread",
    "Heat (1995)",
    "Heat 2",
    "Ronin (1998)",
    "Collateral (2004)",
    "Thief (1981)",
    "The Insider (1999)",
    "The End of the Affair (1999)",
    "Up (2009)",
    "Dune (2021)",
    "Outer Wilds",
    "Kind of Blue",
    "Salted butter, 250 g",
)
LABELS = ("crime, heist", "baking, bread", "jazz", "space, science fiction")


def told(kind: ReasonKind, contribution: float = 0.0, **fields: object) -> Reason:
    """A statement as the product words it."""
    return Reason(
        text=statement_text(kind, fields).rstrip("."), kind=kind, fields=fields, contribution=contribution
    )


@pytest.fixture
def explanation() -> Explanation:
    """Thief, second of ten, for four reasons, with something against it and a counterfactual."""
    return Explanation(
        list_id="l1",
        item_id="thief",
        title="Thief (1981)",
        listed=True,
        rank=2,
        score=1.5,
        parts={"interests": 0.6, "recent": 0.4, "together": 0.3, "popular_30d": 0.2},
        statements=(
            told("interest", 0.6, label="crime, heist", state="rising", share=0.43),
            told("recent", 0.4, title="Heat (1995)", event_kind="like", day="2026-11-03"),
            told("together", 0.3, title="Ronin (1998)", people=37),
            told("popular", 0.2, days=30.0, people=12),
            told("despite", -0.2, part="diversity", why="alike", title="Collateral (2004)"),
            told(
                "without",
                titles=["Heat (1995)", "Ronin (1998)"],
                count=2,
                rank_before=2,
                rank_after=14,
            ),
        ),
        counterfactual=Counterfactual(removed=("e1", "e2"), rank_before=2, rank_after=14),
        at=AT,
        user_id="ann",
    )


@pytest.fixture
def undecided() -> Explanation:
    """Outer Wilds, popular and new, near an interest; nothing in the history decides."""
    return Explanation(
        list_id="l2",
        item_id="wilds",
        title="Outer Wilds",
        listed=True,
        rank=7,
        score=0.8,
        parts={"popular_7d": 0.5, "new": 0.2, "interests": 0.1},
        statements=(
            told("popular", 0.5, days=7.0, people=30),
            told("new", 0.2, days=9),
            told("interest", 0.1, label="space, science fiction", state="fading", share=0.12, near=True),
            told("preference", 0.1, about="puzzles", liking="more", day="2026-09-05"),
            told("history", searched=9, stays=True, rank_without_all=5, cut_short=False, most=12),
        ),
        at=AT,
        user_id="ann",
    )


@pytest.fixture
def catalogue() -> tuple[str, ...]:
    """Titles; most are in nobody's evidence."""
    return CATALOGUE


@pytest.fixture
def statement() -> Callable[..., Reason]:
    """Makes a statement as the product words it."""
    return told
