"""The generated log as files: what anyone can import, with the true change points beside it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from penchant.agent.evaluation.drift.history import History
from penchant.agent.evaluation.drift.world import World


def write_generated(folder: Path, world: World, people: Sequence[History]) -> None:
    """Write `items.csv`, `events.csv` and `changes.csv` into a folder, which is made where missing."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = world.item_ids()
    _write(
        folder / "items.csv",
        ("item_id", "title", "topics", "popularity", "born"),
        (
            (
                ids[row],
                world.titles[row],
                "|".join(_topics(world, row)),
                f"{world.weight[row]:.6g}",
                _time(born),
            )
            for row, born in enumerate(world.born)
        ),
    )
    _write(
        folder / "events.csv",
        ("user_id", "item_id", "timestamp"),
        (
            (one.user_id, ids[item], _time(at))
            for one in people
            for item, at in zip(one.items, one.at, strict=True)
        ),
    )
    _write(
        folder / "changes.csv",
        ("user_id", "position", "timestamp", "kind", "topic", "share"),
        (
            (
                one.user_id,
                shift.position,
                _time(one.at[shift.position]),
                shift.kind,
                world.names[shift.group],
                f"{shift.share:.3f}",
            )
            for one in people
            for shift in one.shifts
        ),
    )


def _topics(world: World, row: int) -> list[str]:
    main = world.main[row]
    others = [name for topic, name in enumerate(world.names) if world.belongs[row, topic] and topic != main]
    return [world.names[main], *others]


def _time(micros: int) -> str:
    return datetime.fromtimestamp(int(micros) // 1_000_000, UTC).isoformat()


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
