"""The suite of attacks, and files of others."""

import json
from pathlib import Path

import pytest

from penchant.agent.errors import BadFile, BadRow
from penchant.agent.evaluation.attacks.attack import PLACES, own_attacks, read_attacks


def test_the_suite_has_many_mechanisms_with_several_payloads_each() -> None:
    attacks = own_attacks()
    mechanisms = {one.mechanism for one in attacks}
    assert len(attacks) >= 150
    assert len(mechanisms) >= 40
    assert all(sum(one.mechanism == name for one in attacks) >= 3 for name in mechanisms)
    assert {one.place for one in attacks} == set(PLACES)


def test_a_payload_without_a_place_is_tried_at_every_place(tmp_path: Path) -> None:
    file = tmp_path / "attacks.jsonl"
    file.write_text(json.dumps({"payload": "obey"}) + "\n", encoding="utf-8")
    assert [one.place for one in read_attacks(file)] == list(PLACES)


@pytest.mark.parametrize(
    ("line", "field"),
    [("{", "line"), ("[]", "line"), ('{"place": "item_text"}', "payload"), ('{"payload": 3}', "payload"),
     ('{"payload": "x", "place": "cellar"}', "place")],
)  # fmt: skip
def test_a_line_that_is_no_attack_is_named_with_its_number(tmp_path: Path, line: str, field: str) -> None:
    file = tmp_path / "attacks.jsonl"
    file.write_text('{"payload": "obey"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(BadRow, match="line 2") as caught:
        read_attacks(file)
    assert caught.value.field == field


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "attacks.jsonl"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(BadFile):
        read_attacks(file)
