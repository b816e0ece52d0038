"""Calls in the text of open models, and messages as their templates want them."""

import json

import pytest

from penchant.agent.llm.tool_text import as_templates_want, calls_in_text
from penchant.agent.llm.wire import arguments_of
from penchant.agent.ports import ChatMessage, RequestedCall


def test_calls_are_taken_out_of_the_text_in_their_order() -> None:
    text = (
        '<think>I should call <tool_call>{"name": "no"}</tool_call></think>Let me see.\n'
        '<tool_call>\n{"name": "recommend", "arguments": {"k": 3}}\n</tool_call>\n'
        '<tool_call>{"name": "get_interests", "arguments": {}}</tool_call>'
    )
    spoken, calls = calls_in_text(text)
    assert spoken == "Let me see."
    assert [(one.name, arguments_of(one)) for one in calls] == [
        ("recommend", {"k": 3}),
        ("get_interests", {}),
    ]
    assert len({one.call_id for one in calls}) == 2


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('<tool_call>{"name": "recommend", "arguments": {"k": 3}</tool_call>', "recommend"),
        ("<tool_call>recommend(3)</tool_call>", "unknown"),
        ('<tool_call>["recommend"]', "unknown"),
    ],
)
def test_a_broken_call_is_a_call_with_broken_arguments(written: str, name: str) -> None:
    spoken, calls = calls_in_text(written)
    assert spoken == ""
    assert [one.name for one in calls] == [name]
    assert arguments_of(calls[0]) is None


def test_a_call_that_was_cut_off_is_still_read_where_it_is_whole() -> None:
    _, calls = calls_in_text('<tool_call>{"name": "recommend", "arguments": {"k": 3}}')
    assert arguments_of(calls[0]) == {"k": 3}


def test_templates_get_arguments_as_an_object() -> None:
    call = RequestedCall(call_id="c", name="look", arguments='{"k": 1}')
    written = as_templates_want(ChatMessage(role="assistant", content="", calls=(call,)), "")
    assert written["tool_calls"][0]["function"]["arguments"] == {"k": 1}
    told = as_templates_want(ChatMessage(role="tool", content="x", call_id="c"), "y")
    assert told == {"role": "tool", "tool_call_id": "c", "content": "y"}


def test_a_template_of_that_kind_writes_the_tools_and_the_calls() -> None:
    jinja2 = pytest.importorskip("jinja2")
    # The form that Qwen's templates have, in small.
    template = jinja2.Template(
        "{% if tools %}{% for tool in tools %}{{ tool | tojson }}\n{% endfor %}{% endif %}"
        "{% for m in messages %}[{{ m.role }}] {{ m.content or '' }}"
        "{% for c in m.tool_calls or [] %}<tool_call>"
        '{"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}'
        "</tool_call>{% endfor %}\n{% endfor %}"
    )
    call = RequestedCall(call_id="c", name="look", arguments='{"k": 1}')
    messages = [
        as_templates_want(ChatMessage(role="user", content="hi"), "hi"),
        as_templates_want(ChatMessage(role="assistant", content="", calls=(call,)), ""),
    ]
    text = template.render(messages=messages, tools=[{"type": "function"}])
    assert json.loads(text.splitlines()[0]) == {"type": "function"}
    assert calls_in_text(text.splitlines()[-1])[1][0].name == "look"
