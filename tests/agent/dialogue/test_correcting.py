"""What a person corrects by saying so: the sentence, the call, and the reply that tells what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.dialogue.decisions import Do, Say
from penchant.agent.dialogue.events import InterestsChanged, TurnEnded
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.session import Session
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.errors import UnknownInterest, UnknownUser
from penchant.tools.corrections import ChangeOut, ChangesResult, EditOut, EditResult, PreferenceResult
from penchant.tools.forget import ForgetResult
from penchant.tools.results import EvidenceOut, InterestOut, InterestsResult, PreferenceOut, RecordResult

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)

CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("less gore", "state_preference", {"about": "gore", "liking": "less"}),
    ("never show me horror", "state_preference", {"about": "horror", "liking": "never"}),
    ("more like space operas please", "state_preference", {"about": "space operas", "liking": "more"}),
    ("more like Glass Harbour", "recommend", {"query": "Glass Harbour"}),
    ("more like Star Wars", "recommend", {"query": "Star Wars"}),
    ("少来点血腥的", "state_preference", {"about": "血腥", "liking": "less"}),
    ("多来点太空歌剧", "state_preference", {"about": "太空歌剧", "liking": "more"}),
    ("以后别再给我推恐怖片", "state_preference", {"about": "恐怖片", "liking": "never"}),
    ("pin sourdough", "edit_interest", {"action": "pin", "interest": "sourdough"}),
    (
        'pin "science fiction, space"',
        "edit_interest",
        {"action": "pin", "interest": "science fiction, space"},
    ),
    ("keep my interest in jazz pinned", "edit_interest", {"action": "pin", "interest": "jazz"}),
    ("unpin it", "edit_interest", {"action": "unpin", "interest": "crime"}),
    ("stop tracking horror", "edit_interest", {"action": "mute", "interest": "horror"}),
    ("don't track my interest in war any more", "edit_interest", {"action": "mute", "interest": "war"}),
    ("ignore the horror interest", "edit_interest", {"action": "mute", "interest": "horror"}),
    ("track horror again", "edit_interest", {"action": "unmute", "interest": "horror"}),
    ("rename sci-fi to space", "edit_interest", {"action": "rename", "interest": "sci-fi", "name": "space"}),
    (
        "rename that interest to 'slow cinema'",
        "edit_interest",
        {"action": "rename", "interest": "crime", "name": "slow cinema"},
    ),
    ("merge horror and crime", "edit_interest", {"action": "merge", "interest": "horror", "into": "crime"}),
    ("merge these two", "edit_interest", {"action": "merge"}),
    ("split my interest in crime in two", "edit_interest", {"action": "split", "interest": "crime"}),
    ("break crime apart", "edit_interest", {"action": "split", "interest": "crime"}),
    ("undo that", "edit_interest", {"action": "undo"}),
    ("I take that back", "edit_interest", {"action": "undo"}),
    ("undo my last edit", "edit_interest", {"action": "undo"}),
    ("置顶烘焙", "edit_interest", {"action": "pin", "interest": "烘焙"}),
    ("置顶 烘焙", "edit_interest", {"action": "pin", "interest": "烘焙"}),
    ("请帮我置顶烘焙", "edit_interest", {"action": "pin", "interest": "烘焙"}),
    ("把烘焙取消置顶", "edit_interest", {"action": "unpin", "interest": "烘焙"}),
    ("不要再跟踪恐怖片", "edit_interest", {"action": "mute", "interest": "恐怖片"}),
    ("取消屏蔽恐怖", "edit_interest", {"action": "unmute", "interest": "恐怖"}),
    ("把科幻改名为太空", "edit_interest", {"action": "rename", "interest": "科幻", "name": "太空"}),
    ("合并恐怖和犯罪", "edit_interest", {"action": "merge", "interest": "恐怖", "into": "犯罪"}),
    ("拆分犯罪", "edit_interest", {"action": "split", "interest": "犯罪"}),
    ("撤销", "edit_interest", {"action": "undo"}),
    ("撤销刚才的操作", "edit_interest", {"action": "undo"}),
    ("what changed since September?", "compare_interests", {"since": "2023-09-01T00:00:00+00:00"}),
    (
        "what changed in my taste last month?",
        "compare_interests",
        {"since": "2024-04-01T00:00:00+00:00", "until": "2024-04-30T23:59:59+00:00"},
    ),
    (
        "what changed between March and May 2022?",
        "compare_interests",
        {"since": "2022-03-01T00:00:00+00:00", "until": "2022-05-31T23:59:59+00:00"},
    ),
    ("compare now with six months ago", "compare_interests", {"since": "2023-11-15T00:00:00+00:00"}),
    ("九月以来有什么变化", "compare_interests", {"since": "2023-09-01T00:00:00+00:00"}),
    (
        "从一月到三月我的兴趣有什么变化",
        "compare_interests",
        {"since": "2024-01-01T00:00:00+00:00", "until": "2024-03-31T23:59:59+00:00"},
    ),
]


@pytest.mark.parametrize(("text", "tool", "arguments"), CALLS)
def test_a_correction_calls_its_tool_with_nothing_more_than_was_said(
    router: Router, state: ConversationState, text: str, tool: str, arguments: dict[str, Any]
) -> None:
    talked = replace(state, last_interest="crime")
    decision = router.decide(read_sentence(clean(text)), talked, NOW)
    assert isinstance(decision, Do), decision
    assert (decision.call.name, dict(decision.call.arguments)) == (tool, arguments)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, ("edit_interest", {"action": "undo"})),
        (("state_preference", "e1"), ("edit_interest", {"action": "undo"})),
        (("record_behaviour", "e1"), ("forget", {"event_id": "e1"})),
    ],
)
def test_undo_means_what_was_changed_last(
    router: Router, last: tuple[str, str] | None, expected: tuple[str, Mapping[str, str]]
) -> None:
    state = ConversationState(last_change=last)
    decision = router.decide(read_sentence("undo that"), state, NOW)
    assert isinstance(decision, Do)
    assert (decision.call.name, dict(decision.call.arguments)) == expected


def test_what_is_forgotten_cannot_be_brought_back(router: Router) -> None:
    state = ConversationState(last_change=("forget", ""))
    decision = router.decide(read_sentence("undo that"), state, NOW)
    assert isinstance(decision, Say)
    assert decision.phrase == "undo_nothing_said"


def shown(label: str, share: float, **fields: Any) -> InterestOut:
    return InterestOut.model_validate(
        {
            "interest_id": f"id-{label}",
            "label": label,
            "tags": [],
            "state": "steady",
            "strength": 1.0,
            "share": share,
            "short_share": share,
            "long_share": share,
            "since": NOW,
            "last_seen": NOW,
            "event_count": 9,
            "pinned": False,
            "muted": False,
            "evidence": [],
            **fields,
        }
    )


@dataclass
class Hands:
    """Interests that can be taken in hand; what an edit makes of them is told beforehand."""

    now: list[InterestOut] = field(default_factory=lambda: [shown("crime", 0.12), shown("jazz", 0.88)])
    then: list[InterestOut] = field(default_factory=list)
    """What they are after the next edit."""
    rules: list[PreferenceOut] = field(default_factory=list)
    passing: list[EvidenceOut] = field(default_factory=list)
    asked: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    edit: EditResult | None = None
    is_known: bool = True

    def answer(self, name: str, arguments: Mapping[str, Any]) -> Any:
        if name == "get_interests":
            return InterestsResult(
                user_id="ann", as_of=NOW, interests=self.now, passing=self.passing, preferences=self.rules
            )
        self.asked.append((name, arguments))
        if name == "record_behaviour":
            return RecordResult(event_id="e5", duplicate=False)
        if name == "forget":
            return ForgetResult(user_id="ann", removed={"events": 1}, verified=True, preview=False)
        if name == "state_preference" and not self.is_known:
            raise UnknownUser("Nothing is known of user ann", "record something first")
        if name == "state_preference":
            given = {"event_id": "e7", "at": NOW, **arguments}
            self.rules = [PreferenceOut.model_validate(given)]
            return PreferenceResult.model_validate({"user_id": "ann", **given})
        if self.edit is None:
            raise UnknownInterest("There is no interest opera", "the interests are: crime; jazz")
        self.now, self.then = self.then or self.now, []
        if self.edit.action == "prefer":
            self.rules = []
        return self.edit


@dataclass
class HandTool:
    """A tool of the above."""

    name: str
    hands: Hands
    description: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)

    def call(self, user_id: str, arguments: Mapping[str, object]) -> Any:
        return self.hands.answer(self.name, arguments)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def talk(hands: Hands, store: Any, clock: Any, finder: Any) -> Session:
    names = ("get_interests", "edit_interest", "state_preference", "record_behaviour", "forget")
    return Session([HandTool(one, hands) for one in names], "ann", store, None, clock, titles=finder)


async def reply(talk: Session, text: str) -> str:
    events = [event async for event in talk.turn(text)]
    assert isinstance(events[-1], TurnEnded), events
    return events[-1].reply


def edit(action: str, label: str = "crime", *, undone: bool = False) -> EditResult:
    text = f"{action} {label}"
    return EditResult(
        user_id="ann",
        event_id="e1",
        at=NOW,
        action=action,
        interest_id=None if action == "prefer" else f"id-{label}",
        text=text,
        undone=undone,
    )


REPLIES: list[tuple[str, EditResult, list[InterestOut], str]] = [
    (
        "pin crime",
        edit("pin"),
        [shown("crime", 0.28, pinned=True), shown("jazz", 0.72)],
        "Pinned “crime”: its share goes from 12% to 28%. From the next list on there is more of it, until you "
        "unpin it.",
    ),
    (
        "stop tracking crime",
        edit("mute"),
        [shown("jazz", 1.0), shown("crime", 0.0, muted=True)],
        "Muted “crime”, which had 12% of your interest. From the next list on it brings nothing in, until you "
        "unmute it.",
    ),
    (
        "rename crime to noir",
        edit("rename"),
        [shown("noir", 0.12, interest_id="id-crime"), shown("jazz", 0.88)],
        "“crime” is called “noir” from now on. What counts for it stays the same.",
    ),
    (
        "merge crime into jazz",
        edit("merge"),
        [shown("jazz", 1.0)],
        "“crime” is part of “jazz” now, which has 100% of your interest. From the next list on they count as one.",
    ),
    (
        "split crime",
        edit("split"),
        [shown("heist", 0.08), shown("mafia", 0.04), shown("jazz", 0.88)],
        "Split “crime” into “heist” and “mafia”. From the next list on each counts by itself.",
    ),
    (
        "undo",
        edit("pin", undone=True),
        [],
        "Taken back: pinned “crime”. From the next list on all is as it was before.",
    ),
    (
        "把crime置顶",
        edit("pin"),
        [shown("crime", 0.28, pinned=True), shown("jazz", 0.72)],
        "已置顶“crime”：占比从 12% 变为 28%。从下一份推荐起会多一些，直到你取消置顶。",
    ),
    ("撤销", edit("pin", undone=True), [], "已撤销：置顶“crime”。从下一份推荐起恢复原样。"),
]


@pytest.mark.parametrize(("text", "done", "then", "expected"), REPLIES)
async def test_an_edit_is_told_with_what_it_changes(
    talk: Session, hands: Hands, text: str, done: EditResult, then: list[InterestOut], expected: str
) -> None:
    hands.edit, hands.then = done, then
    assert await reply(talk, text) == expected


async def test_an_edit_without_a_trace_in_the_interests_is_told_in_its_own_words(
    talk: Session, hands: Hands
) -> None:
    hands.edit, hands.then = edit("split"), [shown("jazz", 1.0)]
    assert await reply(talk, "split crime") == "Done: split crime. It holds from the next list on."


async def test_a_rule_is_kept_told_and_taken_back(talk: Session, hands: Hands) -> None:
    said = await reply(talk, "less gore")
    assert said.startswith("Kept as a rule: less “gore”. From the next list on")
    assert await reply(talk, "what am I into?") == (
        "You are drawn to:\n- crime: 12% of your interest, steady\n- jazz: 88% of your interest, steady\n"
        "Your rules: less gore."
    )
    hands.edit = edit("prefer", "less gore", undone=True)
    assert await reply(talk, "undo that") == (
        "Taken back: less gore. From the next list on all is as it was before."
    )
    hands.rules = [PreferenceOut(event_id="e7", at=NOW, liking="never", about="恐怖片")]
    assert await reply(talk, "撤销") == "已撤销：不要“恐怖片”。从下一份推荐起恢复原样。"


async def test_a_newcomers_wish_for_more_is_recorded_and_one_for_less_is_refused(
    talk: Session, hands: Hands
) -> None:
    hands.is_known = False
    assert (await reply(talk, "I'm into beekeeping")).startswith(
        "Noted what you said: “I'm into beekeeping”."
    )
    assert hands.asked[-1] == ("record_behaviour", {"kind": "statement", "text": "I'm into beekeeping"})
    assert (await reply(talk, "less gore")).startswith("I know nothing about you yet.")


async def test_a_rule_is_told_in_the_language_of_the_sentence(talk: Session) -> None:
    assert (await reply(talk, "少来点血腥的")).startswith("已记为长期偏好：少要“血腥”。")


async def test_an_edit_tells_the_screen_that_the_interests_changed(talk: Session, hands: Hands) -> None:
    hands.edit = edit("pin")
    assert any(isinstance(event, InterestsChanged) for event in [one async for one in talk.turn("pin crime")])


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "pin opera",
            "I cannot tell which interest is meant: There is no interest opera. What helps: the in",
        ),
        ("置顶歌剧", "我不确定指的是哪个兴趣：There is no interest opera。"),
    ],
)
async def test_an_interest_that_nobody_has_is_answered_with_those_there_are(
    talk: Session, text: str, start: str
) -> None:
    assert (await reply(talk, text)).startswith(start)


async def test_words_that_fit_several_interests_are_asked_back_and_the_answer_chooses(
    talk: Session, hands: Hands
) -> None:
    hands.now = [shown("baking, bread", 0.6), shown("staples, baking", 0.3), shown("jazz", 0.1)]
    assert (await reply(talk, "pin baking")).splitlines() == [
        "Several of your interests fit “baking”. Which one do you mean?",
        "1. baking, bread",
        "2. staples, baking",
    ]
    hands.edit = edit("pin", "staples, baking")
    assert (await reply(talk, "the second one")).startswith("Pinned “staples, baking”")
    assert hands.asked[-1] == ("edit_interest", {"action": "pin", "interest": "id-staples, baking"})


async def test_without_a_name_the_interests_are_offered_in_the_language_of_the_sentence(
    talk: Session, hands: Hands
) -> None:
    assert (await reply(talk, "rename that interest to slow cinema")).splitlines() == [
        "Which of your interests do you mean?",
        "1. crime",
        "2. jazz",
    ]
    assert (await reply(talk, "把它置顶")).splitlines()[0] == "你指的是哪一个兴趣？"


async def test_of_a_merge_the_other_interest_is_asked_for_too(talk: Session, hands: Hands) -> None:
    hands.now = [shown("baking, bread", 0.6), shown("staples, baking", 0.3), shown("jazz", 0.1)]
    assert (await reply(talk, "merge jazz and baking")).splitlines()[1:] == [
        "1. baking, bread",
        "2. staples, baking",
    ]
    hands.edit = edit("merge", "jazz")
    await reply(talk, "1")
    given = {"action": "merge", "interest": "jazz", "into": "id-baking, bread"}
    assert hands.asked[-1] == ("edit_interest", given)


async def test_it_means_the_interest_that_was_taken_in_hand(talk: Session, hands: Hands) -> None:
    hands.edit = edit("pin", "jazz")
    await reply(talk, "pin jazz")
    await reply(talk, "rename it to late nights")
    await reply(talk, "mute that")
    assert [given.get("interest") for _, given in hands.asked] == ["jazz", "jazz", "late nights"]


async def test_undo_after_a_record_takes_the_record_back_and_no_edit(talk: Session, hands: Hands) -> None:
    hands.edit = edit("pin")
    await reply(talk, "pin crime")
    await reply(talk, "I liked Glass Harbour")
    await reply(talk, "undo that")
    assert hands.asked[-1][0] != "forget"
    await reply(talk, "yes")
    assert hands.asked[-1] == ("forget", {"event_id": "e5"})


async def test_interests_are_told_as_surely_as_they_are_known(talk: Session, hands: Hands) -> None:
    hands.now = [
        shown("crime", 0.6, confidence=0.9, pinned=True),
        shown("jazz", 0.4, confidence=0.6),
        shown("war", 0.0, confidence=0.33, muted=True),
    ]
    hands.passing = [
        EvidenceOut(event_id=title, item_id=None, title=title, kind="like", at=NOW)
        for title in ("Emma", "Up", "Heat")
    ]
    assert (await reply(talk, "what am I into?")).splitlines() == [
        "You are drawn to:",
        "- crime: 60% of your interest, steady, pinned",
        "- jazz: 40% of your interest, steady, fairly sure",
        "- war: 0% of your interest, steady, muted, a guess so far",
        "Too early to tell: Emma, Up and Heat.",
    ]


def changes(*moved: ChangeOut, edits: tuple[EditOut, ...] = ()) -> ChangesResult:
    then = datetime(2023, 9, 1, tzinfo=UTC)
    return ChangesResult(user_id="ann", since=then, until=NOW, changes=list(moved), edits=list(edits))


def moved(label: str, change: Any, before: float, after: float) -> ChangeOut:
    return ChangeOut(
        interest_id=label, label=label, change=change, from_share=before, to_share=after, evidence=[]
    )


async def test_changes_are_told_one_by_one(store: Any, clock: Any, hands: Hands) -> None:
    own = EditOut(event_id="e1", at=NOW, action="pin", interest_id="x", text="pinned jazz", undone=True)
    result = changes(
        moved("baking", "appeared", 0, 0.3),
        moved("space", "shrank", 0.4, 0.1),
        moved("jazz", "grew", 0.1, 0.2),
        moved("war", "vanished", 0.1, 0),
        moved("crime", "returned", 0, 0.08),
        edits=(own, own.model_copy(update={"action": "undo", "text": "took back: pinned jazz"})),
    )

    class Compare(HandTool):
        def call(self, user_id: str, arguments: Mapping[str, object]) -> Any:
            return result

    talk = Session([Compare("compare_interests", hands)], "ann", store, None, clock)
    assert (await reply(talk, "what changed since September?")).splitlines() == [
        "What changed from 1 September 2023 to 15 May 2024:",
        "- baking is new, with 30%",
        "- space shrank from 40% to 10%",
        "- jazz grew from 10% to 20%",
        "- war went quiet, from 10% to 0%",
        "- crime came back, with 8%",
        "Your own edits: pinned jazz (taken back).",
    ]
    assert (await reply(talk, "九月以来有什么变化")).splitlines()[:3] == [
        "从 2023-09-01 到 2024-05-15 的变化：",
        "- baking：新出现，占 30%",
        "- space：从 40% 降到 10%",
    ]
    result = changes()
    assert await reply(talk, "what changed since September?") == (
        "From 1 September 2023 to 15 May 2024 your interests stayed as they were."
    )
