"""The tools are defined once: schema, check and call come from one function each."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from penchant.agent.errors import BadInput
from penchant.agent.ingest.where import Constraint
from penchant.agent.ports import Tool
from penchant.tools import registry
from penchant.tools.arguments import Count, ItemName, Wish
from penchant.tools.registry import DEFINITIONS, Definition, Registry, WorkspaceTool

SLOW_TO_LOAD = {
    "chromadb", "lightgbm", "llama_cpp", "mcp", "openai", "pandas", "pyarrow", "scipy",
    "sentence_transformers", "sklearn", "textual", "torch",
}  # fmt: skip
CONTRACT = {
    "recommend": ["k", "query", "constraints"],
    "explain_recommendation": ["list_id", "item", "rank"],
    "get_interests": ["as_of", "state"],
    "compare_interests": ["since", "until"],
    "get_profile": ["refresh"],
    "search_catalogue": ["query", "constraints", "k"],
    "record_behaviour": ["kind", "item", "text", "value", "at", "event_id"],
    "state_preference": ["about", "liking"],
    "edit_interest": ["action", "interest", "name", "into"],
    "forget": ["item", "event_id", "since", "until", "about", "everything"],
}
NEEDED = {
    "search_catalogue": ["query"],
    "record_behaviour": ["kind"],
    "state_preference": ["about", "liking"],
    "edit_interest": ["action"],
}


class Asked(BaseModel):
    """What a function was called with."""

    arguments: dict[str, Any]


def lend(
    penchant: Any, user_id: str, item: ItemName, *, k: Count = 3, query: Wish | None = None, at: Any = None
) -> Asked:
    """Lend an item to the user.

    Use it when
    they ask.

    Raises:
        Nothing.
    """
    return Asked(arguments={"user_id": user_id, "item": item, "k": k, "query": query, "at": at})


@pytest.fixture
def lending() -> WorkspaceTool:
    workspace: Any = SimpleNamespace()
    return WorkspaceTool(definition=Definition(function=lend, effect="adds"), penchant=workspace)


@pytest.fixture
def tools() -> Registry:
    """The tools of a workspace that must not be touched."""
    workspace: Any = None
    return Registry(workspace)


def called(tool: WorkspaceTool, **arguments: object) -> dict[str, Any]:
    result = tool.call("ann", arguments)
    assert isinstance(result, Asked)
    return result.arguments


def checked(tools: Registry, name: str, **arguments: object) -> dict[str, Any]:
    return tools.get(name).definition.arguments.check(arguments)


def test_a_tool_is_one_function_and_nothing_more(lending: WorkspaceTool) -> None:
    tool: Tool = lending
    assert tool.name == "lend"
    assert tool.description == "Lend an item to the user.\n\nUse it when they ask."
    assert tool.parameters == {
        "type": "object",
        "properties": {
            "item": {"type": "string", "description": "The item's id or its title."},
            "k": {
                "type": "integer",
                "description": "How many items.",
                "minimum": 1,
                "maximum": 100,
                "default": 3,
            },
            "query": {
                "type": "string",
                "description": "What is wanted, in words of any language.",
                "minLength": 1,
                "maxLength": 4000,
            },
        },
        "required": ["item"],
        "additionalProperties": False,
    }
    assert lending.definition.result is Asked


def test_what_is_left_out_is_left_to_the_function(lending: WorkspaceTool) -> None:
    assert called(lending, item="x") == {"user_id": "ann", "item": "x", "k": 3, "query": None, "at": None}


def test_null_counts_as_left_out_where_an_argument_may_be(lending: WorkspaceTool) -> None:
    assert called(lending, item="x", k=None, query=None)["k"] == 3
    with pytest.raises(BadInput, match="item: must be text, not None"):
        lending.call("ann", {"item": None})


def test_a_number_in_quotes_and_an_id_without_them_are_understood(lending: WorkspaceTool) -> None:
    asked = called(lending, item=260, k="5")
    assert (asked["item"], asked["k"]) == ("260", 5)


def test_what_is_for_code_cannot_be_set_from_outside(lending: WorkspaceTool) -> None:
    for name in ("at", "user_id", "penchant"):
        with pytest.raises(BadInput, match=f"there is no argument {name}"):
            lending.call("ann", {"item": "x", name: "y"})


def test_all_that_is_wrong_is_said_at_once(lending: WorkspaceTool) -> None:
    with pytest.raises(BadInput) as caught:
        lending.call("ann", {"k": 1000, "query": "", "amount": 1})
    assert caught.value.message == (
        "item is missing; k: must be at most 100, not 1000; query: must not be empty, not ''; "
        "there is no argument amount"
    )
    assert caught.value.hint == "lend takes item (needed), k, query"


def test_a_long_value_is_not_repeated_in_full(lending: WorkspaceTool) -> None:
    with pytest.raises(BadInput) as caught:
        lending.call("ann", {"item": "x", "query": "y" * 5000})
    assert "must have at most 4000 characters" in caught.value.message
    assert len(caught.value.message) < 200


@pytest.mark.parametrize("user_id", ["", "  ", None, "a\x00b", "u" * 600])
def test_a_user_id_that_cannot_be_one_is_refused(lending: WorkspaceTool, user_id: Any) -> None:
    with pytest.raises(BadInput, match="user_id"):
        lending.call(user_id, {"item": "x"})


@given(
    st.dictionaries(
        st.sampled_from(["item", "k", "query", "other"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_whatever_a_model_sends_is_used_or_refused_in_words(arguments: dict[str, Any]) -> None:
    workspace: Any = None
    tool = WorkspaceTool(definition=Definition(function=lend, effect="adds"), penchant=workspace)
    with suppress(BadInput):
        used = called(tool, **arguments)
        assert isinstance(used["item"], str)
        assert 1 <= used["k"] <= 100


def test_the_tools_and_their_arguments_are_those_of_the_contract(tools: Registry) -> None:
    found = {one.name: one.parameters for one in tools.tools() if one.name in CONTRACT}
    assert {name: list(schema["properties"]) for name, schema in found.items()} == CONTRACT  # type: ignore[call-overload]
    assert {name: schema.get("required", []) for name, schema in found.items()} == {
        name: NEEDED.get(name, []) for name in CONTRACT
    }


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.function.__name__)
def test_everything_is_described_for_a_model(definition: Definition) -> None:
    workspace: Any = None
    tool = WorkspaceTool(definition=definition, penchant=workspace)
    assert len(tool.description) > 40
    assert "Raises" not in tool.description
    properties: Any = tool.parameters["properties"]
    assert all(one["description"] for one in properties.values())
    assert definition.result.model_json_schema()["type"] == "object"


@pytest.mark.parametrize(
    "given_as",
    [
        [{"field": "year", "op": ">=", "value": 1990}],
        {"field": "year", "op": ">=", "value": 1990},
        '[{"field": "year", "op": ">=", "value": 1990}]',
        ["year >= 1990"],
        "year >= 1990",
    ],
)
def test_a_filter_is_understood_in_every_form_that_models_send(tools: Registry, given_as: object) -> None:
    (found,) = checked(tools, "recommend", constraints=given_as)["constraints"]
    assert isinstance(found, Constraint)
    assert (found.field, found.op, str(found.value)) == ("year", ">=", "1990")


@pytest.mark.parametrize(
    ("given_as", "hint"),
    [
        ([{"field": "year", "op": "~", "value": 1}], "with an operator of"),
        ([{"field": "year", "value": 1}], '{"field": "year", "op": ">=", "value": 1990}'),
        ([{"field": 3, "op": "=", "value": 1}], "with an operator of"),
        ([{"field": "year", "op": 3, "value": 1}], '{"field": "year"'),
        ("[", "with an operator of"),
        (7, '{"field": "year"'),
    ],
)
def test_a_filter_that_is_none_is_refused_with_an_example(
    tools: Registry, given_as: object, hint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        checked(tools, "recommend", constraints=given_as)
    assert caught.value.message.startswith("constraints: ")
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text", ["2024-03-01T12:00:00Z", "2024-03-01T13:00:00+01:00", "1709294400", 1709294400]
)
def test_times_are_iso_or_unix(tools: Registry, text: object) -> None:
    assert checked(tools, "get_interests", as_of=text)["as_of"] == datetime(2024, 3, 1, 12, tzinfo=UTC)


def test_an_unknown_tool_is_answered_with_the_names(tools: Registry) -> None:
    with pytest.raises(BadInput, match="get_interests"):
        tools.call("delete_all", "ann", {})


def test_two_tools_never_share_a_name() -> None:
    names = [one.function.__name__ for one in DEFINITIONS]
    assert len(set(names)) == len(names)


def test_the_registry_loads_nothing_slow() -> None:
    code = f"import sys, {registry.__name__}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert set(done.stdout.split()) & SLOW_TO_LOAD == set()
