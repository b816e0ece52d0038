"""Profiles with the local model: what they cost, how far they are borne out, and what they slow down.

The check of statements recounts from the log, on a path of its own: it shares no code with the facts, the
templates or the checker that admits wordings.

Run it alone, on an idle machine: python -m pytest tests/benchmarks/test_profile.py -s
"""

import calendar
import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.people import demo_events, demo_people
from penchant.agent.llm.packaged import is_installed
from penchant.agent.ports import Cancel
from penchant.agent.profile.due import Due
from penchant.agent.profile.worker import ProfileWorker
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, InterestState, Profile, ProfileStatement

pytestmark = pytest.mark.skipif(not is_installed(), reason="the packaged model is not installed")

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAYS_BACK = (0, 45, 90, 150)
TOP = 5
REQUESTS = 150
MOST_SLOWED = 1.2
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
SHARE = re.compile(r"(\d+)\s?%")
DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
MOVES = {
    "rising": r"more and more|is rising",
    "new": r"\bnew\b|discovered",
    "fading": r"is fading|less than you did",
    "returned": r"come back|is back|has returned",
    "steady": r"hold on|is steady",
}
DEEDS = {
    "like": r"\bliked\b|\btook to\b",
    "purchase": r"\bbought\b|\btook to\b",
    "save": r"\bsaved\b|\btook to\b",
    "share": r"\bshared\b|\btook to\b",
    "rate": r"\brated\b|\btook to\b|\bliked\b",
}


class Standing:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Penchant]:
    folder: Path = tmp_path_factory.mktemp("demo")
    with open_runtime(folder, {"llm": {"kind": "local"}}, clock=Standing()) as penchant:
        penchant.import_records(demo_items(), demo_events(NOW))
        yield penchant


@pytest.fixture(scope="module")
def written(demo: Penchant) -> list[tuple[Profile, InterestState]]:
    """A refresh for each person and each of several moments, one after another."""
    made = []
    for days in reversed(DAYS_BACK):
        at = NOW - timedelta(days=days)
        for person in demo_people():
            profile = demo.profile(person.user_id, refresh=True, as_of=at)
            made.append((profile, demo.interests(person.user_id, at)))
    return made


def faults(demo: Penchant, one: ProfileStatement, profile: Profile, state: InterestState) -> list[str]:
    """What of a statement the log does not bear out, recounted."""
    as_of = profile.as_of or profile.written_at
    mine = {
        event.event_id: event
        for event in demo.stores.log.user_events(profile.user_id)
        if event.at <= as_of.timestamp() * 1e6
    }
    if not one.evidence or not set(one.evidence) <= set(mine):
        return ["evidence"]
    found = []
    events = [mine[event_id] for event_id in one.evidence]
    titles = {
        item.title for item in demo.stores.catalogue.get({e.item_id for e in events if e.item_id}).values()
    }
    if one.key.startswith("interest:"):
        interest = next((i for i in state.interests if f"interest:{i.interest_id}" == one.key), None)
        if interest is None or interest.muted:
            return ["interest"]
        told = " and ".join(part.strip() for part in interest.label.split(",", 1))
        if not all(part.strip().casefold() in one.text.casefold() for part in interest.label.split(",")):
            found.append(f"label {told}")
        shares = {round(100 * s) for s in (interest.share, interest.short_share, interest.long_share)}
        text = one.text
        for title in titles:
            text = text.replace(title, "")
        if not {int(share) for share in SHARE.findall(text)} <= shares:
            found.append("share")
        days = {interest.since.date(), interest.last_seen.date()}
        if not {(int(d), MONTHS[m], int(y)) for d, m, y in DAY.findall(text)} <= {
            (day.day, day.month, day.year) for day in days
        }:
            found.append("day")
        moves = {name for name, words in MOVES.items() if re.search(words, text)}
        if moves and interest.state not in moves:
            found.append("movement")
        if not set(one.evidence) <= {e.event_id for e in interest.evidence}:
            found.append("evidence of the interest")
        shown = text.split("It shows in ")[-1] if "It shows in " in one.text else ""
        if "It shows in " in one.text and not any(title in one.text for title in titles):
            found.append(f"title {shown}")
    elif one.key == "liked":
        if not all(title in one.text for title in titles):
            found.append("title")
        if not all(re.search(DEEDS[e.kind], one.text) for e in events):
            found.append("deed")
    elif one.key == "dislikes":
        if not all(title in one.text for title in titles):
            found.append("title")
        values = [e.value for e in mine.values() if e.kind == "rate" and e.value is not None]
        if not all(
            e.kind == "dislike" or (e.value is not None and e.value < statistics.mean(values)) for e in events
        ):
            found.append("dislike")
    elif one.key == "said":
        found += [] if events[0].kind == "statement" and str(events[0].text) in one.text else ["words"]
    elif one.key.startswith("rule:"):
        found += [] if events[0].kind == "edit" else ["rule"]
    return found


def test_statements_are_borne_out_and_the_largest_interests_are_told(
    demo: Penchant, written: list[tuple[Profile, InterestState]]
) -> None:
    wrong, count, told, wanted, by_model = [], 0, 0, 0, 0
    for profile, state in written:
        for one in profile.statements:
            count += 1
            by_model += one.written_by != "template"
            fault = faults(demo, one, profile, state)
            if fault:
                wrong.append((fault, one.text))
        top = [one for one in state.interests if not one.muted and one.state != "dormant"][:TOP]
        keys = {key for one in profile.statements for key in (one.key, *one.also)}
        wanted += len(top)
        told += sum(f"interest:{one.interest_id}" in keys for one in top)
    print(f"\nstatements {count}, by the model {by_model}, not borne out {len(wrong)} {wrong[:3]}")
    print(
        f"statement precision {1 - len(wrong) / count:.4f}   interest coverage {told / wanted:.4f} of {wanted}"
    )
    assert len(wrong) <= 0.01 * count
    assert told >= 0.95 * wanted


def test_what_a_refresh_costs(written: list[tuple[Profile, InterestState]]) -> None:
    profiles = [profile for profile, _ in written]
    asked = sum(profile.calls for profile in profiles)
    admitted = sum(profile.written_by != "template" for profile in profiles)
    admitted += sum(one.proposed_by != "template" for profile in profiles for one in profile.operations)
    spent = [profile.seconds for profile in profiles]
    print(f"\nrefreshes {len(profiles)}, calls {asked}, admitted {admitted} ({admitted / asked:.0%})")
    print(
        f"a refresh: {statistics.mean(p.calls for p in profiles):.1f} calls, "
        f"{statistics.median(p.tokens for p in profiles):,.0f} tokens, "
        f"{statistics.median(spent):.1f} s median, {np.percentile(spent, 95):.1f} s p95"
    )
    assert all(profile.calls <= 4 for profile in profiles)
    assert admitted > 0.6 * asked


def timed(demo: Penchant, user: str, count: int, before: Callable[[], None] = lambda: None) -> list[float]:
    """Milliseconds from an event to the next list."""
    items = [item.item_id for item in demo_items()]
    spent = []
    for n in range(count):
        before()
        started = time.perf_counter()
        demo.record(Event(user_id=user, kind="view", item_id=items[n % len(items)], at=NOW))
        demo.recommend(user)
        spent.append(1e3 * (time.perf_counter() - started))
    return spent


def test_an_event_is_in_the_next_list_no_later_while_a_profile_is_written(demo: Penchant) -> None:
    alone, other = demo_people()[0].user_id, demo_people()[1].user_id
    queue, settings = demo.stores.profile_queue, demo.settings.profile
    written = []

    def refresh(user_id: str, reason: str, cancel: Cancel) -> None:
        written.append(demo.profile(user_id, refresh=True).calls)

    demo.profile(other, refresh=True)
    timed(demo, alone, 10)
    idle, busy = [], []
    # In turns, so that whatever else the machine does hits both alike.
    for _ in range(4):
        idle += timed(demo, alone, REQUESTS // 4)
        worker = ProfileWorker(
            queue,
            Due(queue, demo.stores.log, demo.interests, settings),
            refresh,
            lambda: int(NOW.timestamp() * 1e6),
            Standing(),
            lease_s=600,
            interval_s=0.01,
        )
        worker.start()
        # There is always one to be written next.
        busy += timed(demo, alone, REQUESTS // 4, lambda: demo.desk.ask_for_refresh(other, "edit"))
        worker.stop()
    at = [float(np.percentile(some, 95)) for some in (idle, busy)]
    p50 = [float(np.median(some)) for some in (idle, busy)]
    print(f"\nevent -> next list, ms: p50 {p50[0]:.1f} idle, {p50[1]:.1f} while a refresh runs")
    print(
        f"p95 {at[0]:.1f} idle, {at[1]:.1f} while one runs, ratio {at[1] / at[0]:.2f}, {len(written)} refreshes"
    )
    assert written
    assert at[1] <= MOST_SLOWED * at[0]
