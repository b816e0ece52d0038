"""The facts of a person are what their events say, and change when those do."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from penchant.agent.profile.facts import ProfileFacts, profile_facts
from penchant.agent.types import InterestState, Item, Preference

Items = dict[str, Item]


def test_interests_are_told_strongest_first_without_dormant_muted_and_tiny_ones(
    state: InterestState, items: Items
) -> None:
    told = profile_facts(state, [], items).interests
    assert [(one.label, one.percent, one.state) for one in told] == [
        ("baking, bread", 43, "rising"),
        ("science fiction, space", 25, "fading"),
        ("jazz", 12, "returned"),
    ]
    assert told[0].titles == ("Tartine Bread", "Rye flour, 1 kg")
    assert told[0].evidence == ("baking, bread-0", "baking, bread-1")
    assert told[0].since == date(2026, 10, 15)


def test_nobody_is_told_that_they_are_drawn_to_what_they_want_less_of(
    state: InterestState, items: Items, now: datetime
) -> None:
    for about in ("Jazz", "baking and bread", "space"):
        rule = Preference(event_id="e9", at=now, liking="less", about=about)
        facts = profile_facts(replace(state, preferences=(rule,)), [], items)
        assert len(facts.interests) == 2
        wanted = profile_facts(replace(state, preferences=(replace(rule, liking="more"),)), [], items)
        assert len(wanted.interests) == 3


def test_the_newest_likes_come_first_and_each_item_once(state: InterestState, items: Items, did: Any) -> None:
    events = [
        did("like", "s1", days_ago=9),
        did("purchase", "b2", days_ago=8),
        did("like", "b1", days_ago=7),
        did("share", "b1", days_ago=6),
        did("view", "j1", days_ago=5),
        did("like", "gone", days_ago=4),
    ]
    liked = profile_facts(state, events, items).liked
    assert [(one.title, one.kind) for one in liked] == [
        ("Tartine Bread", "share"),
        ("Rye flour, 1 kg", "purchase"),
        ("The Left Hand of Darkness", "like"),
    ]
    assert [one.evidence for one in liked] == [("e4",), ("e2",), ("e1",)]


def test_dislikes_that_share_a_tag_are_called_by_it(state: InterestState, items: Items, did: Any) -> None:
    events = [did("dislike", "h1"), did("dislike", "h2"), did("dislike", "h1")]
    dislikes = profile_facts(state, events, items).dislikes
    assert dislikes is not None
    assert dislikes.label == "horror"
    assert dislikes.titles == ("Dracula", "Resident Evil 2")
    assert dislikes.evidence == ("e3", "e2")


def test_what_a_person_follows_is_not_called_a_dislike(state: InterestState, items: Items, did: Any) -> None:
    dislikes = profile_facts(state, [did("dislike", "b1"), did("dislike", "b2")], items).dislikes
    assert dislikes is not None
    assert dislikes.label is None


def test_the_last_opinion_of_an_item_counts(state: InterestState, items: Items, did: Any) -> None:
    facts = profile_facts(state, [did("dislike", "j1"), did("like", "j1")], items)
    assert [one.title for one in facts.liked] == ["Kind of Blue"]
    assert facts.dislikes is None


def test_ratings_are_read_by_the_persons_own_range(state: InterestState, items: Items, did: Any) -> None:
    rated = [("b1", 5.0), ("s1", 4.5), ("j1", 3.5), ("h1", 2.0)]
    facts = profile_facts(state, [did("rate", item, value=value) for item, value in rated], items)
    assert [one.title for one in facts.liked] == ["The Left Hand of Darkness", "Tartine Bread"]
    assert facts.dislikes is not None
    assert facts.dislikes.titles == ("Dracula",)


def test_a_few_ratings_and_equal_ones_say_nothing(state: InterestState, items: Items, did: Any) -> None:
    few = [did("rate", "b1", value=5.0), did("rate", "h1", value=1.0)]
    same = [did("rate", item, value=4.0) for item in ("b1", "b2", "s1", "h1")]
    for events in (few, same):
        facts = profile_facts(state, events, items)
        assert (facts.liked, facts.dislikes) == ((), None)


def test_the_last_thing_said_is_kept(state: InterestState, items: Items, did: Any) -> None:
    events = [did("statement", text="Old."), did("statement", text="More rye."), did("search", text="rye")]
    said = profile_facts(state, events, items).said
    assert said is not None
    assert (said.text, said.evidence) == ("More rye.", ("e2",))


def test_the_digest_shows_a_change_and_nothing_else(state: InterestState, items: Items, did: Any) -> None:
    facts = profile_facts(state, [did("like", "b1")], items)
    later = replace(state, as_of=state.as_of.replace(hour=13))
    again = profile_facts(later, [did("like", "b1")], items)
    assert replace(again, liked=facts.liked).digest() == facts.digest()
    assert profile_facts(state, [], items).digest() != facts.digest()
    assert ProfileFacts().digest() == ProfileFacts().digest()
