"""Whatever a model proposes, in whatever order, a profile says what the template says or what was admitted."""

import json
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from penchant.agent.explain.check import check
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.profile.admission import together
from penchant.agent.profile.facts import InterestFact, ProfileFacts
from penchant.agent.profile.points import points
from penchant.agent.profile.writer import Plan, ProfileWriter
from penchant.agent.types import Profile

AT = datetime(2026, 11, 24, tzinfo=UTC)
LABELS = ("baking, bread", "space", "jazz", "chess")
OWN = {f"{label}-{n}" for label in LABELS for n in range(3)}
PLAN = Plan(calls=4, may_propose=True)


def fact(label: str, percent: int, *, pinned: bool = False) -> InterestFact:
    return InterestFact(
        label=label,
        tags=tuple(label.split(", ")),
        percent=percent,
        recent_percent=percent,
        usual_percent=percent,
        events=9,
        is_doubtful=False,
        state="steady",
        since=date(2026, 1, 1),
        last_seen=date(2026, 11, 1),
        titles=(f"On {label.split(', ')[0]}",),
        evidence=(f"{label}-0",),
        bearers=(f"{label}-0", f"{label}-1"),
        pinned=pinned,
    )


@st.composite
def facts(draw: st.DrawFn) -> ProfileFacts:
    labels = draw(st.lists(st.sampled_from(LABELS), unique=True, min_size=1))
    told = tuple(fact(label, draw(st.sampled_from((10, 20))), pinned=draw(st.booleans())) for label in labels)
    muted = tuple(label for label in LABELS if label not in labels)
    return ProfileFacts(interests=told, muted=muted[:1])


NAMES = st.sampled_from(("f1", "f2", "f3", "f4", "f9", "s1", "s2", "s3", "interest:jazz"))
SENTENCES = st.builds(
    lambda label, share, state, end: f"Your interest in {label} is {state}, with {share}%{end}",
    st.sampled_from(("baking and bread", "space", "jazz", "chess", "war")),
    st.sampled_from((10, 20, 30)),
    st.sampled_from(("steady", "rising", "not steady")),
    st.sampled_from((".", ", as On space shows.", " since 1 January 2026.", "!", "")),
)
EVENTS = st.lists(st.sampled_from((*sorted(OWN), "bob-1", "nothing")), max_size=3)
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "action": st.sampled_from(("add", "reword", "merge", "retire")),
            "about": st.lists(NAMES, max_size=3),
            "text": st.lists(SENTENCES, max_size=2).map(" ".join),
            "evidence": EVENTS,
        }
    ),
    max_size=8,
)


def written(told: ProfileFacts, steps: object, earlier: Profile | None) -> Profile:
    model = ScriptedChatModel([json.dumps({"operations": steps})], model_id="oracle")
    return ProfileWriter(model).write("ann", told, AT, earlier=earlier, own=OWN, plan=PLAN)


def test_sound_proposals_are_among_those_that_are_made_up() -> None:
    text = "Your interest in jazz is steady, with 10%."
    step = {"action": "add", "about": ["f1"], "text": text, "evidence": ["jazz-1"]}
    profile = written(ProfileFacts(interests=(fact("jazz", 10),)), [step], None)
    assert (profile.statements[0].text, profile.statements[0].written_by) == (text, "oracle")


@settings(max_examples=150, deadline=None)
@given(facts(), facts(), STEPS, STEPS)
def test_every_sentence_is_the_templates_or_was_admitted(
    first: ProfileFacts, second: ProfileFacts, before: object, after: object
) -> None:
    earlier = written(first, before, None)
    profile = written(second, after, earlier)
    told = {point.key: point for point in points(second)}
    keys = [key for one in profile.statements for key in (one.key, *one.also)]
    assert sorted(keys) == sorted(told)
    admitted = {one.text for one in (*profile.operations, *earlier.operations) if not one.refused}
    for one in profile.statements:
        group = [told[key] for key in (one.key, *one.also)]
        assert one.text in admitted
        assert one.evidence
        assert set(one.evidence) <= frozenset[str]().union(*(point.bearers for point in group))
        if one.written_by == "oracle":
            assert check(one.text, together([point.facts for point in group])).is_whole
            assert not any(
                point.is_pinned and one.text != point.text and point.key in _new(profile) for point in group
            )
        else:
            assert one.text in {told[one.key].text} | {said.text for said in earlier.statements}


def _new(profile: Profile) -> set[str]:
    return {
        key
        for one in profile.operations
        if not one.refused and one.proposed_by == "oracle"
        for key in one.keys
    }
