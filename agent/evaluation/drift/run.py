"""The drift protocol as a whole: data made or joined, trackers led through it, a report."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penchant.agent.config import InterestSettings, Settings
from penchant.agent.embedding.choose import make_embedder
from penchant.agent.evaluation.drift.crew import Counted, Crew, open_crew
from penchant.agent.evaluation.drift.example import Example, example_of
from penchant.agent.evaluation.drift.files import write_generated
from penchant.agent.evaluation.drift.following import flows
from penchant.agent.evaluation.drift.history import BURN_IN, History, Scene
from penchant.agent.evaluation.drift.measures import estimate, noticing_metrics
from penchant.agent.evaluation.drift.people import NOISE, make_people
from penchant.agent.evaluation.drift.ranking import FLOOR
from penchant.agent.evaluation.drift.rows import row_of, rows_of
from penchant.agent.evaluation.drift.scenes import Scenes
from penchant.agent.evaluation.drift.splice import spliced
from penchant.agent.evaluation.drift.targets import targets
from penchant.agent.evaluation.drift.trial import OURS, Measured
from penchant.agent.evaluation.drift.world import ITEMS, make_world
from penchant.agent.evaluation.report import Evaluation, Row
from penchant.agent.ports import Embedder, Progress

PROTOCOL = "drift"
USERS = 2_000
"""Of a seed, by the protocol."""
THRESHOLDS = (0.5, 0.75, 1.5, 2.0)
"""Other thresholds than the set one, in parts of it, for the curve of delay against false alarms."""
_CURVE_USERS = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class DriftReport:
    """The numbers, and one user's interests over time to look at."""

    evaluation: Evaluation
    example: Example | None


def drift_generated(
    seeds: Sequence[int],
    users: int,
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    workers: int | None = None,
    curve: bool = True,
    progress: Progress | None = None,
) -> DriftReport:
    """Try all trackers on generated users.

    Args:
        seeds: one catalogue and one crowd for each.
        users: of each seed, a quarter of each scenario.
        settings: `interests` is what is tried; `embedding` says how titles become vectors.
        embedder: in place of the packaged MiniLM.
        workers: processes; by the machine when None, and 1 stays in this one.
        curve: whether other thresholds are tried too, on some users of the first seed.
        progress: is told how many histories are done, of how many.
    """
    embedder = embedder or make_embedder("minilm", settings.embedding)
    scenes = Scenes(embedder, settings.interests)
    runs, fits = [], []
    example, variants = None, []
    with open_crew(workers, Counted(progress, users * len(seeds))) as crew:
        for seed in seeds:
            world = make_world(seed)
            started = time.perf_counter()
            scene = scenes.of(world)
            fits.append(time.perf_counter() - started)
            people = make_people(world, users, seed)
            runs.append(crew.run(scene, people, settings.interests, seed))
            if example is None:
                example = example_of(people, scene, flows(scene.topics, settings.interests))
                variants = _curve(crew, scene, people, settings.interests, seed) if curve else []
    rows = (*rows_of(runs, max(fits)), *variants)
    found = {
        "source": "generated",
        "seeds": list(seeds),
        "users": users,
        "items": ITEMS,
        "noise": NOISE,
        "embedding": embedder.model_id,
        "popularity": "the true one, of what is born by then",
    }
    return _report(found, runs, rows, example)


def drift_spliced(
    items: Path,
    events: Path,
    settings: Settings,
    *,
    users: int | None = None,
    seed: int = 0,
    embedder: Embedder | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    embedded: Progress | None = None,
) -> DriftReport:
    """Try all trackers on real users, joined in pairs at a known time, and on the same users as they are.

    Args:
        items: a file of item_id and title.
        events: a file of user_id, item_id and timestamp.
        users: the most that are taken of those with enough behaviour; all when None.

    Raises:
        BadFile, BadColumn: a file cannot be read as what it should be.
        BadInput: too few users have enough behaviour.
    """
    embedder = embedder or make_embedder("minilm", settings.embedding)
    started = time.perf_counter()
    scene, people = spliced(items, events, embedder, settings, users=users, seed=seed, progress=embedded)
    fit = time.perf_counter() - started
    with open_crew(workers, Counted(progress, len(people))) as crew:
        runs = [crew.run(scene, people, settings.interests, seed)]
    example = example_of(people, scene, flows(scene.topics, settings.interests))
    found = {
        "source": "spliced",
        "items_file": items.name,
        "events_file": events.name,
        "seeds": [seed],
        "users": sum(not one.shifts for one in people),
        "splices": sum(bool(one.shifts) for one in people),
        "items": len(scene.places),
        "embedding": embedder.model_id,
        "popularity": "before the day in question, half-life 30 days; what a user had is not ranked",
        "note": "real users change by themselves: their false alarms are an upper bound",
    }
    return _report(found, runs, tuple(rows_of(runs, fit)), example)


def export_generated(folder: Path, users: int = USERS, seed: int = 0) -> None:
    """Write a generated catalogue, its log and the true changes as files that anyone can import."""
    world = make_world(seed)
    write_generated(folder, world, make_people(world, users, seed))


def _report(
    found: Mapping[str, Any], runs: Sequence[Measured], rows: tuple[Row, ...], example: Example | None
) -> DriftReport:
    changes = {
        kind: sum(watch.kind == kind for run in runs for watches in run.watches for watch in watches)
        for kind in ("new", "returned")
    }
    data = {
        **found,
        "burn_in_events": BURN_IN,
        "uniform_floor": FLOOR,
        "changes": changes,
        "interval": "range over the seeds" if len(runs) > 1 else "bootstrap over the users, 95 %",
        "targets": targets(rows),
    }
    return DriftReport(evaluation=Evaluation(protocol=PROTOCOL, data=data, rows=rows), example=example)


def _curve(
    crew: Crew, scene: Scene, people: Sequence[History], settings: InterestSettings, seed: int
) -> list[Row]:
    """What other thresholds would give: noticing alone, on some of the users."""
    rows = []
    for part in THRESHOLDS:
        threshold = settings.drift_threshold * part
        tried = settings.model_copy(update={"drift_threshold": threshold})
        run = crew.run(scene, people[:_CURVE_USERS], tried, seed, ranks=False)
        rows.append(row_of(f"{OURS}, threshold {threshold:g}", "variant", estimate([run], noticing_metrics)))
    return rows
