"""The tools with which a user corrects what is known of them hand on what was asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from penchant.agent.errors import BadInput, UnknownInterest
from penchant.agent.types import Edit, Interest, InterestChanges, InterestState, Preference
from penchant.tools.arguments import InterestAction
from penchant.tools.corrections import ChangeOut, ChangesResult, EditOut, EditResult, PreferenceResult
from penchant.tools.interests import compare_interests, edit_interest, get_interests, state_preference
from penchant.tools.registry import Registry
from penchant.tools.results import EvidenceOut, InterestsResult, PreferenceOut
from penchant.tools.summary import summarize

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LOG_END = datetime(2021, 3, 1, 12, tzinfo=UTC)


def interest(label: str) -> Interest:
    return Interest(
        interest_id=label,
        label=label,
        tags=(),
        state="steady",
        state_since=NOON,
        strength=1,
        share=0.5,
        short_share=0.5,
        long_share=0.5,
        since=NOON,
        last_seen=NOON,
        event_count=1,
    )


class Runtime:
    """Remembers what it was asked; its log ended long ago."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.labels = ["crime", "jazz"]

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        kept = tuple(map(interest, self.labels))
        return InterestState(user_id=user_id, as_of=as_of or LOG_END, interests=kept)

    def changes(self, user_id: str, since: datetime, until: datetime | None = None) -> InterestChanges:
        self.asked.append((user_id, since, until))
        return InterestChanges(user_id=user_id, since=since, until=until or LOG_END, changes=())

    def edit_interest(
        self, user_id: str, action: str, interest: str, into: str | None = None, *, told_by: str | None = None
    ) -> Edit:
        self.asked.append((user_id, action, interest, into))
        return Edit(event_id="e1", at=NOON, action=action, interest_id="t1", text=f"{action} {interest}")

    def prefer(self, user_id: str, liking: Any, about: str, *, told_by: str | None = None) -> Preference:
        self.asked.append((user_id, liking, about))
        return Preference(event_id="e2", at=NOON, liking=liking, about=about)

    def undo(self, user_id: str, *, told_by: str | None = None) -> Edit:
        self.asked.append((user_id, "undo"))
        return Edit(event_id="e1", at=NOON, action="pin", interest_id="t1", text="pinned crime", undone=True)


@pytest.fixture
def runtime() -> Any:
    return Runtime()


def test_two_moments_are_handed_on(runtime: Any) -> None:
    result = compare_interests(runtime, "ann", since=LOG_END, until=NOON)
    assert runtime.asked == [("ann", LOG_END, NOON)]
    assert (result.since, result.until, result.changes) == (LOG_END, NOON, [])


@pytest.mark.parametrize(("until", "later"), [(None, LOG_END), (NOON, NOON)])
def test_without_an_earlier_moment_it_is_three_months_before_the_later_one(
    runtime: Any, until: datetime | None, later: datetime
) -> None:
    compare_interests(runtime, "ann", until=until)
    assert runtime.asked == [("ann", later - timedelta(days=90), until)]


@pytest.mark.parametrize("action", ["pin", "unpin", "mute", "unmute", "split"])
def test_an_edit_of_one_interest_is_handed_on(runtime: Any, action: InterestAction) -> None:
    result = edit_interest(runtime, "ann", action, interest="crime")
    assert runtime.asked == [("ann", action, "crime", None)]
    assert (result.user_id, result.action, result.undone) == ("ann", action, False)


def test_a_new_label_may_be_given_as_name_or_into(runtime: Any) -> None:
    edit_interest(runtime, "ann", "rename", interest="crime", name="noir")
    edit_interest(runtime, "ann", "rename", interest="crime", into="noir")
    assert runtime.asked == [("ann", "rename", "crime", "noir")] * 2


def test_what_an_interest_becomes_part_of_is_handed_on(runtime: Any) -> None:
    edit_interest(runtime, "ann", "merge", interest="crime", into="jazz")
    assert runtime.asked == [("ann", "merge", "crime", "jazz")]


@pytest.mark.parametrize("action", ["pin", "rename", "merge", "split"])
def test_without_an_interest_the_refusal_names_those_there_are(runtime: Any, action: InterestAction) -> None:
    with pytest.raises(UnknownInterest) as caught:
        edit_interest(runtime, "ann", action, name="x", into="y")
    assert caught.value.hint == "name one of these: crime; jazz"
    assert runtime.asked == []


def test_who_has_no_interest_is_told_so(runtime: Any) -> None:
    runtime.labels = []
    with pytest.raises(UnknownInterest, match="there is none yet"):
        edit_interest(runtime, "ann", "pin")


def test_a_rename_needs_a_name_and_a_merge_another_interest(runtime: Any) -> None:
    with pytest.raises(BadInput, match="The new label is missing"):
        edit_interest(runtime, "ann", "rename", interest="crime")
    with pytest.raises(UnknownInterest, match="Two interests are needed"):
        edit_interest(runtime, "ann", "merge", interest="crime")
    assert runtime.asked == []


def test_undo_needs_no_interest_and_answers_with_what_was_taken_back(runtime: Any) -> None:
    result = edit_interest(runtime, "ann", "undo")
    assert runtime.asked == [("ann", "undo")]
    assert (result.action, result.undone, result.text) == ("pin", True, "pinned crime")


def test_a_rule_is_handed_on(runtime: Any) -> None:
    result = state_preference(runtime, "ann", "gore", "less")
    assert runtime.asked == [("ann", "less", "gore")]
    assert (result.user_id, result.liking, result.about) == ("ann", "less", "gore")


def test_a_model_that_sends_another_liking_or_action_is_told_what_there_is(runtime: Any) -> None:
    tools = Registry(runtime)
    with pytest.raises(BadInput, match="liking: must be one of 'more', 'less' or 'never'"):
        tools.call("state_preference", "ann", {"about": "gore", "liking": "hate"})
    with pytest.raises(BadInput, match=r"action: must be one of 'pin', .*'undo'"):
        tools.call("edit_interest", "ann", {"action": "delete"})
    with pytest.raises(BadInput, match="about: must not be empty"):
        tools.call("state_preference", "ann", {"about": "", "liking": "less"})


def test_changes_are_told_with_shares_events_and_own_edits() -> None:
    moved = [
        ChangeOut(
            interest_id="t1", label="crime", change="grew", from_share=0.1, to_share=0.4, evidence=["e1"]
        ),
        ChangeOut(interest_id="t2", label="jazz", change="vanished", from_share=0.2, to_share=0, evidence=[]),
    ]
    own = EditOut(event_id="e9", at=NOON, action="pin", interest_id="t1", text="pinned crime", undone=True)
    result = ChangesResult(user_id="ann", since=LOG_END, until=NOON, changes=moved, edits=[own])
    assert summarize(result).splitlines() == [
        "Interests of ann that moved between 2021-03-01 and 2024-03-01, the largest movement first:",
        '- "crime" (interest_id t1): grew from 10% to 40%; by e1',
        '- "jazz" (interest_id t2): vanished, from 20% to 0%',
        "- the user's own edit, 2024-03-01: pinned crime, taken back",
    ]
    nothing = ChangesResult(user_id="ann", since=LOG_END, until=NOON, changes=[], edits=[])
    assert summarize(nothing) == "No interest of ann moved between 2021-03-01 and 2024-03-01."


def test_an_edit_and_a_rule_say_from_when_they_hold() -> None:
    edit = Edit(event_id="e1", at=NOON, action="pin", interest_id="t1", text="pinned crime")
    assert (
        summarize(EditResult.from_edit("ann", edit)) == "Done: pinned crime. It holds from the next list on."
    )
    rule = Preference(event_id="e2", at=NOON, liking="never", about='horror"\nmovies')
    assert summarize(PreferenceResult.from_preference("ann", rule)) == (
        'Kept as a rule: never "horror\\"\\nmovies". It holds from the next list on.'
    )


def test_what_is_too_early_to_tell_and_the_rules_stand_below_the_interests() -> None:
    event = EvidenceOut(event_id="e1", item_id="1", title="Heat", kind="like", at=NOON)
    rule = PreferenceOut(event_id="e2", at=NOON, liking="less", about="gore")
    result = InterestsResult(user_id="ann", as_of=NOON, interests=[], passing=[event], preferences=[rule])
    assert summarize(result).splitlines() == [
        "ann has no interests as of 2024-03-01.",
        'Too early to tell: like "Heat" 2024-03-01',
        'Rule: less "gore", since 2024-03-01',
    ]


@pytest.mark.parametrize(
    ("confidence", "word"), [(1.0, "steady, since"), (0.6, "steady, likely,"), (0.33, "steady, unsure,")]
)
def test_the_words_follow_how_sure_an_interest_is(runtime: Any, confidence: float, word: str) -> None:
    found = get_interests(runtime, "ann")
    unsure = found.interests[0].model_copy(update={"confidence": confidence})
    assert word in summarize(found.model_copy(update={"interests": [unsure]}))
