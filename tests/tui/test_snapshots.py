"""The screens as pictures, named by their state. PENCHANT_TEST_UPDATE_SNAPSHOTS=1 takes them anew."""

from collections.abc import Callable
from typing import Any

Opening = Callable[..., Any]
Compare = Callable[..., None]


async def test_welcome(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat() as it:
        await it.ready()
        await it.pilot.pause()
        matches_snapshot(it, "welcome")


async def test_list_and_why(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat(size=(120, 44)) as it:
        await it.ready()
        await it.answered("recommend")
        await it.answered("why number 2?")
        matches_snapshot(it, "list_and_why")


async def test_list_in_light_colours(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat() as it:
        await it.ready()
        await it.answered("recommend")
        await it.pilot.press("ctrl+t")
        await it.pilot.pause()
        matches_snapshot(it, "list_light")


async def test_small_terminal(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat(size=(80, 24)) as it:
        await it.ready()
        await it.answered("recommend")
        matches_snapshot(it, "small_terminal")


async def test_failed_turn(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat(size=(80, 24)) as it:
        await it.ready()
        await it.answered("fail please")
        matches_snapshot(it, "failed_turn")


async def test_people(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat() as it:
        await it.ready()
        await it.pilot.press("f2")
        await it.pilot.pause()
        matches_snapshot(it, "people")


async def test_help(chat: Opening, matches_snapshot: Compare) -> None:
    async with chat() as it:
        await it.ready()
        await it.pilot.press("f1")
        await it.pilot.pause()
        matches_snapshot(it, "help")
