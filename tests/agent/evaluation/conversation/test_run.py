"""Sentences and dialogues are played to a stage, and what was right is counted by language."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.conversation.redial import DialogueTurn, evaluate_redial, read_dialogues
from penchant.agent.evaluation.conversation.rows import ConversationRow
from penchant.agent.evaluation.conversation.run import Turned, evaluate_conversation
from penchant.agent.ports import ToolCall

HEAT, ALIEN, UP = "Heat (1995)", "Alien (1979)", "Up (2009)"


class Parrot:
    """Always recommends, and knows three films."""

    def __init__(self) -> None:
        self.named: list[Sequence[str]] = []

    def resolve(self, words: str) -> str | None:
        return next((one for one in (HEAT, ALIEN, UP) if words in one or one in words), None)

    def say(self, row: ConversationRow, named: Sequence[str]) -> Turned:
        self.named.append(named)
        calls = (ToolCall(name="recommend", arguments={"k": 3}),)
        return Turned(calls=calls, reply="", seconds=0.2, router_seconds=0.001)

    def hold(self, turn: DialogueTurn) -> tuple[tuple[ToolCall, ...], Sequence[str]]:
        return (ToolCall(name="record_behaviour", arguments={"item": HEAT}),), [UP]

    def popular(self, but: Sequence[str]) -> Sequence[str]:
        return [one for one in (HEAT, ALIEN) if one not in but]

    def near(self, words: str, but: Sequence[str]) -> Sequence[str]:
        return []


def row(number: int, lang: str, tool: str, **arguments: object) -> ConversationRow:
    return ConversationRow.model_validate(
        {"id": f"r{number}", "lang": lang, "text": "say", "tool": tool, "arguments": arguments}
    )


def test_what_is_right_is_counted_by_language() -> None:
    rows = [row(1, "en", "recommend"), row(2, "en", "recommend", k=4), row(3, "zh", "none")]
    stage = Parrot()
    report = evaluate_conversation(rows, stage, {"file": "f"})
    metrics = {one.method: one.metrics for one in report.rows}
    assert metrics["router (en)"]["tool_accuracy"] == 1.0
    assert metrics["router (en)"]["argument_accuracy"] == 0.5
    assert metrics["router (zh)"]["tool_accuracy"] == 0.0
    assert metrics["router (all)"]["tool_accuracy"] == pytest.approx(2 / 3)
    assert [one["id"] for one in report.data["missed"]] == ["r2", "r3"]
    assert report.ours() is not None
    json.loads(report.to_json())


def test_the_items_of_a_sentence_are_in_the_list_that_was_shown() -> None:
    stage = Parrot()
    evaluate_conversation([row(1, "en", "compare_items", item=HEAT, other=UP)], stage, {})
    assert stage.named == [[HEAT, UP]]


def test_a_dialogue_counts_what_is_taken_up_and_what_was_to_come() -> None:
    turn = DialogueTurn(
        dialog_id="1", said=(f"I liked {HEAT} and {ALIEN}",), named=(HEAT, ALIEN), recommended=(UP, HEAT)
    )
    report = evaluate_redial([turn], Parrot(), {})
    metrics = {one.method: one.metrics for one in report.rows}
    assert metrics["router"] == {"recall@10": 1.0, "taken_up": 0.5}
    assert metrics["popularity"] == {"recall@10": 0.0}
    assert report.data["films_to_come"] == 1


def test_a_dialogue_is_read_with_the_seekers_words_alone(tmp_path: Path) -> None:
    line = {
        "dialog_id": "7",
        "context": ["", "Hi, what do you like?", f"I liked {HEAT}"],
        "entity": [HEAT, "thrillers"],
        "rec": [UP],
    }
    file = tmp_path / "dialogues.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (turn,) = read_dialogues(file)
    assert turn == DialogueTurn(dialog_id="7", said=(f"I liked {HEAT}",), named=(HEAT,), recommended=(UP,))


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "dialogues.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BadInput):
        read_dialogues(file)
