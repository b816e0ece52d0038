"""Whom the chat opens as, and how its words are named."""

from pathlib import Path
from typing import Any

import pytest

from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.runtime import open_runtime
from penchant.tui.cli.demo_workspace import build_demo
from penchant.tui.desk import open_desk, person_to_open_as, words_by
from penchant.tui.messages import PersonCard
from penchant.tui.screens.people import matching

MIRA = PersonCard(user_id="mira", name="Mira Lindqvist", story="She bakes.", event_count=9)
WEI = PersonCard(user_id="wei", name="陈伟", story="He cooks.", event_count=9)
ANN = PersonCard(user_id="ann", name="ann", event_count=3)
BOB = PersonCard(user_id="bob", name="bob", event_count=3)
ME = PersonCard(user_id="me", name="me", event_count=3)


def test_who_is_named_is_taken_even_when_they_are_new() -> None:
    assert person_to_open_as([MIRA, WEI], "wei") == WEI
    assert person_to_open_as([MIRA], "zoe") == PersonCard(user_id="zoe", name="zoe")


def test_the_only_one_the_first_of_the_demo_or_the_readers_own_is_obvious() -> None:
    assert person_to_open_as([ANN], None) == ANN
    assert person_to_open_as([MIRA, WEI], None) == MIRA
    assert person_to_open_as([MIRA, WEI, ME], None) == ME
    assert person_to_open_as([], None) == PersonCard(user_id="me", name="me")


def test_among_several_strangers_the_reader_chooses() -> None:
    assert person_to_open_as([ANN, BOB], None) is None


def test_the_filter_finds_by_id_name_and_story_and_offers_a_new_name_last() -> None:
    assert matching([MIRA, WEI], "BAKES")[0] == MIRA
    assert matching([MIRA, WEI], "陈")[0] == WEI
    assert [one.user_id for one in matching([MIRA, WEI], "")] == ["mira", "wei", "me"]
    assert [one.user_id for one in matching([MIRA, WEI], "mira")] == ["mira"]
    assert [one.user_id for one in matching([MIRA], "zoe")] == ["zoe"]


def test_without_a_language_model_the_words_come_from_templates() -> None:
    assert words_by(None) == "words by template"


def test_a_language_model_is_named_with_where_it_runs() -> None:
    local = LocalChatModel("models/SmolLM2-135M-Instruct.Q4_1.gguf")
    assert words_by(local) == "words by SmolLM2-135M on this machine"


def test_opening_the_chat_finishes_a_demo_that_was_left_half_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any, **__: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    with open_runtime(tmp_path) as half:
        monkeypatch.setattr(half, "import_records", stop)
        with pytest.raises(KeyboardInterrupt):
            build_demo(half, lambda done, total: None)
    told: list[str] = []
    desk = open_desk(tmp_path, told.append)
    people = desk.people()
    assert [one.user_id for one in people[:2]] == ["mira", "tomas"]
    assert all(one.story and one.event_count for one in people)
    assert any(one.startswith("finishing the demo") for one in told)
    desk.close()


def test_an_endpoint_that_is_silent_leaves_the_chat_to_templates() -> None:
    model = HostedChatModel(None, base_url="http://127.0.0.1:9/v1", retries=0)
    assert words_by(model) == "words by template, the endpoint is silent"
