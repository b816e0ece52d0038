"""What each demo person's story says is what their interests show, with the real embedding model."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.people import demo_events, demo_people
from penchant.agent.demo.person import Person
from penchant.agent.runtime import Penchant, open_runtime

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Penchant]:
    with open_runtime(tmp_path_factory.mktemp("demo"), clock=FixedClock()) as penchant:
        penchant.import_records(demo_items(), demo_events(NOW))
        yield penchant


@pytest.mark.parametrize("person", demo_people(), ids=lambda person: person.user_id)
def test_the_story_of_a_person_shows_in_their_interests(demo: Penchant, person: Person) -> None:
    interests = demo.interests(person.user_id).interests
    for expected in person.expected:
        about = [interest for interest in interests if set(interest.tags) & set(expected.tags)]
        assert about, expected
        strongest = max(about, key=lambda interest: interest.share)
        assert strongest.state == expected.state, (expected, [(i.label, i.state, i.share) for i in about])


@pytest.mark.parametrize("user_id", ["mira", "tomas", "wei", "amara", "ines", "lena"])
def test_a_person_gets_a_full_list_that_serves_more_than_one_interest(demo: Penchant, user_id: str) -> None:
    made = demo.recommend(user_id, k=10)
    assert len(made.items) == 10
    served = {
        reason.fields["interest_id"]
        for place in made.items
        for reason in place.reasons
        if reason.kind == "interest"
    }
    assert len(served) >= 2
