"""The sentences of a profile in plain words, filled from facts."""

from collections.abc import Mapping, Sequence
from datetime import date

from penchant.agent.explain.facts import spoken
from penchant.agent.profile.facts import (
    DislikeFact,
    InterestFact,
    LikedFact,
    ProfileFacts,
    SaidFact,
)
from penchant.agent.types import EventKind, InterestStatus, Preference

NOTHING_YET = "Not enough is known of you yet to say what draws you."

# Two ways to say each, so that neighbours of one state do not sound alike.
_INTEREST: Mapping[InterestStatus, tuple[str, str]] = {
    "rising": (
        "You are drawn more and more to {label}: {share} of your interest now, first seen on {since}.",
        "Your interest in {label} is rising, and makes up {share} of the whole.",
    ),
    "new": (
        "New for you is {label}: first seen on {since}, and {share} of your interest already.",
        "You have discovered {label}, with {share} of your interest since {since}.",
    ),
    "steady": (
        "You hold on to {label}: {share} of your interest, with you since {since}.",
        "Your interest in {label} is steady, with {share} since {since}.",
    ),
    "fading": (
        "Your interest in {label} is fading: {share} now, last seen on {seen}.",
        "You turn to {label} less than you did: {share} now, and for the last time on {seen}.",
    ),
    "returned": (
        "You have come back to {label}, with {share} of your interest, after a long pause.",
        "Your interest in {label} has returned, and makes up {share} of the whole.",
    ),
    "dormant": (
        "Your interest in {label} is dormant, last seen on {seen}.",
        "Your interest in {label} is dormant, last seen on {seen}.",
    ),
}
_MOVES: Mapping[InterestStatus, str] = {
    "rising": "is rising",
    "new": "is new",
    "fading": "is fading",
    "returned": "is back",
}
_BOTH: Mapping[InterestStatus, str] = {
    state: told.replace("is ", "are both ") for state, told in _MOVES.items()
}
_CONTRAST = 2
"""How many times the share of the months the last weeks have when it is worth a sentence."""
_TOLD_SHARE = 2
"""Percent: a smaller part of the weeks or months is not told."""
_DID: Mapping[EventKind, str] = {
    "like": "liked",
    "rate": "rated highly",
    "purchase": "bought",
    "save": "saved",
    "share": "shared",
}


def summary(facts: ProfileFacts) -> str:
    """The facts in two or three sentences."""
    if not facts.interests:
        return NOTHING_YET if not facts.liked else f"Little is known of you yet. {lately(facts.liked)}"
    parts = [_drawn(facts.interests), _moving(facts.interests), lately(facts.liked)]
    return " ".join(part for part in parts if part)


def recent(facts: ProfileFacts) -> str:
    """The short-term part in a sentence: what the last weeks were about; empty where nothing was done."""
    told = sorted(facts.interests, key=lambda one: -one.recent_percent)
    return _parts("Lately you turned most to", [(one, one.recent_percent) for one in told])


def lasting(facts: ProfileFacts) -> str:
    """The long-term part in a sentence: what the months were about."""
    told = sorted(facts.interests, key=lambda one: -one.usual_percent)
    return _parts("All in all you turn most to", [(one, one.usual_percent) for one in told])


def _parts(start: str, shares: Sequence[tuple[InterestFact, int]]) -> str:
    named = [f"{spoken(one.label)} ({share}%)" for one, share in shares if share >= _TOLD_SHARE][:2]
    return f"{start} {', then to '.join(named)}." if named else ""


def day(moment: date) -> str:
    """A date as it stands in a sentence."""
    return f"{moment.day} {moment:%B %Y}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a list in a sentence; semicolons between three or more with commas of their own."""
    if len(names) < 3:
        return f" {last} ".join(names)
    comma, end = ("; ", ";") if any("," in name for name in names) else (", ", "")
    return f"{comma.join(names[:-1])}{end} {last} {names[-1]}"


def interest(one: InterestFact, place: int = 0) -> str:
    """An interest; neighbours by place do not sound alike."""
    if one.is_doubtful:
        seen = "one event" if one.events == 1 else f"{one.events} events"
        text = f"You may be drawn to {spoken(one.label)}: it rests on {seen} so far."
        return f"{text} It shows in {listed(one.titles)}." if one.titles else text
    text = _INTEREST[one.state][place % 2].format(
        label=spoken(one.label), share=f"{one.percent}%", since=day(one.since), seen=day(one.last_seen)
    )
    if one.recent_percent >= _CONTRAST * one.usual_percent and one.usual_percent:
        text += f" Lately {spoken(one.label)} had {one.recent_percent}%, all in all {one.usual_percent}%."
    return f"{text} It shows in {listed(one.titles)}." if one.titles else text


def rule(one: Preference) -> str:
    """A rule that the person has set."""
    return f"You set a rule: {one.liking} {one.about}."


def _drawn(interests: Sequence[InterestFact]) -> str:
    first = f"You are drawn most to {spoken(interests[0].label)} ({interests[0].percent}%)"
    if len(interests) == 1:
        return f"{first}."
    return f"{first}, then to {spoken(interests[1].label)} ({interests[1].percent}%)."


def _moving(interests: Sequence[InterestFact]) -> str:
    moving = [one for one in interests if one.state in _MOVES][:2]
    if not moving:
        return ""
    first, *others = moving
    text = f"Your interest in {spoken(first.label)} {_MOVES[first.state]}"
    for other in others:
        if other.state == first.state:
            text = (
                f"Your interests in {spoken(first.label)} and in {spoken(other.label)} {_BOTH[first.state]}"
            )
        else:
            text += f", the one in {spoken(other.label)} {_MOVES[other.state]}"
    return f"{text}."


def lately(liked: Sequence[LikedFact]) -> str:
    """What was liked last; empty where nothing was."""
    if not liked:
        return ""
    by_verb: dict[str, list[str]] = {}
    for one in liked:
        by_verb.setdefault(_DID.get(one.kind, "took to"), []).append(one.title)
    told = [f"{verb} {listed(titles)}" for verb, titles in by_verb.items()]
    return f"Lately you {', and '.join(told)}."


def turned_down(dislikes: DislikeFact) -> str:
    """What was not liked."""
    if dislikes.label is None:
        return f"You did not like {listed(dislikes.titles, 'or')}."
    return f"You turn away from {dislikes.label}: {listed(dislikes.titles)} did not please you."


def in_own_words(said: SaidFact) -> str:
    """What the person said."""
    return f"In your own words, on {day(said.at)}: “{said.text}”"
