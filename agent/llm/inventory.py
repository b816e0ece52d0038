"""Which models there are: in use, packaged, fetched and recommended; and what `use` makes of a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from penchant.agent.config import LanguageModelSettings
from penchant.agent.errors import BadInput, ModelMissing
from penchant.agent.llm.choose import make_chat_model
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import HINT, is_installed, packaged_model
from penchant.agent.llm.recommended import RECOMMENDED
from penchant.agent.llm.shelf import ENDING, PACKAGED, how_to_get, is_hub_name, located, on_shelf, shelf

Origin = Literal["packaged", "fetched", "file", "endpoint", "recommended"]
_CHOICES = ("auto", "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownModel:
    """A model that is in use, that is there, or that could be fetched."""

    name: str
    """What `penchant models use` takes."""
    origin: Origin
    where: str
    """File, endpoint or repository; never with a password in it."""
    is_here: bool
    is_in_use: bool = False
    size: int | None = None
    licence: str | None = None
    about: str = ""


def known_models(settings: LanguageModelSettings) -> list[KnownModel]:
    """All that is known, each once, what is in use first.

    Raises:
        BadSettings: the settings name no model that can be used.
    """
    used = _in_use(settings)
    found = [used] if used is not None else []
    for one in (*_packaged(), *_fetched(), *_recommended()):
        if not any(one.where == other.where or one.name == other.name for other in found):
            found.append(one)
    return found


def chosen(name: str, model: str | None = None) -> Mapping[str, object]:
    """The settings of `[llm]` that choose a model; None takes a line out.

    Args:
        name: `auto`, `none`, a name of the list, a file, a repository, or the URL of an endpoint.
        model: the endpoint's name of a model.

    Raises:
        BadInput: the name means nothing, or a model's name was given without an endpoint.
        ModelMissing: the model is not there yet.
    """
    if name.startswith(("http://", "https://")):
        return {"kind": "hosted", "base_url": _endpoint(name), "model": model}
    if model is not None:
        raise BadInput("--model names a model of an endpoint", "give the endpoint's URL before it")
    if name in _CHOICES:
        return {"kind": name, "base_url": None, "model": None}
    if name.casefold() == PACKAGED:
        if not is_installed():
            raise ModelMissing("SmolLM2 is not installed", HINT)
        return {"kind": "local", "base_url": None, "model": None}
    path = located(name)
    if path is None or not path.is_file():
        raise ModelMissing(f"There is no model {name}", how_to_get(name))
    if path.suffix != ENDING:
        raise BadInput(
            f"{name} is no GGUF file", "local models are GGUF files; others run behind an endpoint"
        )
    is_by_name = is_hub_name(name) or path.is_relative_to(shelf())
    return {"kind": "local", "base_url": None, "model": name if is_by_name else str(path.absolute())}


def _endpoint(url: str) -> str:
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.query:
        raise BadInput(
            "A key does not belong into the URL of an endpoint",
            "give it with --key-stdin, or in OPENAI_API_KEY",
        )
    return url.rstrip("/")


def _in_use(settings: LanguageModelSettings) -> KnownModel | None:
    model = make_chat_model(settings)
    if isinstance(model, HostedChatModel):
        where = model.base_url
        return KnownModel(
            name=settings.model or where, origin="endpoint", where=where, is_here=True, is_in_use=True
        )
    if not isinstance(model, LocalChatModel):
        return None
    path = model.path
    is_packaged = settings.model is None
    return KnownModel(
        name=PACKAGED if is_packaged else str(settings.model),
        origin="packaged" if is_packaged else "file",
        where=str(path or settings.model),
        is_here=path is not None and path.is_file(),
        is_in_use=True,
        size=_size(path),
        licence="Apache-2.0" if is_packaged else None,
        about="wording in English, on any machine" if is_packaged else "",
    )


def _packaged() -> Iterator[KnownModel]:
    path = packaged_model()
    if path is not None:
        yield KnownModel(
            name=PACKAGED,
            origin="packaged",
            where=str(path),
            is_here=True,
            size=_size(path),
            licence="Apache-2.0",
            about="wording in English, on any machine",
        )


def _fetched() -> Iterator[KnownModel]:
    known = {one.name: one for one in RECOMMENDED}
    for path in on_shelf():
        within = path.relative_to(shelf())
        name = within.parent.as_posix() if len(within.parts) > 2 else within.with_suffix("").as_posix()
        same = known.get(name)
        yield KnownModel(
            name=name,
            origin="fetched",
            where=str(path),
            is_here=True,
            size=_size(path),
            licence=same.licence if same else None,
            about=same.good_for if same else "",
        )


def _recommended() -> Iterator[KnownModel]:
    for one in RECOMMENDED:
        yield KnownModel(
            name=one.name,
            origin="recommended",
            where=one.repository,
            is_here=False,
            size=one.size,
            licence=one.licence,
            about=one.good_for,
        )


def _size(path: Path | None) -> int | None:
    return path.stat().st_size if path is not None and path.is_file() else None
