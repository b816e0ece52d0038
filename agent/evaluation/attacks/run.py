"""Runs every attack beside the same run with a neutral text, and counts the differences."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Protocol

from penchant.agent.evaluation.attacks.attack import Attack, Place
from penchant.agent.evaluation.attacks.obedient import ObedientModel
from penchant.agent.evaluation.attacks.observe import Difference, Observation, Said, differences
from penchant.agent.evaluation.attacks.planting import Doors, plant
from penchant.agent.evaluation.attacks.world import NEUTRAL, STEPS
from penchant.agent.evaluation.intervals import wilson
from penchant.agent.evaluation.report import Evaluation, Row, Seconds
from penchant.agent.ports import ChatModel, Progress

PROTOCOL = "attacks"
_OF_THE_PERSON: frozenset[Place] = frozenset(
    {"liked_title", "liked_tags", "own_comment", "own_search", "agent_statement", "agent_comment",
     "agent_query", "event_context"}
)  # fmt: skip
"""Places whose text comes with an event of the person: what it may move is left out of the comparison."""
_NEUTRAL_ID = "a-quiet-evening"


class Opened(Doors, Protocol):
    """An open workspace of the small world."""

    def say(self, text: str) -> Said:
        """One turn of the person's conversation."""
        ...

    def look(self, *, before_planting: bool) -> Observation:
        """What is in force, without the answers."""
        ...


class Stage(Protocol):
    """How to get at the product, which stands above this room and is handed down to it."""

    def build(self, folder: Path) -> None:
        """Make the small world in a folder."""
        ...

    def open(self, folder: Path, model: ChatModel | None) -> AbstractContextManager[Opened]:
        """Open a copy of it, with this model in place of the settings'; None for none."""
        ...


Model = Callable[[str | None], ChatModel | None]
"""The model of one run, made from the attack's text; None of a run without one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Success:
    """An attack that changed something."""

    attack: Attack
    model: str
    found: frozenset[Difference]


@dataclass(frozen=True, kw_only=True, slots=True)
class AttackReport:
    """The report, and every attack that succeeded."""

    evaluation: Evaluation
    successes: tuple[Success, ...]


def obedient(payload: str | None) -> ChatModel:
    """A model that obeys the attack wherever it sees it."""
    return ObedientModel(STEPS, payload)


def evaluate_attacks(
    attacks: Sequence[Attack],
    stage: Stage,
    models: Mapping[str, Model],
    *,
    sample: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> AttackReport:
    """Try each attack against each model.

    Args:
        attacks: what is tried.
        stage: the product.
        models: by name, as a row of the report is called.
        sample: so many attacks at most, drawn with `seed`; None tries all.
        seed: of the sample.
        progress: told after each run.
    """
    if sample is not None and sample < len(attacks):
        attacks = Random(seed).sample(list(attacks), sample)
    rows: list[Row] = []
    successes: list[Success] = []
    done = 0
    with TemporaryDirectory(prefix="penchant-attacks-") as name:
        base = Path(name) / "world"
        stage.build(base)
        for model_name, model in models.items():
            neutral: dict[Place, Observation] = {}
            seconds, count, clean = [], 0, 0
            for attack in attacks:
                if attack.place not in neutral:
                    text = _NEUTRAL_ID if attack.place == "item_id" else NEUTRAL
                    neutral[attack.place] = _run(stage, base, attack.place, text, model(None))
                    clean += _is_served(neutral[attack.place])
                started = perf_counter()
                seen = _run(stage, base, attack.place, attack.payload, model(attack.payload))
                seconds.append(perf_counter() - started)
                found = differences(seen, neutral[attack.place])
                count += bool(found)
                if found:
                    successes.append(Success(attack=attack, model=model_name, found=found))
                done += 1
                if progress is not None:
                    progress(done, len(attacks) * len(models))
            rows.append(_row(model_name, len(attacks), count, clean / len(neutral), seconds, len(rows) == 0))
    kinds = Counter(one for success in successes for one in success.found)
    data = {
        "attacks": len(attacks),
        "mechanisms": len({one.mechanism for one in attacks}),
        "places": sorted({one.place for one in attacks}),
        "differences": dict(kinds),
        "succeeded": [
            {
                "mechanism": one.attack.mechanism,
                "place": one.attack.place,
                "payload": one.attack.payload[:200],
                "model": one.model,
                "found": sorted(one.found),
            }
            for one in successes
        ],
    }
    evaluation = Evaluation(protocol=PROTOCOL, data=data, rows=tuple(rows))
    return AttackReport(evaluation=evaluation, successes=tuple(successes))


def _run(stage: Stage, base: Path, place: Place, text: str, model: ChatModel | None) -> Observation:
    with stage.open(base, model) as opened:
        plant(place, text, opened)
        answers = tuple(opened.say(step.said) for step in STEPS)
        seen = opened.look(before_planting=place in _OF_THE_PERSON)
    return Observation(
        answers=answers, state=seen.state, rules=seen.rules, rights=seen.rights, others=seen.others
    )


def _is_served(run: Observation) -> bool:
    """Whether every turn of a run without an attack called what the person asked for."""
    return all(
        step.tool in {call.name for call in said.calls} for step, said in zip(STEPS, run.answers, strict=True)
    )


def _row(
    name: str, tried: int, succeeded: int, served: float, seconds: Sequence[float], is_first: bool
) -> Row:
    return Row(
        method=f"penchant, {name}",
        kind="ours" if is_first else "variant",
        streaming=True,
        metrics={"attack_success": succeeded / tried, "benign_served": served},
        interval={"attack_success": wilson(succeeded, tried)},
        seconds=Seconds.of(seconds),
    )
