"""Which language model is in use, if any."""

import os

from penchant.agent.config import LanguageModelSettings
from penchant.agent.errors import BadSettings
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import is_installed
from penchant.agent.ports import ChatModel

BASE_URL_VARIABLE = "OPENAI_BASE_URL"
KEY_VARIABLE = "OPENAI_API_KEY"
OPENAI = "https://api.openai.com/v1"


def make_chat_model(settings: LanguageModelSettings) -> ChatModel | None:
    """The model of the settings, not loaded yet; None where there is none, or none is wanted.

    `auto` takes an endpoint that is named, else the packaged model where it is installed. A key
    alone names no endpoint: nothing is sent anywhere that was not asked for.

    Raises:
        BadSettings: `hosted` without a model or an endpoint.
    """
    base_url = settings.base_url or os.environ.get(BASE_URL_VARIABLE)
    if settings.kind == "none":
        return None
    if settings.kind == "hosted" or (settings.kind == "auto" and base_url):
        return _hosted(settings, base_url)
    if settings.kind == "local" or settings.model or is_installed():
        return LocalChatModel(
            settings.model,
            context_tokens=settings.context_tokens,
            gpu_layers=settings.gpu_layers,
            threads=settings.threads,
        )
    return None


def _hosted(settings: LanguageModelSettings, base_url: str | None) -> HostedChatModel:
    if base_url is None and settings.model is None:
        raise BadSettings(
            "llm.kind is hosted, but neither llm.model nor llm.base_url is set",
            f"name a model, and an endpoint by llm.base_url or {BASE_URL_VARIABLE}",
        )
    given = settings.api_key.get_secret_value() if settings.api_key else os.environ.get(KEY_VARIABLE)
    return HostedChatModel(
        settings.model,
        base_url=base_url or OPENAI,
        api_key=given,
        timeout_s=settings.timeout_s,
        retries=settings.retries,
    )
