"""Plays each sentence to the product and counts the right calls.

Every sentence is said by somebody with a history, to whom a list was shown that holds the items the
sentence is about; nothing that one sentence does reaches the next.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from penchant.agent.evaluation.conversation.rows import ConversationRow
from penchant.agent.evaluation.conversation.scoring import Judged, Resolve, judge
from penchant.agent.evaluation.intervals import wilson
from penchant.agent.evaluation.report import Evaluation, Interval, Row, Seconds
from penchant.agent.ports import ToolCall

PROTOCOL = "conversation"
_NAMING = ("item", "other")
_ALL = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """What became of one sentence."""

    calls: tuple[ToolCall, ...]
    reply: str
    seconds: float
    """Of the turn as a whole, with its tools."""
    router_seconds: float
    """Of understanding it."""


class Stage(Protocol):
    """A workspace in which sentences can be said."""

    def resolve(self, words: str) -> str | None:
        """The id of the item that is called so."""
        ...

    def say(self, row: ConversationRow, named: Sequence[str]) -> Turned:
        """Say a sentence as somebody new to the stage, with a list that holds the items `named`."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """One sentence, what it led to, and whether that was right."""

    row: ConversationRow
    turned: Turned
    judged: Judged


def evaluate_conversation(
    rows: Sequence[ConversationRow],
    stage: Stage,
    data: Mapping[str, object],
    progress: Callable[[int, int], None] = lambda done, all_of: None,
) -> Evaluation:
    """The report over all sentences, and over those of each language."""
    scenes = []
    for done, row in enumerate(rows, start=1):
        scenes.append(_played(row, stage, stage.resolve))
        progress(done, len(rows))
    groups = {_ALL: scenes}
    for language in sorted({one.row.lang for one in scenes}):
        groups[language] = [one for one in scenes if one.row.lang == language]
    return Evaluation(
        protocol=PROTOCOL,
        data={
            **data,
            "router_ms": _milliseconds(scenes),
            "sentences": len(rows),
            "missed": [_missed(one) for one in scenes if not _is_right(one)],
        },
        rows=tuple(_row(name, group) for name, group in groups.items()),
    )


def _milliseconds(scenes: Sequence[Scene]) -> Mapping[str, float]:
    """Median and 95th percentile of understanding a sentence."""
    ordered = sorted(1_000 * one.turned.router_seconds for one in scenes)
    return {"p50": round(ordered[len(ordered) // 2], 2), "p95": round(ordered[int(0.95 * len(ordered))], 2)}


def _played(row: ConversationRow, stage: Stage, resolve: Resolve) -> Scene:
    named = [str(one.arguments[name]) for one in row.expected for name in _NAMING if one.arguments.get(name)]
    turned = stage.say(row, named)
    return Scene(row=row, turned=turned, judged=judge(row.expected, turned.calls, resolve))


def _is_right(one: Scene) -> bool:
    return one.judged.are_arguments_right


def _row(name: str, scenes: Sequence[Scene]) -> Row:
    with_arguments = [one for one in scenes if any(call.arguments for call in one.row.expected)]
    counted: Mapping[str, tuple[int, int]] = {
        "tool_accuracy": (sum(one.judged.is_tool_right for one in scenes), len(scenes)),
        "argument_accuracy": (sum(map(_is_right, scenes)), len(scenes)),
        "argument_accuracy_where_named": (sum(map(_is_right, with_arguments)), len(with_arguments)),
    }
    metrics = {key: right / of for key, (right, of) in counted.items() if of}
    intervals: dict[str, Interval] = {key: wilson(*pair) for key, pair in counted.items() if pair[1]}
    return Row(
        method=f"router ({name})",
        kind="ours" if name == _ALL else "variant",
        streaming=False,
        metrics={**metrics, "sentences": float(len(scenes))},
        interval=intervals,
        seconds=Seconds.of([one.turned.seconds for one in scenes]),
    )


def _missed(one: Scene) -> Mapping[str, object]:
    tools = Counter(call.name for call in one.turned.calls)
    return {
        "id": one.row.id,
        "text": one.row.text,
        "expected": [{"tool": call.tool, "arguments": dict(call.arguments)} for call in one.row.expected],
        "called": [{"tool": call.name, "arguments": dict(call.arguments)} for call in one.turned.calls],
        "is_tool_right": one.judged.is_tool_right,
        "reply": "" if tools else one.turned.reply,
    }
