"""What a statement says is counted again from the rows: truth passes, and each kind of untruth is named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.evaluation.explanations.fresh import without_events
from penchant.agent.evaluation.explanations.ledger import Ledger
from penchant.agent.evaluation.explanations.recount import Recount
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Explanation, Item, Reason

KINDS = frozenset({"view", "like"})
AT = datetime(2026, 3, 1, tzinfo=UTC)
OWN = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}


@pytest.fixture
def penchant(tmp_path: Path) -> Iterator[Penchant]:
    with open_runtime(tmp_path / "w", OWN) as opened:
        items = [
            Item(item_id=f"i{n}", title=f"Lantern {n}", topic_text=f"lantern harbour {n}") for n in range(20)
        ]
        events = [
            Event(
                user_id=f"u{user}",
                kind="like",
                item_id=f"i{(user + step) % 20}",
                at=datetime(2026, 2, 1 + step, tzinfo=UTC),
                event_id=f"e{user}-{step}",
            )
            for user in range(8)
            for step in range(6)
        ]
        opened.import_records(items, events)
        yield opened


@pytest.fixture
def explanation(penchant: Penchant) -> Explanation:
    made = penchant.recommend("u0", 5, AT)
    return penchant.why(made.list_id, made.items[0].item_id)


def judged(penchant: Penchant, explanation: Explanation, reason: Reason) -> str | None:
    with Ledger(penchant.workspace) as ledger:
        return Recount(ledger, KINDS, penchant.interests).judge(explanation, reason).fault


def test_the_parts_that_are_told_are_those_that_were_stored(
    penchant: Penchant, explanation: Explanation
) -> None:
    with Ledger(penchant.workspace) as ledger:
        recount = Recount(ledger, KINDS, penchant.interests)
        assert recount.parts_add_up(explanation)
        name = next(iter(explanation.parts))
        parts = {**explanation.parts, name: explanation.parts[name] + 0.001}
        assert not recount.parts_add_up(replace(explanation, parts=parts))


def test_people_are_counted_again(penchant: Penchant, explanation: Explanation) -> None:
    with Ledger(penchant.workspace) as ledger:
        until = round(AT.timestamp() * 1e6)
        count = len(ledger.takers(explanation.item_id, KINDS, until))
    part = sum(value for name, value in explanation.parts.items() if name.startswith("popular"))
    popular = Reason(
        text=f"{count} people took it so far",
        kind="popular",
        fields={"days": None, "people": count},
        contribution=part,
    )
    explained = explanation
    if part <= 0:
        assert judged(penchant, explained, popular) == "its part of the score is not above zero"
        return
    assert judged(penchant, explained, popular) is None
    assert "the log has" in str(
        judged(penchant, explained, replace(popular, text=f"{count + 1} people took it so far"))
    )
    assert "contribution" in str(judged(penchant, explained, replace(popular, contribution=part + 1)))


def test_a_statement_of_an_unknown_kind_or_of_anothers_events_is_not_true(
    penchant: Penchant, explanation: Explanation
) -> None:
    strange = Reason(text="The stars say so", kind="remaining")
    assert judged(penchant, explanation, replace(strange, kind="stars")) is not None  # type: ignore[arg-type]
    others = Reason(text="x", kind="query", evidence=("e3-0",))
    assert "no event of theirs" in str(judged(penchant, explanation, others))


def test_a_copy_lacks_the_events_and_nothing_else(penchant: Penchant, tmp_path: Path) -> None:
    before = penchant.stores.log.count()
    penchant.close()
    copy = without_events(tmp_path / "w", tmp_path / "copy", ["e0-0", "e0-1"])
    with open_runtime(copy, OWN) as opened:
        assert opened.stores.log.count() == before - 2
        assert [one.event_id for one in opened.stores.log.user_events("u0")] == [
            f"e0-{n}" for n in range(2, 6)
        ]
        assert opened.recommend("u0", 5, AT).items
