"""Which planner leads a conversation: that of a model that can call tools, found once it answers."""

from pathlib import Path
from typing import Any

import pytest

from penchant.agent.clock import SystemClock
from penchant.agent.config import load_settings
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel
from penchant.agent.runtime import Penchant, open_runtime
from penchant.tui.conversation import PlannerInUse

ABLE = Planned(calls=(("note_word", {"word": "harbour"}),))


@pytest.fixture
def penchant(tmp_path: Path) -> Any:
    settings = load_settings(tmp_path, {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}})
    with open_runtime(tmp_path, settings) as opened:
        yield opened


def planner(penchant: Penchant, model: Any) -> PlannerInUse:
    penchant.__dict__["chat_model"] = model
    return PlannerInUse(penchant, (), SystemClock())


def test_without_a_model_or_with_one_that_only_words_there_is_none(penchant: Penchant) -> None:
    assert planner(penchant, None)() is None
    assert planner(penchant, ScriptedChatModel([]))() is None
    assert planner(penchant, ScriptedToolModel([Planned(text="I cannot.")]))() is None


def test_a_model_that_calls_tools_plans_and_is_tried_once(penchant: Penchant) -> None:
    with LoopbackEndpoint(ScriptedToolModel([ABLE])) as endpoint:
        model = HostedChatModel("m", base_url=endpoint.url, retries=0)
        first, second = planner(penchant, model), planner(penchant, model)
        assert first() is first() is not None
        assert second() is not None
        assert len(endpoint.requests) == 1
    checks = {one.name: one for one in penchant.doctor().checks}
    # The settings name no model, and what was tried of another one is not said of it.
    assert checks["language model"].value == "none: everything is worded by template"


def test_an_endpoint_that_is_silent_is_tried_again_in_the_next_turn(penchant: Penchant) -> None:
    with LoopbackEndpoint(ScriptedToolModel([ABLE]), [503]) as endpoint:
        found = planner(penchant, HostedChatModel("m", base_url=endpoint.url, retries=0))
        assert found() is None
        assert found() is not None


def test_the_doctor_says_what_the_model_of_the_settings_does(tmp_path: Path) -> None:
    llm = {"kind": "hosted", "base_url": "http://127.0.0.1:9/v1", "model": "m", "tools": "yes"}
    settings = load_settings(tmp_path, {"embedding": {"model": "hashing"}, "llm": llm})
    with open_runtime(tmp_path, settings) as opened:
        checks = {one.name: one for one in opened.doctor().checks}
    assert checks["language model"].value == 'm, plans the conversation (llm.tools = "yes")'
