"""A workspace that answers from memory, behind the same door as the real one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from penchant.agent import runtime
from penchant.agent.diagnosis import Check, DoctorReport
from penchant.agent.errors import UnknownUser
from penchant.agent.types import (
    Edit,
    Event,
    Evidence,
    Explanation,
    Interest,
    InterestChange,
    InterestChanges,
    InterestState,
    Item,
    Note,
    Preference,
    Reason,
    Recommendation,
    RecommendationList,
    Recorded,
    StoredEvent,
    User,
)
from penchant.tui.cli.app import app

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
STEERING = "\x1b[31mCasino\x1b[0m [red]x[/red] \u202etxt\a"
"""A title with markup, an escape sequence, a turned direction and a bell."""


def listed(title: str) -> RecommendationList:
    """A list of one item."""
    reason = Reason(text=f"You liked {title}", kind="interest", evidence=("e1",), contribution=0.75)
    place = Recommendation(
        item_id="1",
        title=title,
        rank=1,
        score=0.7,
        parts={"base": 0.0, "interest": 0.75, "diversity": -0.05},
        reasons=(reason,),
    )
    note = Note(code="short_list", text="Only one item is left.")
    return RecommendationList(list_id="l1", user_id="ann", at=NOON, items=(place,), notes=(note,))


@dataclass
class StubRuntime:
    """Answers every question about one user and one item; remembers what it was asked."""

    title: str = "Heat (1995)"
    asked: list[Any] = field(default_factory=list)
    fails_with: BaseException | None = None
    """Raised by the next thing that is asked."""

    def _asked(self, *what: Any) -> None:
        self.asked.append(what)
        if self.fails_with is not None:
            raise self.fails_with

    @property
    def stores(self) -> Any:
        return self

    @property
    def catalogue(self) -> Any:
        item = Item(item_id="1", title=self.title)
        return SimpleNamespace(
            known=lambda ids: {"1"} & set(ids),
            get=lambda ids: {"1": item} if "1" in ids else {},
            changed_after=lambda revision: iter([(1, item)]),
        )

    @property
    def log(self) -> Any:
        event = StoredEvent(seq=1, event_id="e1", user_id="ann", kind="like", at=0, item_id="1")
        return SimpleNamespace(get=lambda ids: {"e1": event} if "e1" in ids else {})

    @property
    def lists(self) -> Any:
        return SimpleNamespace(get=lambda list_id: listed(self.title) if list_id == "l1" else None)

    def users(self) -> list[User]:
        self._asked("users")
        return [User(user_id="ann", event_count=1234, first_at=NOON, last_at=NOON)]

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        self._asked("interests", user_id, as_of)
        if user_id != "ann":
            raise UnknownUser(f"Nothing is known of {user_id!r}", "penchant users lists who is known")
        evidence = Evidence(event_id="e1", kind="like", at=NOON, item_id="1", title=self.title)
        one = Interest(
            interest_id="t1",
            label="crime",
            tags=("crime",),
            state="rising",
            strength=2,
            share=1,
            short_share=1,
            long_share=1,
            since=NOON,
            state_since=NOON,
            last_seen=NOON,
            event_count=1,
            pinned=True,
            evidence=(evidence,),
        )
        rule = Preference(event_id="e7", at=NOON, liking="less", about=self.title)
        return InterestState(
            user_id=user_id,
            as_of=as_of or NOON,
            interests=(one,),
            passing=(evidence,),
            preferences=(rule,),
        )

    def changes(self, user_id: str, since: datetime, until: datetime | None = None) -> InterestChanges:
        self._asked("changes", user_id, since, until)
        moved = InterestChange(
            interest_id="t1",
            label=self.title,
            change="grew",
            from_share=0.25,
            to_share=0.5,
            evidence=("e1", "e2"),
        )
        own = Edit(event_id="e8", at=NOON, action="pin", interest_id="t1", text="pinned crime", undone=True)
        return InterestChanges(
            user_id=user_id, since=since, until=until or NOON, changes=(moved,), edits=(own,)
        )

    def edit_interest(
        self, user_id: str, action: str, interest: str, into: str | None = None, *, told_by: str | None = None
    ) -> Edit:
        self._asked(action, user_id, interest, into)
        return Edit(event_id="e8", at=NOON, action=action, interest_id="t1", text=f"{action} {interest}")

    def prefer(self, user_id: str, liking: Any, about: str, *, told_by: str | None = None) -> Preference:
        self._asked("prefer", user_id, liking, about)
        return Preference(event_id="e7", at=NOON, liking=liking, about=about)

    def undo(self, user_id: str, *, told_by: str | None = None) -> Edit:
        self._asked("undo", user_id)
        return Edit(event_id="e8", at=NOON, action="pin", interest_id="t1", text="pinned crime", undone=True)

    def recommend(self, user_id: str, k: int, at: datetime | None, **wanted: Any) -> RecommendationList:
        self._asked("recommend", user_id, k, at, wanted)
        return listed(self.title)

    def why(self, list_id: str, item_id: str) -> Explanation:
        self._asked("why", list_id, item_id)
        place = listed(self.title).items[0]
        return Explanation(
            list_id=list_id,
            item_id=item_id,
            title=place.title,
            listed=True,
            rank=place.rank,
            score=place.score,
            parts=place.parts,
            statements=place.reasons,
        )

    def record_event(self, event: Event, *, told_by: str | None = None) -> Recorded:
        self._asked("record", event)
        return Recorded(event_id="e9", is_duplicate=event.event_id == "again")

    def doctor(self) -> DoctorReport:
        self._asked("doctor")
        checks = (
            Check(name="log", status="ok", value="1,234 events"),
            Check(name="index", status="problem", value="gone", advice="run penchant reembed"),
        )
        return DoctorReport(checks=checks, figures={"events": 1234})

    def export(self, user_id: str) -> Mapping[str, object]:
        self._asked("export", user_id)
        return {"user_id": user_id, "title": self.title}

    def reembed(self, progress: Callable[[int, int | None], None]) -> int:
        self._asked("reembed")
        progress(1, 2)
        return 2


@dataclass
class Doors:
    """What `open_runtime` was called with, and the runtime it hands out."""

    runtime: StubRuntime = field(default_factory=StubRuntime)
    calls: list[tuple[Path, bool]] = field(default_factory=list)

    @contextmanager
    def open_runtime(self, workspace: Path, settings: Any = None, *, create: bool = True) -> Iterator[Any]:
        self.calls.append((Path(workspace), create))
        yield self.runtime


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The stub behind the door."""
    made = Doors()
    monkeypatch.setattr(runtime, "open_runtime", made.open_runtime)
    return made


@pytest.fixture
def penchant(tmp_path: Path) -> Callable[..., Result]:
    """Runs the command line in a workspace of its own."""

    def run(*args: str, workspace: Path = tmp_path / "workspace", **options: Any) -> Result:
        return CliRunner().invoke(app, ["--workspace", str(workspace), *args], **options)

    return run
