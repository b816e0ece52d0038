"""A local model is ready before it is asked; what is not there makes no noise."""

from pathlib import Path

import pytest

from penchant.agent.llm.abilities import Abilities
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import is_installed
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.trial import try_model
from penchant.agent.llm.warm import warm_up


@pytest.mark.skipif(not is_installed(), reason="penchant[local] is not installed")
def test_a_warm_model_answers_the_first_question_like_the_second() -> None:
    model = LocalChatModel(threads=1)
    thread = warm_up(model)
    assert thread is not None
    thread.join(60)
    tried = try_model(model, Abilities(None))
    assert tried.load_s < 0.05
    # Cold, the first takes some seven times as long as the second.
    assert tried.first.first_token_s < 4 * tried.second.first_token_s
    assert tried.json_ok
    assert tried.first.tokens > 5


def test_a_model_that_is_not_there_is_told_of_later(tmp_path: Path) -> None:
    thread = warm_up(LocalChatModel(tmp_path / "nothing.gguf"))
    assert thread is not None
    thread.join(10)
    assert not thread.is_alive()


def test_nothing_else_has_to_be_got_ready() -> None:
    assert warm_up(None) is None
    assert warm_up(ScriptedChatModel([])) is None
