"""`penchant models`: what there is, choosing one safely, trying one, fetching one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel
from penchant.tui.cli.app import app

Run = Callable[..., Result]
CITY = '{"city": "Nice", "country": "France", "is_warm": true}'


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PENCHANT_LLM__KIND", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PENCHANT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
def models(place: Path) -> Run:
    def run(*arguments: str, given: str | None = None) -> Result:
        return CliRunner().invoke(app, ["-w", str(place), "models", *arguments], input=given)

    return run


@pytest.fixture
def endpoint() -> Iterator[Callable[..., LoopbackEndpoint]]:
    opened: list[LoopbackEndpoint] = []

    def serve(model: Any) -> LoopbackEndpoint:
        opened.append(LoopbackEndpoint(model).__enter__())
        return opened[-1]

    yield serve
    for one in opened:
        one.__exit__(None, None, None)


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_the_list_has_each_model_once_what_is_in_use_first(models: Run, place: Path, tmp_path: Path) -> None:
    fetched = tmp_path / "models" / "qwen3-8b.gguf"
    fetched.parent.mkdir()
    fetched.write_bytes(b"GGUF")
    assert models("use", "qwen3-8b").exit_code == 0
    answer = told(models("list", "--json"))
    assert answer["in_use"] == "qwen3-8b"
    first, *others = answer["models"]
    assert (first["name"], first["is_in_use"], first["is_here"]) == ("qwen3-8b", True, True)
    assert first["where"] == str(fetched)
    names = [one["name"] for one in answer["models"]]
    assert len(names) == len(set(names))
    to_fetch = [one for one in others if one["origin"] == "recommended"]
    assert to_fetch
    assert all(one["licence"] and one["size"] and not one["is_here"] for one in to_fetch)


def test_without_a_model_the_list_says_that_templates_word(models: Run) -> None:
    assert models("use", "none").exit_code == 0
    assert told(models("list", "--json"))["in_use"] is None
    assert "worded by template" in models().stdout
    assert told(models("--json")) == told(models("list", "--json"))


def test_a_file_is_chosen_by_its_path_and_other_lines_stay(models: Run, place: Path, tmp_path: Path) -> None:
    settings = place / "settings.toml"
    settings.write_text("# mine\n[llm]\nthreads = 1  # few\n", encoding="utf-8")
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    chosen = told(models("use", str(file), "--json"))
    assert chosen == {
        "kind": "local",
        "model": str(file),
        "base_url": None,
        "has_key": False,
        "settings": str(settings),
    }
    assert settings.read_text(encoding="utf-8").startswith("# mine\n[llm]\nthreads = 1  # few\n")


def test_an_endpoint_is_chosen_with_its_key_which_leaves_with_it(models: Run, place: Path) -> None:
    settings = place / "settings.toml"
    result = models("use", "http://127.0.0.1:9/v1/", "--model", "big", "--key-stdin", given="sk-secret\n")
    assert result.exit_code == 0
    assert settings.stat().st_mode & 0o777 == 0o600
    assert "sk-secret" in settings.read_text(encoding="utf-8")
    for shown in (result, models("list"), models("list", "--json"), models("test")):
        assert "sk-secret" not in shown.output
    assert told(models("use", "http://127.0.0.1:8/v1", "--json"))["has_key"] is False
    assert "sk-secret" not in settings.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("use", "nonsense"), 1, "There is no model nonsense"),
        (("use", "qwen3-4b"), 1, "penchant models pull qwen3-4b"),
        (("use", "http://user:word@127.0.0.1/v1"), 2, "does not belong into the URL"),
        (("use", "http://127.0.0.1/v1?api-key=x"), 2, "does not belong into the URL"),
        (("use", "none", "--model", "big"), 2, "a model of an endpoint"),
        (("use", "none", "--key-stdin"), 2, "stdin holds no key"),
        (("pull", "nonsense"), 2, "neither a recommended model"),
    ],
)
def test_what_cannot_be_chosen_says_what_to_do(
    models: Run, place: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = models(*arguments)
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert not (place / "settings.toml").exists()


def test_a_file_that_is_no_model_file_is_not_chosen(models: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("hello", encoding="utf-8")
    assert models("use", str(file)).exit_code == 2


def test_the_environment_is_said_to_override(models: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENCHANT_LLM__KIND", "none")
    assert "overrides" in models("use", "http://127.0.0.1:9/v1").stderr


def test_a_model_that_calls_tools_is_tried_and_found_to_plan(
    models: Run, endpoint: Callable[..., LoopbackEndpoint]
) -> None:
    script = ScriptedToolModel(
        [Planned(calls=(("note_word", {"word": "harbour"}),))], ["one two three four", "five", CITY], "big"
    )
    served = endpoint(script)
    models("use", served.url, "--model", "big")
    assert told(models("list", "--json"))["plans"] is None
    answer = told(models("test", "--json"))
    assert (answer["model"], answer["json_ok"], answer["calls_tools"]) == ("big", True, True)
    assert answer["first"]["text"] == "one two three four"
    assert answer["first"]["seconds"] >= answer["first"]["first_token_s"] > 0
    listed = told(models("list", "--json"))
    assert (listed["plans"], listed["plans_why"]) == (True, "tried once")


def test_a_model_that_keeps_to_nothing_fails_the_trial(
    models: Run, endpoint: Callable[..., LoopbackEndpoint]
) -> None:
    served = endpoint(ScriptedChatModel(["word"] * 9, "small"))
    models("use", served.url)
    result = models("test", "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert (answer["json_ok"], answer["calls_tools"]) == (False, False)
    assert answer["notes"]


def test_an_endpoint_that_is_not_there_is_a_service_that_does_not_answer(models: Run) -> None:
    models("use", "http://127.0.0.1:9/v1", "--model", "big")
    result = models("test")
    assert result.exit_code == 3
    assert "does not answer" in result.stderr


def test_without_a_model_there_is_nothing_to_try(models: Run) -> None:
    models("use", "none")
    assert models("test").exit_code == 1
