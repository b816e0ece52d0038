"""Errors planted into true sentences of real explanations, kind by kind.

Run it alone: python -m pytest tests/benchmarks/test_explanations.py -s
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.people import demo_events
from penchant.agent.evaluation.explanations.wordings import PlantedFound, plant_errors
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Explanation

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EACH = 4
USERS = 30
LEAST = 500
KINDS = 20


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Penchant]:
    with open_runtime(tmp_path, {"llm": {"kind": "none"}}) as penchant:
        penchant.import_records(demo_items(), demo_events(NOW))
        yield penchant


@pytest.fixture
def films(tmp_path: Path, data_folder: Path) -> Iterator[Penchant]:
    with open_runtime(tmp_path, {"llm": {"kind": "none"}}) as penchant:
        penchant.import_movielens(data_folder / "movielens-small")
        yield penchant


def planted_into(penchant: Penchant) -> PlantedFound:
    chance = random.Random(0)
    users = penchant.users()
    chance.shuffle(users)
    explanations: list[Explanation] = []
    labels: set[str] = set()
    for user in users[:USERS]:
        made = penchant.recommend(user.user_id, 10)
        labels.update(one.label for one in penchant.interests(user.user_id).interests)
        places = chance.sample(made.items, min(EACH, len(made.items)))
        explanations += [penchant.why(made.list_id, place.item_id) for place in places]
    titles = [item.title for _, item in penchant.stores.catalogue.changed_after(0)]
    return plant_errors(explanations, titles, sorted(labels), seed=0)


def tell(name: str, found: PlantedFound) -> None:
    print(f"\n{name}: {found.caught_share:.2%} of {sum(found.planted.values()):,} planted errors caught")
    for error, count in found.planted.items():
        print(f"  {error:30}{count:>7}{found.caught.get(error, 0) / count:>9.1%}")
    for origin, count in found.true.items():
        print(f"  true, {origin:24}{count:>7}{found.refused.get(origin, 0) / count:>9.1%} refused")


@pytest.mark.parametrize("name", ["demo", "films"])
def test_planted_errors_are_caught_and_true_sentences_kept(name: str, request: pytest.FixtureRequest) -> None:
    found = planted_into(request.getfixturevalue(name))
    tell(name, found)
    assert sum(found.planted.values()) >= LEAST
    assert len(found.planted) >= KINDS
    assert found.caught_share >= 0.98
    for origin in ("template", "tuned"):
        assert found.refused[origin] <= 0.02 * found.true[origin]
