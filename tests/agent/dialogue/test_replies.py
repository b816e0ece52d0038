"""What is said is there in every language, and true of what it is said of."""

import json
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.dialogue.changes import Compared, largest_change
from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.kinds import constraints_of, wanted_kinds, without_kind
from penchant.agent.dialogue.phrases import PHRASES, WORDS
from penchant.agent.dialogue.polarity import polarity
from penchant.agent.dialogue.queries import query_of
from penchant.agent.dialogue.replies import replied
from penchant.agent.dialogue.showing import plain
from penchant.agent.dialogue.state import ConversationState, Listed, Option, state_from_json
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.ports import ToolCall
from penchant.tools.results import InterestsResult


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_has_the_same_fields_in_every_language(name: str) -> None:
    fields = [
        {field for _, field, _, _ in Formatter().parse(text) if field} for text in PHRASES[name].values()
    ]
    assert set(PHRASES[name]) == {"en", "zh"}
    assert fields[0] == fields[1]


def test_words_are_there_in_every_language() -> None:
    assert all(set(texts) == {"en", "zh"} for texts in WORDS.values())


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("I loved", "for"),
        ("I didn't like", "against"),
        ("couldn't stand", "against"),
        ("I hated", "against"),
        ("I didn't hate", "unclear"),
        ("not for me", "against"),
        ("it was never boring", "unclear"),
        ("I didn't mind", "unclear"),
        ("I watched", None),
        ("不喜欢", "against"),
        ("还不错", "for"),
        ("受不了", "against"),
    ],
)
def test_negations_turn_an_opinion_round(clause: str, expected: str | None) -> None:
    assert polarity(clause) == expected


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("me something eerie for tonight", "eerie"),
        (" a film", None),
        ("something", None),
        ("some French comedies please", "French comedies"),
        ("films about chess", "chess"),
        ("一些科幻电影", "科幻"),
        ("", None),
    ],
)
def test_a_query_is_what_is_left_of_the_asking(words: str, query: str | None) -> None:
    assert query_of(words) == query


def test_what_is_read_is_a_book_where_there_are_other_kinds() -> None:
    known = {"book", "film", "music", "podcast"}
    assert wanted_kinds("what should I read next", known) == ("book",)
    assert wanted_kinds("something to listen to", known) == ("music", "podcast")
    assert wanted_kinds("what should I read next", {"book"}) == ()
    assert wanted_kinds("surprise me", known) == ()
    assert constraints_of(("book",)) == [{"field": "kind", "op": "=", "value": "book"}]
    assert without_kind("science fiction films") == "science fiction"
    assert without_kind("books") is None


shares = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), max_size=6)


@given(shares, shares, st.sampled_from(["like", "dislike", "play", "skip", "statement"]))
def test_the_change_that_is_told_has_the_direction_of_the_event(
    before: dict[str, float], after: dict[str, float], kind: str
) -> None:
    told = largest_change(Compared(before=_state(before), after=_state(after)), kind)
    if told is not None:
        assert (told.after > told.before) == (kind not in ("dislike", "skip"))
        assert before.get(told.label, 0.0) == told.before
        assert after.get(told.label, 0.0) == told.after


def _state(shares: dict[str, float]) -> InterestsResult:
    one = {
        "tags": [],
        "state": "steady",
        "strength": 1.0,
        "short_share": 0.0,
        "long_share": 0.0,
        "since": "2024-01-01T00:00:00Z",
        "last_seen": "2024-01-01T00:00:00Z",
        "event_count": 1,
        "pinned": False,
        "muted": False,
        "evidence": [],
    }
    interests = [
        {**one, "interest_id": name, "label": name, "share": share} for name, share in shares.items()
    ]
    return InterestsResult.model_validate(
        {"user_id": "ann", "as_of": "2024-03-01T00:00:00Z", "interests": interests}
    )


def test_interests_are_told_with_share_and_state() -> None:
    done = Do(call=ToolCall(name="get_interests", arguments={"as_of": "2024-03-01"}))
    reply = replied(done, _state({"crime": 0.75, "jazz": 0.25}), "en")
    assert reply.splitlines() == [
        "On 1 March 2024 you were drawn to:",
        "- crime: 75% of your interest, steady",
        "- jazz: 25% of your interest, steady",
    ]


def test_none_of_a_state_is_said() -> None:
    done = Do(call=ToolCall(name="get_interests", arguments={"state": "fading"}))
    assert replied(done, _state({}), "en") == "None of your interests is fading."


@given(st.text())
def test_text_from_data_is_one_line_of_limited_length(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= 120
    assert "\n" not in shown
    assert all(one.isprintable() for one in shown)


@given(st.text(max_size=3000))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "language", "is_question"),
    [
        ("what am I into?", "en", True),
        ("could you recommend something?", "en", False),
        ("I watched 《盗影》", "en", False),
        ("我喜欢 Heat", "zh", False),
        ("为什么推荐这个？", "zh", True),
        ("", "en", False),
    ],
)
def test_language_and_question_are_told(text: str, language: str, is_question: bool) -> None:
    sentence = read_sentence(text)
    assert (sentence.language, sentence.is_question) == (language, is_question)


names = st.text(min_size=1, max_size=20)


@given(
    st.none() | names,
    st.lists(st.tuples(names, names, st.integers(1, 100)), max_size=4),
    st.none() | names,
    st.lists(st.tuples(names, names, st.dictionaries(names, names, max_size=2)), max_size=3),
    st.none() | names,
    st.none() | st.tuples(names, names),
)
def test_a_state_comes_back_as_it_was_kept(
    list_id: str | None,
    listed: list[tuple[str, str, int]],
    last_item: str | None,
    options: list[tuple[str, str, dict[str, str]]],
    last_interest: str | None,
    last_change: tuple[str, str] | None,
) -> None:
    state = ConversationState(
        list_id=list_id,
        listed=tuple(Listed(item_id=item_id, title=title, rank=rank) for item_id, title, rank in listed),
        last_item=last_item,
        last_interest=last_interest,
        last_change=last_change,
        options=tuple(
            Option(label=label, call=ToolCall(name=name, arguments=arguments))
            for label, name, arguments in options
        ),
    )
    assert state_from_json(json.loads(json.dumps(state.to_json()))) == state


def test_no_state_is_an_empty_one() -> None:
    assert state_from_json(None) == ConversationState()
