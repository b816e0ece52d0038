"""A model words an explanation; what it may not say gives way to the template."""

import pytest

from penchant.agent.errors import BadModelAnswer, ModelMissing, PenchantError, ServiceUnreachable
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.rewording import TEMPLATE, reworded
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.types import Explanation

TRUE = "Thief (1981) is in line with your rising interest in crime and heist."


def test_what_is_borne_out_is_told_in_the_models_words_and_the_rest_by_template(
    explanation: Explanation, catalogue: tuple[str, ...]
) -> None:
    answers = [TRUE, "It is like Dune, which you liked.", "", "It is popular.", "It would be gone."]
    model = ScriptedChatModel(answers, model_id="oracle")
    told = reworded(explanation, model, size=10, titles=TitleIndex(catalogue))
    assert told.written_by == "oracle"
    assert told.text.startswith(TRUE)
    assert "Dune" not in told.text
    for reason in explanation.statements[1:3]:
        assert reason.text in told.text
    assert [one.admitted for one in told.checked.sentences][:2] == [True, False]


def test_a_wording_that_names_less_than_its_statement_gives_way(
    explanation: Explanation, catalogue: tuple[str, ...]
) -> None:
    model = ScriptedChatModel(["It is number 2 of 10."] * 6)
    told = reworded(explanation, model, size=10, titles=TitleIndex(catalogue))
    assert explanation.statements[0].text in told.text


@pytest.mark.parametrize("error", [ModelMissing("a"), ServiceUnreachable("b"), BadModelAnswer("c")])
def test_a_model_that_fails_costs_only_its_wording(explanation: Explanation, error: PenchantError) -> None:
    told = reworded(explanation, ScriptedChatModel([error] * 6), size=10)
    assert told.written_by == TEMPLATE
    assert all(reason.text in told.text for reason in explanation.statements)
