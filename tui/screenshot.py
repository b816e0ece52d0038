"""Takes the README's picture of the chat: `python -m penchant.tui.screenshot FILE.svg`.

The demo is built in a folder of its own, as of a fixed moment, so that the picture changes only
where Penchant does.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from penchant.tui.app import ChatApp
from penchant.tui.conversation import open_session
from penchant.tui.desk import Desk, Report, WorkspaceDesk
from penchant.tui.widgets.exchange import Exchange
from penchant.tui.widgets.welcome import Welcome

MOMENT = datetime(2026, 5, 1, 20, 30, tzinfo=UTC)
PERSON = "mira"
SAID = ("Recommend five films", "Why number 2?", "I liked Arrival")
SIZE = (112, 49)
PATIENCE = 180.0
"""Seconds; the models are loaded in them."""


class Standing:
    """A clock that does not move."""

    def now(self) -> datetime:
        """The moment of the picture."""
        return MOMENT


def main() -> None:
    """Build the demo, talk, and write the picture."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m penchant.tui.screenshot FILE.svg")
    target = Path(sys.argv[1])
    with TemporaryDirectory() as folder:
        picture = asyncio.run(_take(Path(folder)))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(picture, encoding="utf-8")
    print(target)


async def _take(folder: Path) -> str:
    app = ChatApp(lambda report: _open(folder, report), PERSON)
    async with app.run_test(size=SIZE) as pilot:
        await _until(pilot, lambda: app.chat.talk.is_ready)
        await app.chat.query(Welcome).remove()
        app.chat.prompt.cursor_blink = False
        for number, text in enumerate(SAID, start=1):
            app.chat.prompt.value = text
            await pilot.press("enter")
            await _until(pilot, lambda number=number: _answered(app) == number)  # type: ignore[misc]
        picture = app.export_screenshot(title="penchant chat")
    app.leave(PATIENCE)
    return picture


def _open(folder: Path, report: Report) -> Desk:
    from penchant.agent.runtime import open_runtime
    from penchant.tui.cli.demo_workspace import build_demo

    penchant = open_runtime(folder, clock=Standing())
    build_demo(penchant, lambda done, total: report(f"{done} of {total}"), now=MOMENT)
    return WorkspaceDesk(penchant, open_session)


def _answered(app: ChatApp) -> int:
    return sum(one.is_closed for one in app.chat.query(Exchange))


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > give_up:
            raise TimeoutError("the chat did not answer")
        await pilot.pause(0.05)
    await pilot.pause()


if __name__ == "__main__":
    main()
