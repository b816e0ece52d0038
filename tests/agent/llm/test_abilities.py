"""Whether a model calls tools is a setting, or tried once and kept."""

import json
from pathlib import Path

import pytest

from penchant.agent.errors import BadModelAnswer, ModelMissing, ServiceUnreachable
from penchant.agent.llm.abilities import ABILITIES_FILE, Abilities
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel

RIGHT = Planned(calls=(("note_word", {"word": "harbour"}),))


@pytest.mark.parametrize(
    ("plan", "is_able"),
    [
        (RIGHT, True),
        (Planned(calls=(("note_word", '{"word": "Harbour."}'),)), True),
        (Planned(text='note_word(word="harbour")'), False),
        (Planned(calls=(("note_word", {"word": "cat"}),)), False),
        (Planned(calls=(("note_word", "harbour"),)), False),
        (Planned(calls=(("other", {"word": "harbour"}),)), False),
        (BadModelAnswer("no"), False),
    ],
)
def test_a_model_is_tried_with_one_call(
    plan: Planned | BadModelAnswer, is_able: bool, tmp_path: Path
) -> None:
    assert Abilities(tmp_path).of(ScriptedToolModel([plan])).calls_tools is is_able


def test_it_is_tried_once_and_kept(tmp_path: Path) -> None:
    with LoopbackEndpoint(ScriptedToolModel([RIGHT])) as endpoint:
        model = HostedChatModel("m", base_url=endpoint.url, retries=0)
        assert Abilities(tmp_path).known(model) is None
        assert Abilities(tmp_path).of(model).calls_tools
        again = Abilities(tmp_path).of(model)
        assert (again.calls_tools, again.why) == (True, "tried once")
        assert len(endpoint.requests) == 1
    Abilities(tmp_path).forget(model)
    assert Abilities(tmp_path).known(model) is None


@pytest.mark.parametrize(("choice", "is_able"), [("yes", True), ("no", False)])
def test_a_setting_is_not_tried(choice: str, is_able: bool, tmp_path: Path) -> None:
    model = ScriptedToolModel([])
    ability = Abilities(tmp_path, choice).of(model)  # type: ignore[arg-type]
    assert ability.calls_tools is is_able
    assert choice in ability.why
    assert model.planned == []


def test_what_has_no_calls_or_is_small_is_not_tried(tmp_path: Path) -> None:
    assert not Abilities(tmp_path, "yes").of(ScriptedChatModel([])).calls_tools
    small = tmp_path / "small.gguf"
    small.write_bytes(b"GGUF")
    ability = Abilities(tmp_path).of(LocalChatModel(small))
    assert (ability.calls_tools, ability.why) == (False, "it is too small")


def test_tools_that_are_refused_are_told_from_a_model_that_is(tmp_path: Path) -> None:
    with LoopbackEndpoint(ScriptedToolModel([], ["hello"]), [400]) as endpoint:
        model = HostedChatModel("m", base_url=endpoint.url, retries=0)
        assert not Abilities(tmp_path).of(model).calls_tools
    with LoopbackEndpoint(ScriptedToolModel([]), [401] * 4) as endpoint:
        model = HostedChatModel("n", base_url=endpoint.url, retries=0)
        with pytest.raises(ModelMissing, match="refuses the key"):
            Abilities(tmp_path).of(model)
        assert Abilities(tmp_path).known(model) is None


def test_a_silent_endpoint_is_tried_again_later(tmp_path: Path) -> None:
    model = HostedChatModel("m", base_url="http://127.0.0.1:9/v1", retries=0)
    with pytest.raises(ServiceUnreachable):
        Abilities(tmp_path).of(model)
    assert Abilities(tmp_path).known(model) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"scripted-tools 0": "perhaps"}'])
def test_a_file_that_cannot_be_read_costs_a_trial(text: str, tmp_path: Path) -> None:
    (tmp_path / ABILITIES_FILE).write_text(text, encoding="utf-8")
    assert Abilities(tmp_path).of(ScriptedToolModel([RIGHT])).calls_tools
    assert json.loads((tmp_path / ABILITIES_FILE).read_text(encoding="utf-8"))["scripted-tools 0"] is True


def test_without_a_folder_nothing_is_kept() -> None:
    abilities = Abilities(None)
    assert abilities.of(ScriptedToolModel([RIGHT])).calls_tools
    assert abilities.known(ScriptedToolModel([])) is None
