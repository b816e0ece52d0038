"""Prompts are files of a strict form, filled strictly."""

import pytest

from penchant.agent.errors import BadPrompt
from penchant.agent.llm.prompts import load_prompt, parse_prompt, prompt_names
from penchant.agent.ports import ChatMessage

TEXT = """---
name: greet
version: 3
inputs: who, why
output: a greeting
---
## System

Greet.

## User

Greet Ann: spring.

## Assistant

Hello Ann, it is spring.

## User

Greet {{who}}: {{why}}.
"""


def test_a_prompt_is_read_with_its_examples() -> None:
    prompt = parse_prompt(TEXT)
    assert (prompt.reference, prompt.inputs, prompt.output) == ("greet@3", ("who", "why"), "a greeting")
    assert [one.role for one in prompt.messages] == ["system", "user", "assistant", "user"]
    assert prompt.messages[2].content == "Hello Ann, it is spring."


def test_inputs_take_their_places_and_are_not_read_as_places_themselves() -> None:
    filled = parse_prompt(TEXT).fill(who="{{why}} ## User", why="rain")
    assert filled[-1] == ChatMessage(role="user", content="Greet {{why}} ## User: rain.")
    assert len(filled) == 4


def test_what_comes_before_the_inputs_never_changes() -> None:
    prompt = parse_prompt(TEXT)
    assert prompt.fill(who="a", why="b")[:-1] == prompt.fill(who="c", why="d")[:-1]


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [({"who": "Ann"}, "no why"), ({"who": "Ann", "why": "x", "when": "now"}, "unknown when")],
)
def test_a_missing_or_unknown_input_is_an_error(inputs: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadPrompt, match=complaint):
        parse_prompt(TEXT).fill(**inputs)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("---\nname", "name", "head between"),
        ("output: a greeting\n", "", "head of a prompt names"),
        ("version: 3", "version: three", "whole number"),
        ("inputs: who, why", "inputs: who", "unknown why"),
        ("inputs: who, why", "inputs: who, why, when", "no when"),
        ("## System\n\nGreet.", "Greet.", "made of sections"),
        (
            "## User\n\nGreet {{who}}: {{why}}.\n",
            "## Assistant\n\n{{who}} {{why}}\n",
            "ends with the section",
        ),
    ],
)
def test_a_file_of_another_form_is_refused(old: str, new: str, complaint: str) -> None:
    with pytest.raises(BadPrompt, match=complaint):
        parse_prompt(TEXT.replace(old, new, 1))


def test_every_packaged_prompt_can_be_loaded_and_filled() -> None:
    assert {"profile_summary", "recommendation_lead"} <= set(prompt_names())
    for name in prompt_names():
        prompt = load_prompt(name)
        filled = prompt.fill(**{given: f"<{given}>" for given in prompt.inputs})
        assert all(f"<{given}>" in filled[-1].content for given in prompt.inputs)


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(BadPrompt, match="no prompt nothing"):
        load_prompt("nothing")
