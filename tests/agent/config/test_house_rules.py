"""The house rules of a workspace are read from its file."""

from pathlib import Path

import pytest

from penchant.agent.config.house_rules import HouseRules, load_house_rules
from penchant.agent.errors import BadSettings


def test_a_workspace_without_the_file_keeps_to_the_defaults(tmp_path: Path) -> None:
    assert load_house_rules(tmp_path) == HouseRules()


def test_the_rules_of_the_file_are_in_force(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(
        '[repeat]\nnever = true\n[availability]\nservices = ["Mubi"]\n[availability.users]\nann = ["Netflix"]\n',
        encoding="utf-8",
    )
    rules = load_house_rules(tmp_path)
    assert rules.repeat.never
    assert rules.availability.services == ("Mubi",)
    assert rules.availability.users["ann"] == ("Netflix",)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[age_rated]\nask = 'perhaps'\n", "age_rated.ask"),
        ("[repeat]\nnevr = true\n", "repeat.nevr"),
        ("[repeat\n", "rules.toml"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_field(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as raised:
        load_house_rules(tmp_path)
    assert named in raised.value.message
    assert "rules.toml" in raised.value.message
