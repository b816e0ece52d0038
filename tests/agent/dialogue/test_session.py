"""A turn calls tools, tells what happens, and leaves the conversation where the next one goes on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from penchant.agent.dialogue.events import (
    DialogueEvent,
    InterestsChanged,
    ListShown,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from penchant.agent.dialogue.session import Session
from penchant.agent.errors import ServiceUnreachable, StorageFull, UnknownItem


async def all_of(events: AsyncIterator[DialogueEvent]) -> list[DialogueEvent]:
    return [event async for event in events]


async def ended(session: Session, text: str) -> TurnEnded:
    event = (await all_of(session.turn(text)))[-1]
    assert isinstance(event, TurnEnded)
    return event


async def test_a_list_is_called_shown_and_told_in_this_order(session: Session) -> None:
    events = await all_of(session.turn("recommend three"))
    kinds = [type(event) for event in events if not isinstance(event, TextDelta)]
    assert kinds == [ToolStarted, ToolFinished, ListShown, TurnEnded]
    assert isinstance(events[3], TextDelta)


async def test_the_pieces_of_text_are_the_reply(session: Session) -> None:
    events = await all_of(session.turn("recommend three"))
    end = events[-1]
    assert isinstance(end, TurnEnded)
    pieces = [event.text for event in events if isinstance(event, TextDelta)]
    assert len(pieces) > 5
    assert "".join(pieces) == end.reply
    assert (end.list_id, end.model) == ("l1", "template")
    assert "1. Night Train to Turin (1988) — It fits your rising interest in crime" in end.reply


async def test_the_next_process_knows_the_list(
    session: Session, world: Any, store: Any, finder: Any, clock: Any
) -> None:
    await ended(session, "recommend three")
    later = Session(list(world.tools.values()), "ann", store, None, clock, titles=finder)
    end = await ended(later, "why number 2?")
    assert world.tools["explain_recommendation"].asked == [{"list_id": "l1", "rank": 2}]
    assert end.reply == "Lanterns (2001) is number 2 in the list. It fits your rising interest in crime."


async def test_it_means_what_was_explained(session: Session, world: Any) -> None:
    await ended(session, "recommend three")
    await ended(session, "why number 1?")
    await ended(session, "I loved it")
    assert world.records == [{"kind": "like", "item": "Night Train to Turin (1988)"}]


async def test_each_user_has_a_conversation_of_their_own(
    session: Session, world: Any, store: Any, finder: Any, clock: Any
) -> None:
    await ended(session, "recommend three")
    other = Session(list(world.tools.values()), "bob", store, None, clock, titles=finder)
    assert (await ended(other, "I liked number 2")).reply.startswith("There is no list")


async def test_a_record_says_what_it_changed(session: Session) -> None:
    events = await all_of(session.turn("I liked Glass Harbour"))
    assert any(isinstance(event, InterestsChanged) for event in events)
    end = events[-1]
    assert isinstance(end, TurnEnded)
    assert end.reply == (
        "Noted: you liked Glass Harbour, The (1997). Your interest in crime grew from 12% to 18%."
    )
    assert [call.name for call in end.tool_calls] == ["record_behaviour"]


async def test_a_repeat_changes_nothing_and_says_so(session: Session) -> None:
    await ended(session, "I liked Glass Harbour")
    events = await all_of(session.turn("I liked Glass Harbour"))
    assert not any(isinstance(event, InterestsChanged) for event in events)
    assert isinstance(events[-1], TurnEnded)
    assert events[-1].reply == "I had noted that already."


async def test_the_reply_is_in_the_language_of_the_question(session: Session) -> None:
    end = await ended(session, "我喜欢《玻璃港》")
    assert end.reply == "已记录：你喜欢《玻璃港》。你对crime的兴趣从 12% 升到 18%。"


async def test_who_is_unknown_gets_a_plain_reply(session: Session, world: Any) -> None:
    world.is_known = False
    assert (await ended(session, "what am I into?")).reply.startswith("I know nothing about you yet.")


async def test_what_the_person_can_mend_is_a_reply(session: Session, world: Any) -> None:
    world.tools["explain_recommendation"].fails_with = UnknownItem("The list has no rank 9", "it has 3 items")
    end = await ended(session, "why number 9?")
    assert end.reply == "That did not work: The list has no rank 9. What helps: it has 3 items."


async def test_what_the_person_cannot_mend_fails_and_gives_the_text_back(
    session: Session, world: Any, store: Any
) -> None:
    world.tools["recommend"].fails_with = ServiceUnreachable("The endpoint does not answer", "try again")
    events = await all_of(session.turn("recommend three"))
    assert events[-1] == TurnFailed(
        message="The endpoint does not answer", hint="try again", text="recommend three"
    )
    assert isinstance(session.failure, ServiceUnreachable)
    assert store.said == {}
    world.tools["recommend"].fails_with = None
    await ended(session, "recommend three")
    assert session.failure is None


async def test_a_store_that_is_full_fails_the_turn(session: Session, monkeypatch: Any, store: Any) -> None:
    def full(*given: Any) -> None:
        raise StorageFull("The disk is full", "free some space")

    monkeypatch.setattr(store, "keep", full)
    assert isinstance((await all_of(session.turn("hello")))[-1], TurnFailed)


async def test_a_turn_that_is_stopped_keeps_what_was_told(session: Session, store: Any) -> None:
    turn = session.turn("recommend three")
    async for event in turn:
        if isinstance(event, TextDelta):
            break
    await turn.aclose()  # type: ignore[attr-defined]
    said = store.transcript("ann")
    assert [one.role for one in said] == ["user", "assistant"]
    assert said[1].text == "Here"
    assert store.state("ann")["list_id"] == "l1"


async def test_a_task_that_is_cancelled_keeps_what_was_told(session: Session, store: Any) -> None:
    told = asyncio.Event()

    async def read() -> None:
        async for event in session.turn("recommend three"):
            if isinstance(event, TextDelta):
                told.set()

    task = asyncio.create_task(read())
    await asyncio.wait_for(told.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert store.transcript("ann")[0].text == "recommend three"


async def test_the_transcript_is_kept(session: Session, store: Any) -> None:
    await ended(session, "hello")
    await ended(session, "thanks")
    assert [one.text for one in store.transcript("ann")][0::2] == ["hello", "thanks"]


async def test_a_question_that_was_asked_back_is_answered_by_the_next_turn(
    session: Session, world: Any
) -> None:
    end = await ended(session, "I loved Lanterns")
    assert end.tool_calls == ()
    assert "2. Lanterns (2019)" in end.reply
    await ended(session, "the second one")
    assert world.records == [{"kind": "like", "item": "Lanterns (2019)"}]


@pytest.mark.parametrize(
    ("answer", "item"),
    [("2001", "Lanterns (2001)"), ("Lanterns (2019)", "Lanterns (2019)"), ("the last", "Lanterns (2019)")],
)
async def test_an_answer_may_be_a_year_a_title_or_a_place(
    session: Session, world: Any, answer: str, item: str
) -> None:
    await ended(session, "I loved Lanterns")
    await ended(session, answer)
    assert world.records == [{"kind": "like", "item": item}]


async def test_a_question_is_over_when_something_else_is_said(session: Session, world: Any) -> None:
    await ended(session, "I loved Lanterns")
    await ended(session, "recommend three")
    await ended(session, "2001")
    assert world.records == []


async def test_two_opinions_are_both_recorded_and_told(session: Session, world: Any) -> None:
    end = await ended(session, "I loved Glass Harbour but hated 451")
    assert [one["kind"] for one in world.records] == ["like", "dislike"]
    assert len(end.reply.splitlines()) == 2


async def test_a_model_words_only_the_sentence_over_a_list(
    world: Any, store: Any, finder: Any, clock: Any
) -> None:
    class Model:
        model_id = "small"

    session = Session(
        list(world.tools.values()),
        "ann",
        store,
        Model(),  # type: ignore[arg-type]
        clock,
        titles=finder,
        lead=lambda list_id, model: ("Three quiet crimes.\x1b[31m", model.model_id),
    )
    end = await ended(session, "recommend three")
    assert end.model == "small"
    assert end.reply.splitlines()[0] == "Three quiet crimes.[31m"
    assert (await ended(session, "hello")).model == "template"


async def test_a_sentence_that_no_model_worded_leaves_the_own_one(
    world: Any, store: Any, finder: Any, clock: Any
) -> None:
    session = Session(
        list(world.tools.values()),
        "ann",
        store,
        object(),  # type: ignore[arg-type]
        clock,
        titles=finder,
        lead=lambda list_id, model: ("Here are 3 for you.", "template"),
    )
    end = await ended(session, "recommend three")
    assert (end.model, end.reply.splitlines()[0]) == ("template", "Here is what I would suggest.")


async def test_titles_are_shown_without_what_steers_a_terminal(
    session: Session, world: Any, monkeypatch: Any
) -> None:
    made = world.recommend({})
    steering = made.items[0].model_copy(update={"title": "\x1b[31mNight\nTrain\u202e" + "x" * 500})
    world.tools["recommend"].answer = lambda arguments: made.model_copy(update={"items": [steering]})
    end = await ended(session, "recommend three")
    line = end.reply.splitlines()[1]
    assert line.startswith("1. [31mNight Train")
    assert len(line) < 200
    assert all(one.isprintable() for one in line)
