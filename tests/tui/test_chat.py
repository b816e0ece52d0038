"""A conversation on the screen: what is said, what comes back, and what stays when it does not."""

import threading
from collections.abc import Callable
from typing import Any

from textual.content import Content
from textual.widgets import OptionList, Static

from penchant.tui.screens.people import PeopleScreen
from penchant.tui.widgets.cards import Card
from penchant.tui.widgets.evidence import WhyEvidence
from penchant.tui.widgets.exchange import WAITING, Reply
from penchant.tui.widgets.interests_panel import InterestsPanel
from penchant.tui.widgets.status import StatusLine
from penchant.tui.widgets.welcome import Welcome

Opening = Callable[..., Any]


async def test_the_first_screen_says_who_one_is_and_what_to_try(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        shown = it.text("Welcome")
        assert "ann" in shown
        assert "penchant import letterboxd PATH --user me" in shown
        tried = it.screen.query_one(Welcome).query_one(OptionList).get_option_at_index(1)
        assert str(tried.prompt) == "Why number 2?"
        assert it.screen.query_one(StatusLine).words == "words by template"
        assert it.screen.prompt.has_focus


async def test_a_list_is_shown_as_numbered_cards_with_year_kind_and_reason(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        exchange = await it.answered("recommend")
        cards = list(exchange.query(Card))
        assert len(cards) == 3
        first = str(cards[0].render())
        assert first.lstrip().startswith("1  ")
        assert "· film" in first
        assert "\n" in first, "a reason stands below the title"
        assert "Here are three." in it.text("Reply")


async def test_why_is_answered_below_with_its_evidence_and_the_parts_of_the_score(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("recommend")
        exchange = await it.answered("why number 2?")
        assert exchange.query_one(Reply).said.startswith("• ")
        shown = it.text("WhyEvidence")
        assert "#2" in shown
        assert "score" in shown
        assert "like" in shown


async def test_enter_on_a_card_asks_why_it_is_there(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        exchange = await it.answered("recommend")
        await it.pilot.press("shift+tab", "up")
        assert list(exchange.query(Card))[1].has_focus
        await it.pilot.press("enter")
        await it.until(lambda: len(it.screen.query(WhyEvidence)) == 1)
        assert it.script.heard[-1] == "Why number 2?"
        await it.pilot.press("escape")
        assert it.screen.prompt.has_focus


async def test_what_one_liked_changes_the_panel_after_the_turn(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        panel = it.screen.query_one(InterestsPanel)

        def shown() -> str:
            return " ".join(str(part.render()) for part in panel.query(Static) if part.display)

        before = shown()
        await it.answered("I liked Flour")
        await it.until(lambda: shown() != before)
        assert "baking" in shown()
        assert "baking" not in before


async def test_stopping_keeps_what_was_said_and_the_next_question_is_answered(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        exchange = await it.say("slow")
        await it.until(lambda: "Let me think" in it.text("Reply"))
        await it.pilot.press("escape")
        await it.until(lambda: exchange.is_closed)
        assert it.script.was_cancelled
        assert exchange.query_one(Reply).said == "Let me think"
        assert "Stopped" in it.text("Exchange")
        assert len((await it.answered("recommend")).query(Card)) == 3


async def test_a_failed_turn_gives_the_text_back(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("fail please")
        assert it.screen.prompt.value == "fail please"
        assert "The model does not answer" in it.text("Notice")
        assert "try again" in it.text("Notice")


async def test_a_defect_of_a_tool_is_shown_and_the_chat_lives_on(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("why number 99?")
        assert "ann has no list yet" in it.text("Notice")
        it.screen.prompt.value = ""
        assert len((await it.answered("recommend")).query(Card)) == 3


async def test_what_is_typed_before_the_workspace_is_open_is_answered_later(chat: Opening) -> None:
    gate = threading.Event()
    async with chat(before_opening=gate.wait) as it:
        exchange = await it.say("recommend")
        assert WAITING in it.text("Exchange")
        assert it.script.heard == []
        gate.set()
        await it.until(lambda: exchange.is_closed)
        assert len(exchange.query(Card)) == 3


async def test_what_is_typed_during_an_answer_waits_for_its_end(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        first = await it.say("slow")
        second = await it.say("recommend")
        await it.until(lambda: "Let me think" in it.text("Reply"))
        assert it.script.heard == ["slow"]
        it.screen.bridge._loop.call_soon_threadsafe(it.script.go_on.set)
        await it.until(lambda: second.is_closed)
        assert first.query_one(Reply).said == "Let me think no more."


async def test_up_and_down_go_through_what_was_written(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("first")
        await it.answered("second")
        it.screen.prompt.value = "draft"
        shown = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await it.pilot.press(key)
            shown.append(it.screen.prompt.value)
        assert shown == ["second", "first", "first", "second", "draft", "draft"]


async def test_another_person_begins_an_empty_conversation(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("recommend")
        await it.pilot.press("f2")
        await it.until(lambda: isinstance(it.app.screen, PeopleScreen))
        await it.pilot.press(*"zoe", "enter")
        await it.until(lambda: it.screen.person_id == "zoe" and it.screen.talk.is_ready)
        assert not it.screen.query("Exchange")
        assert "Nothing yet" in it.text("InterestsPanel")
        assert len((await it.answered("recommend")).query(Card)) == 3


async def test_clearing_empties_the_screen_and_greets_again(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("recommend")
        await it.pilot.press("ctrl+l")
        await it.until(lambda: not it.screen.query("Exchange"))
        assert len(it.screen.query(Welcome)) == 1


async def test_a_small_terminal_hides_the_interests_until_they_are_asked_for(chat: Opening) -> None:
    async with chat(size=(80, 24)) as it:
        await it.ready()
        panel = it.screen.query_one(InterestsPanel)
        assert not panel.display
        assert len((await it.answered("recommend")).query(Card)) == 3
        await it.pilot.press("ctrl+b")
        assert panel.display
        await it.pilot.press("ctrl+b")
        assert not panel.display


async def test_the_view_follows_the_answer_only_while_the_reader_is_at_the_end(chat: Opening) -> None:
    async with chat(size=(80, 24)) as it:
        await it.ready()
        for _ in range(3):
            await it.answered("recommend")
        transcript = it.screen.transcript
        assert transcript.scroll_y == transcript.max_scroll_y
        slow = await it.say("slow")
        await it.until(lambda: "Let me think" in it.text("Reply"))
        transcript.scroll_to(y=0, animate=False, immediate=True)
        await it.pilot.pause()
        it.screen.bridge._loop.call_soon_threadsafe(it.script.go_on.set)
        await it.until(lambda: slow.is_closed)
        assert transcript.scroll_y == 0


async def test_titles_are_shown_as_they_are(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        exchange = await it.answered("[bold]not markup[/] *nor this* \x1b[31m")
        own = exchange.query(".own").first(Static).render()
        assert isinstance(own, Content)
        assert own.plain.startswith("[bold]not markup[/] *nor this* ")
        assert "\x1b" not in own.plain


async def test_a_workspace_that_cannot_be_opened_says_why(chat: Opening) -> None:
    from penchant.agent.errors import WorkspaceUnusable

    def refuse() -> None:
        raise WorkspaceUnusable("The folder is a file", "name another")

    async with chat(before_opening=refuse) as it:
        await it.until(lambda: "The folder is a file" in it.text("Notice"))
        assert "name another" in it.text("Notice")


async def test_an_answer_higher_than_the_screen_is_shown_from_its_start(chat: Opening) -> None:
    async with chat(size=(80, 14)) as it:
        await it.ready()
        await it.answered("recommend")
        exchange = await it.answered("recommend")
        await it.until(lambda: exchange.region.y >= it.screen.transcript.region.y)
        assert it.screen.transcript.scroll_y < it.screen.transcript.max_scroll_y
