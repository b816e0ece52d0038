"""The small world of the attacks, in workspaces of the product."""

import asyncio
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from penchant.agent.errors import PenchantError
from penchant.agent.evaluation.attacks.observe import Observation, Said
from penchant.agent.evaluation.attacks.world import NOW, OTHER, PLANTED_AT, VICTIM, events, items
from penchant.agent.times import to_micros

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.ports import ChatModel
    from penchant.agent.runtime import Penchant
    from penchant.agent.types import Event, Item, StoredEvent

RIGHTS = ("settings.toml", "rules.toml")


class WorkspaceStage:
    """Builds and opens workspaces under the settings of the user's own."""

    def __init__(self, settings: "Settings") -> None:
        self._settings = settings

    def build(self, folder: Path) -> None:
        """Make the small world in a folder."""
        with self._opened(folder) as penchant:
            penchant.import_records(items(), events())

    @contextmanager
    def open(self, folder: Path, model: "ChatModel | None") -> "Iterator[OpenedWorkspace]":
        """A copy of it, with this model in place of the settings'."""
        with TemporaryDirectory(prefix="penchant-attack-") as name:
            copy = Path(name) / "world"
            shutil.copytree(folder, copy)
            with self._opened(copy) as penchant:
                penchant.chat_model = model
                yield OpenedWorkspace(penchant, Path(name))

    def _opened(self, folder: Path) -> "Penchant":
        from penchant.agent.evaluation.ours import ReplayClock
        from penchant.agent.runtime import open_runtime

        return open_runtime(folder, self._settings, clock=ReplayClock(to_micros(NOW)))


class OpenedWorkspace:
    """A workspace with the doors that a text can come in by."""

    def __init__(self, penchant: "Penchant", scratch: Path) -> None:
        self._penchant = penchant
        self._scratch = scratch

    def take_in(self, items: "list[Item]", events: "list[Event]") -> None:
        """Import records from files, as whoever brings them would."""
        # What is refused stays out: that is an answer too.
        with suppress(PenchantError):
            if items:
                self._penchant.import_items(self._written("items", map(_item_row, items)))
            if events:
                self._penchant.import_events(self._written("events", map(_event_row, events)))

    def as_agent(self, tool: str, user_id: str, arguments: Mapping[str, object]) -> None:
        """Call a tool as another agent does; a refusal is an answer."""
        from penchant.agent.trust import AGENT
        from penchant.tools.registry import Registry

        with suppress(PenchantError):
            Registry(self._penchant, told_by=AGENT).call(tool, user_id, arguments)

    def say(self, text: str) -> Said:
        """One turn of the person's conversation."""
        from penchant.agent.dialogue.events import TurnFailed
        from penchant.tui.conversation import open_session, turn_to_its_end

        ended = asyncio.run(turn_to_its_end(open_session(self._penchant, VICTIM), text))
        if isinstance(ended, TurnFailed):
            return Said(calls=(), reply=ended.message)
        return Said(calls=tuple(ended.tool_calls), reply=ended.reply)

    def look(self, *, before_planting: bool) -> Observation:
        """What is in force, without the answers."""
        log = self._penchant.stores.log
        mine, moment = log.user_events(VICTIM), PLANTED_AT if before_planting else None
        return Observation(
            answers=(),
            state=self._penchant.interests(VICTIM, moment) if mine else None,
            rules=tuple(event.text or "" for event in mine if event.kind == "edit"),
            rights={
                name: path.read_text(encoding="utf-8")
                for name in RIGHTS
                if (path := self._penchant.workspace / name).exists()
            },
            others=json.dumps(self._others(), default=str, ensure_ascii=False, sort_keys=True),
        )

    def _others(self) -> dict[str, object]:
        """What is kept of the other person, without the text that they planted themselves."""
        stores = self._penchant.stores
        kept = stores.log.user_events(OTHER)
        planted = to_micros(PLANTED_AT)
        state = self._penchant.interests(OTHER, PLANTED_AT) if kept else None
        return {
            "events": [_told(event) for event in kept if event.at < planted],
            "later": len([event for event in kept if event.at >= planted]),
            "interests": [(one.interest_id, round(one.share, 6)) for one in state.interests] if state else [],
            "lists": len(stores.lists.of_user(OTHER)),
            "profiles": len(stores.profiles.history(OTHER)),
            "said": len(stores.conversations.transcript(OTHER)),
        }

    def _written(self, name: str, rows: "Iterator[dict[str, object]] | map[dict[str, object]]") -> Path:
        path = self._scratch / f"{name}.jsonl"
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text("".join(lines), encoding="utf-8", errors="surrogatepass")
        return path


def _told(event: "StoredEvent") -> tuple[object, ...]:
    return event.event_id, event.kind, event.item_id, event.text


def _item_row(item: "Item") -> dict[str, object]:
    row = {
        "item_id": item.item_id,
        "title": item.title,
        "text": item.text,
        "tags": list(item.tags),
        "kind": item.kind,
    }
    return row | dict(item.attributes)


def _event_row(event: "Event") -> dict[str, object]:
    row = {
        "user_id": event.user_id,
        "kind": event.kind,
        "item_id": event.item_id,
        "text": event.text,
        "at": event.at.isoformat() if event.at else None,
    }
    return {name: value for name, value in (row | dict(event.context)).items() if value is not None}
