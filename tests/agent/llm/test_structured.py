"""A record out of a model: validated, mended once, or an error."""

import pytest
from pydantic import BaseModel, ConfigDict, Field

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.structured import complete_record
from penchant.agent.ports import ChatMessage


class Film(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    year: int


ASK = [ChatMessage(role="user", content="Name a film.")]
GOOD = '{"title": "Heat", "year": 1995}'


def test_json_of_the_right_form_is_the_record() -> None:
    model = ScriptedChatModel([GOOD])
    assert complete_record(model, ASK, Film) == Film(title="Heat", year=1995)
    assert model.calls[0].schema == Film.model_json_schema()


@pytest.mark.parametrize("text", [f"```json\n{GOOD}\n```", f"Sure! {GOOD} Enjoy.", f"\n{GOOD}"])
def test_what_stands_around_the_json_is_passed_over(text: str) -> None:
    assert complete_record(ScriptedChatModel([text]), ASK, Film).title == "Heat"


@pytest.mark.parametrize("bad", ['{"title": "Heat"}', "no", "{", '{"title": "Heat", "year": 1995, "x": 1}'])
def test_a_bad_answer_is_handed_back_once_with_its_faults(bad: str) -> None:
    model = ScriptedChatModel([bad, GOOD])
    assert complete_record(model, ASK, Film).year == 1995
    answer, mend = model.calls[1].messages[-2:]
    assert answer == ChatMessage(role="assistant", content=bad)
    assert mend.role == "user"
    assert "cannot be read" in mend.content


def test_the_fault_names_the_field() -> None:
    model = ScriptedChatModel(['{"title": "Heat", "year": "soon"}', GOOD])
    complete_record(model, ASK, Film)
    assert "year:" in model.calls[1].messages[-1].content


def test_a_second_bad_answer_is_an_error() -> None:
    model = ScriptedChatModel(["no", "still no", GOOD])
    with pytest.raises(BadModelAnswer, match="did not give a Film"):
        complete_record(model, ASK, Film)
    assert len(model.calls) == 2


def test_an_answer_that_was_cut_off_is_asked_to_be_shorter() -> None:
    model = ScriptedChatModel(['{"title": "Heat and more words than there is room for', GOOD])
    complete_record(model, ASK, Film, max_tokens=5)
    assert "be shorter" in model.calls[1].messages[-1].content
