"""What a hub says of a model file: where it is fetched, how large it is, and its checksum."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from penchant.agent.errors import BadInput, ModelMissing, PenchantError, ServiceUnreachable
from penchant.agent.llm.recommended import recommended
from penchant.agent.llm.shelf import ENDING, is_hub_name

HUB_VARIABLE = "HF_ENDPOINT"
OFFLINE_VARIABLE = "HF_HUB_OFFLINE"
HUB = "https://huggingface.co"
_PATIENCE_S = 30.0
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PART_OF_MANY = re.compile(r"-\d{5}-of-\d{5}\.gguf$", re.IGNORECASE)
_PREFERRED = ("q4_k_m", "q5_k_m", "q4_k_s", "q8_0", "f16")
"""Packings, the first of which a repository has is taken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoteFile:
    """A file of a hub."""

    name: str
    """Of the model, as it was asked for."""
    file: str
    url: str
    size: int | None
    sha256: str | None


def remote_file(name: str) -> RemoteFile:
    """The file of a recommended model, or of a repository `owner/name`.

    Raises:
        BadInput: the name is neither.
        ServiceUnreachable: the hub does not answer, or this machine is told to be offline.
        ModelMissing: the hub has no such repository or file.
    """
    known = recommended(name)
    if known is None and not is_hub_name(name):
        raise BadInput(
            f"{name} is neither a recommended model nor a repository",
            "`penchant models list` shows the recommended ones; a repository is owner/name",
        )
    if os.environ.get(OFFLINE_VARIABLE, "0") not in ("", "0"):
        raise ServiceUnreachable(
            f"{name} cannot be fetched: {OFFLINE_VARIABLE} is set", "unset it, and try again"
        )
    repository = known.repository if known else name
    file = known.file if known else _best_of(repository)
    url = f"{hub()}/{repository}/resolve/main/{quote(file)}"
    size, told = _head(url)
    return RemoteFile(
        name=name, file=file, url=url, size=size, sha256=(known.sha256 if known else None) or told
    )


def hub() -> str:
    """The hub that is asked."""
    return os.environ.get(HUB_VARIABLE, HUB).rstrip("/")


def _head(url: str) -> tuple[int | None, str | None]:
    """Size and checksum; a hub tells both before it sends the reader on to where the bytes are."""
    import httpx2

    with hub_errors():
        answer = httpx2.head(
            url, timeout=_PATIENCE_S, follow_redirects=False, headers={"Accept-Encoding": "identity"}
        )
        _checked(answer.status_code, url)
    size = answer.headers.get("x-linked-size") or (
        answer.headers.get("content-length") if answer.status_code < 300 else None
    )
    etag = (answer.headers.get("x-linked-etag") or "").removeprefix("W/").strip('"')
    return int(size) if size else None, etag if _SHA256.match(etag) else None


def _best_of(repository: str) -> str:
    import httpx2

    with hub_errors():
        answer = httpx2.get(f"{hub()}/api/models/{repository}", timeout=_PATIENCE_S, follow_redirects=True)
        _checked(answer.status_code, repository)
        listed: Any = answer.json()
    names = [str(one.get("rfilename", "")) for one in listed.get("siblings", ())]
    whole = [one for one in names if one.lower().endswith(ENDING) and not _PART_OF_MANY.search(one)]
    if not whole:
        raise ModelMissing(f"{repository} has no GGUF file in one piece", "name a repository that has one")
    packed = {packing: one for packing in reversed(_PREFERRED) for one in whole if packing in one.lower()}
    return next((packed[packing] for packing in _PREFERRED if packing in packed), whole[0])


def _checked(status: int, what: str) -> None:
    if status in (401, 403, 404):
        raise ModelMissing(
            f"The hub does not have {what}, or not for everybody (HTTP {status})", "check the name"
        )
    if status >= 400:
        raise ServiceUnreachable(f"The hub {hub()} cannot answer now (HTTP {status})", "try again")


@contextmanager
def hub_errors() -> Iterator[None]:
    """Turn what goes wrong on the way into ours.

    Raises:
        ServiceUnreachable: no network, no answer, or one that cannot be read.
    """
    import httpx2

    try:
        yield
    except PenchantError:
        raise
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
        raise ServiceUnreachable(
            f"The hub {hub()} does not answer: {str(error) or type(error).__name__}",
            "check the network and try again; what was fetched so far is kept",
        ) from error
