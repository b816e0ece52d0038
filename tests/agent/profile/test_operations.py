"""Code's operations bring a profile up to date; what they make is what the facts say."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.profile.facts import ProfileFacts, profile_facts
from penchant.agent.profile.operations import applied, proposed
from penchant.agent.profile.points import points
from penchant.agent.profile.writer import ProfileWriter
from penchant.agent.types import InterestState, Item, Profile, ProfileOperation

AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def facts(state: InterestState, items: dict[str, Item], did: Any) -> ProfileFacts:
    return profile_facts(state, [did("like", "j1"), did("dislike", "h1")], items)


def written(facts: ProfileFacts, earlier: Profile | None = None) -> Profile:
    return ProfileWriter(None).write("ann", facts, AT, earlier=earlier)


def told(profile: Profile) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.action, one.keys) for one in profile.operations]


def test_the_first_version_adds_everything(facts: ProfileFacts) -> None:
    profile = written(facts)
    assert {action for action, _ in told(profile)} == {"add"}
    assert [one.key for one in profile.statements] == [
        "interest:baking, bread",
        "interest:science fiction, space",
        "interest:jazz",
        "liked",
        "dislikes",
    ]


def test_the_same_facts_ask_for_nothing_and_keep_every_sentence(facts: ProfileFacts) -> None:
    first = written(facts)
    second = written(facts, first)
    assert second.operations == ()
    assert second.statements == first.statements


def test_a_changed_share_rewords_its_sentence_alone(facts: ProfileFacts) -> None:
    first = written(facts)
    bread, *others = facts.interests
    later = replace(facts, interests=(replace(bread, percent=61), *others))
    second = written(later, first)
    assert told(second) == [("reword", ("interest:baking, bread",))]
    assert "61%" in second.statements[0].text
    assert second.statements[1:] != ()
    assert [one.text for one in second.statements[1:]] == [one.text for one in first.statements[1:]]


def test_a_change_of_places_alone_is_no_change_of_sentences(facts: ProfileFacts) -> None:
    first = written(facts)
    bread, space, jazz = facts.interests
    second = written(replace(facts, interests=(space, bread, jazz)), first)
    assert second.operations == ()
    assert {one.text for one in second.statements} == {one.text for one in first.statements}
    assert second.statements[0].key == "interest:science fiction, space"


def test_what_the_facts_no_longer_have_is_retired(facts: ProfileFacts) -> None:
    first = written(facts)
    second = written(replace(facts, interests=facts.interests[:2], dislikes=None), first)
    assert sorted(told(second)) == [("retire", ("dislikes",)), ("retire", ("interest:jazz",))]
    assert {one.key for one in second.statements} == {
        "interest:baking, bread",
        "interest:science fiction, space",
        "liked",
    }


def test_an_interest_that_went_up_in_another_is_merged_into_it(facts: ProfileFacts) -> None:
    first = written(facts)
    bread, space, jazz = facts.interests
    wider = replace(bread, label="food", interest_id="food", bearers=(*bread.evidence, "x1"))
    second = written(replace(facts, interests=(wider, space, jazz)), first)
    assert told(second) == [("merge", ("interest:food", "interest:baking, bread"))]
    assert "food" in second.statements[0].text


def test_a_sentence_whose_event_is_gone_is_written_anew(facts: ProfileFacts) -> None:
    first = written(facts)
    bread, *others = facts.interests
    # The same shares, but one of the events is not there any more.
    later = replace(
        facts, interests=(replace(bread, evidence=bread.evidence[:1], bearers=bread.evidence[:1]), *others)
    )
    second = written(later, first)
    assert ("reword", ("interest:baking, bread",)) in told(second)
    assert second.statements[0].evidence == bread.evidence[:1]


def test_a_merged_sentence_stands_for_its_parts_and_is_split_when_one_of_them_changes(
    facts: ProfileFacts,
) -> None:
    now = points(facts)
    both = ProfileOperation(
        action="merge",
        keys=(now[0].key, now[2].key),
        text="Your interests in baking and bread and in jazz are with you.",
        evidence=(now[0].evidence[0], now[2].evidence[0]),
        proposed_by="oracle",
    )
    merged = applied((), now, [*proposed((), now), both])
    assert [one.key for one in merged] == [now[0].key, now[1].key, now[3].key, now[4].key]
    assert merged[0].also == (now[2].key,)
    assert proposed(merged, now) == []
    assert applied(merged, now, []) == merged
    jazz = replace(facts.interests[2], percent=3)
    later = points(replace(facts, interests=(*facts.interests[:2], jazz)))
    steps = proposed(merged, later)
    assert {(one.action, one.keys) for one in steps} == {
        ("reword", (now[0].key,)),
        ("reword", (now[2].key,)),
    }
    assert [one.key for one in applied(merged, later, steps)] == [one.key for one in later]


def test_the_weeks_and_the_months_are_kept_apart(facts: ProfileFacts) -> None:
    bread, space, jazz = facts.interests
    apart = replace(
        facts,
        interests=(
            replace(bread, recent_percent=70, usual_percent=20),
            replace(space, recent_percent=5, usual_percent=60),
            jazz,
        ),
    )
    profile = written(apart)
    assert profile.recent == "Lately you turned most to baking and bread (70%), then to jazz (12%)."
    assert profile.lasting == (
        "All in all you turn most to science fiction and space (60%), then to baking and bread (20%)."
    )
    terms = {one.key: one.term for one in profile.statements}
    assert terms["interest:baking, bread"] == terms["liked"] == "short"
    assert terms["interest:science fiction, space"] == terms["dislikes"] == "long"
    assert "bread" in profile.recent_tags
    assert set(profile.lasting_tags) == {"science fiction", "space"}
