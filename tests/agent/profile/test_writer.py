"""A profile is whole without a model, and true with one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import ModelMissing, PenchantError, ServiceUnreachable
from penchant.agent.explain.check import check
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.profile import templates
from penchant.agent.profile.allowed import allowed
from penchant.agent.profile.facts import (
    DislikeFact,
    InterestFact,
    LikedFact,
    ProfileFacts,
    SaidFact,
    profile_facts,
)
from penchant.agent.profile.writer import ProfileWriter
from penchant.agent.types import InterestState, Item

AT = datetime(2026, 11, 24, tzinfo=UTC)
GOOD = "Your main interests are baking and bread (rising, 43%), then science fiction and space (fading, 25%)."


@pytest.fixture
def facts(state: InterestState, items: dict[str, Item], did: Any) -> ProfileFacts:
    events = [
        did("dislike", "h1"),
        did("dislike", "h2"),
        did("like", "j1"),
        did("purchase", "b2"),
        did("statement", text="Never again horror. I mean it!"),
    ]
    return profile_facts(state, events, items)


def test_the_template_writes_every_fact_with_its_events(facts: ProfileFacts) -> None:
    profile = ProfileWriter(None).write("ann", facts, AT)
    assert (profile.written_by, profile.prompt, profile.version) == ("template", "template@1", 0)
    assert profile.summary == (
        "You are drawn most to baking and bread (43%), then to science fiction and space (25%). "
        "Your interest in baking and bread is rising, the one in science fiction and space is fading. "
        "Lately you bought Rye flour, 1 kg, and liked Kind of Blue."
    )
    assert all(one.evidence for one in profile.statements)
    texts = [one.text for one in profile.statements]
    assert len(texts) == len(set(texts)) == 6
    assert "It shows in Tartine Bread and Rye flour, 1 kg." in texts[0]
    assert texts[-2] == "You turn away from horror: Resident Evil 2 and Dracula did not please you."
    assert texts[-1] == "In your own words, on 23 November 2026: “Never again horror. I mean it!”"
    assert profile.tags == ("baking", "bread", "science fiction", "space", "jazz")


def test_a_person_of_whom_nothing_is_known_is_told_so() -> None:
    profile = ProfileWriter(ScriptedChatModel([])).write("ann", ProfileFacts(), AT)
    assert profile.summary == templates.NOTHING_YET
    assert (profile.statements, profile.tags, profile.written_by) == ((), (), "template")


def test_a_model_words_the_summary_and_signs_it(facts: ProfileFacts) -> None:
    model = ScriptedChatModel([GOOD], model_id="oracle")
    profile = ProfileWriter(model).write("ann", facts, AT)
    assert (profile.summary, profile.written_by) == (GOOD, "oracle")
    assert profile.prompt == "profile_summary@1"
    assert profile.statements == ProfileWriter(None).write("ann", facts, AT).statements
    assert model.calls[0].messages[-1].content == (
        "interests: baking and bread (rising, 43%), then science fiction and space (fading, 25%)\n"
        "lately: Rye flour, 1 kg"
    )


@pytest.mark.parametrize(
    "wording",
    [
        GOOD.replace("43", "44"),
        GOOD.replace("rising", "fading"),
        GOOD.replace("science fiction and space", "Dune"),
        "Your main interests are baking and bread.",
        "I see that you like baking and bread, then science fiction and space.",
        "You love horror, baking and bread, then science fiction and space.",
        "",
    ],
)
def test_a_wording_that_is_not_admitted_leaves_the_template(facts: ProfileFacts, wording: str) -> None:
    writer = ProfileWriter(ScriptedChatModel([wording]), lambda: TitleIndex(["Dune"]))
    written = writer.write("ann", facts, AT)
    assert written.calls == 1
    unasked = replace(written, calls=0, tokens=0, seconds=0.0)
    assert unasked == ProfileWriter(None).write("ann", facts, AT)


def test_a_false_sentence_is_taken_out_of_a_good_wording(facts: ProfileFacts) -> None:
    model = ScriptedChatModel([f"{GOOD} Lately you took to Dune."])
    assert ProfileWriter(model, lambda: TitleIndex(["Dune"])).write("ann", facts, AT).summary == GOOD


@pytest.mark.parametrize("error", [ModelMissing("gone"), ServiceUnreachable("silent")])
def test_a_model_that_fails_costs_only_its_wording(facts: ProfileFacts, error: PenchantError) -> None:
    assert ProfileWriter(ScriptedChatModel([error])).write("ann", facts, AT).written_by == "template"


DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
STATES = st.sampled_from(("new", "rising", "steady", "fading", "returned"))
LABELS = ("baking, bread", "science fiction, space", "jazz", "nordic noir", "chess, puzzles")
TITLES = ("Tartine Bread", "Rye flour, 1 kg", "Blade Runner 2049", "Never Let Me Go", "Up", "No Country")


@st.composite
def any_facts(draw: st.DrawFn) -> ProfileFacts:
    labels = draw(st.lists(st.sampled_from(LABELS), unique=True, max_size=5))
    titles = st.lists(st.sampled_from(TITLES), unique=True, max_size=3).map(tuple)
    return ProfileFacts(
        interests=tuple(
            InterestFact(
                label=label,
                tags=(label,),
                percent=draw(st.integers(2, 90)),
                recent_percent=draw(st.integers(0, 99)),
                usual_percent=draw(st.integers(0, 99)),
                events=draw(st.integers(1, 300)),
                is_doubtful=draw(st.booleans()),
                state=draw(STATES),
                since=draw(DAYS),
                last_seen=draw(DAYS),
                titles=draw(titles)[:2],
                evidence=("e1",),
            )
            for label in labels
        ),
        liked=tuple(
            LikedFact(
                title=title,
                kind=draw(st.sampled_from(("like", "purchase", "rate"))),
                at=AT.date(),
                evidence=("e2",),
            )
            for title in draw(titles)
        ),
        dislikes=draw(
            st.none()
            | st.builds(
                DislikeFact,
                label=st.sampled_from((None, "horror")),
                titles=st.just(("Dracula", "Saw")),
                evidence=st.just(("e3",)),
            )
        ),
        said=draw(st.none() | st.just(SaidFact(text="More rye, please.", at=AT.date(), evidence=("e4",)))),
    )


@given(any_facts())
def test_whatever_the_template_says_the_checker_admits(facts: ProfileFacts) -> None:
    profile = ProfileWriter(None).write("ann", facts, AT)
    if facts == replace(facts, interests=(), liked=()):
        return
    for text in (profile.summary, *(one.text for one in profile.statements)):
        dropped = [one for one in check(text, allowed(facts)).sentences if not one.admitted]
        assert not dropped or "Little is known" in dropped[0].text
