"""A model file from a hub on this machine: progress, resuming, damage, and what the hub says of it."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.errors import BadInput, ModelMissing, ServiceUnreachable, StorageFull
from penchant.agent.llm import download
from penchant.agent.llm.download import fetch
from penchant.agent.llm.hub import RemoteFile, remote_file
from penchant.agent.llm.recommended import RECOMMENDED
from penchant.agent.llm.shelf import located, place_for

BODY = bytes(range(256)) * 20_000
SHA = hashlib.sha256(BODY).hexdigest()
KNOWN = next(one for one in RECOMMENDED if one.sha256 is None)


@dataclass
class Hub:
    """What it holds, how it misbehaves, and what was asked of it."""

    url: str = ""
    body: bytes = BODY
    told_sha: str | None = SHA
    breaks_after: list[int] = field(default_factory=list)
    """Bytes after which a connection breaks, one an answer."""
    ignores_ranges: bool = False
    ranges: list[str | None] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    status: int = 200


def handler_of(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(302 if hub.status == 200 else hub.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("X-Linked-Size", str(len(hub.body)))
            if hub.told_sha:
                self.send_header("X-Linked-Etag", f'"{hub.told_sha}"')
            self.end_headers()

        def do_GET(self) -> None:
            if self.path.startswith("/api/models/"):
                self._json({"siblings": [{"rfilename": name} for name in hub.files]})
            elif not self.path.startswith("/cdn"):
                self.send_response(302)
                self.send_header("Location", f"{hub.url}/cdn{self.path}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._send()

        def _json(self, value: Any) -> None:
            body = json.dumps(value).encode()
            self.send_response(hub.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _send(self) -> None:
            asked = self.headers.get("Range")
            hub.ranges.append(asked)
            start = 0 if asked is None or hub.ignores_ranges else int(asked.split("=")[1].rstrip("-"))
            body = hub.body[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: hub.breaks_after.pop(0)] if hub.breaks_after else body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    made = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(made))
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setenv("PENCHANT_MODELS", str(tmp_path / "models"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    yield made
    server.shutdown()
    server.server_close()
    thread.join(5)


def parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/*.part*"))


def test_a_file_comes_with_progress_and_its_checksum(hub: Hub) -> None:
    remote = remote_file(KNOWN.name)
    assert (remote.size, remote.sha256) == (len(BODY), SHA)
    told: list[tuple[int, int | None]] = []
    fetched = fetch(remote, place_for(KNOWN.name), lambda done, total: told.append((done, total)))
    assert fetched.path.read_bytes() == BODY
    assert (fetched.sha256, fetched.is_checked, fetched.resumed_at) == (SHA, True, 0)
    assert told[0] == (0, len(BODY))
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert located(KNOWN.name) == fetched.path
    assert parts(fetched.path.parent) == []


def test_a_connection_that_breaks_is_taken_up_where_it_broke(hub: Hub) -> None:
    hub.breaks_after = [1_000_000, 2_000_000]
    fetched = fetch(remote_file(KNOWN.name), place_for(KNOWN.name))
    assert fetched.path.read_bytes() == BODY
    assert hub.ranges == [None, "bytes=1000000-", "bytes=3000000-"]


def test_what_came_is_kept_for_the_next_try(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_TRIES", 1)
    hub.breaks_after = [2_500_000]
    target = place_for(KNOWN.name)
    with pytest.raises(ServiceUnreachable) as caught:
        fetch(remote_file(KNOWN.name), target)
    assert caught.value.exit_code == 3
    assert not target.exists()
    fetched = fetch(remote_file(KNOWN.name), target)
    assert fetched.resumed_at == 2_500_000
    assert hub.ranges == [None, "bytes=2500000-"]
    assert fetched.path.read_bytes() == BODY


def test_a_part_of_another_version_is_not_gone_on_with(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_TRIES", 1)
    hub.breaks_after = [2_500_000]
    with pytest.raises(ServiceUnreachable):
        fetch(remote_file(KNOWN.name), place_for(KNOWN.name))
    hub.body = BODY[::-1]
    hub.told_sha = hashlib.sha256(hub.body).hexdigest()
    fetched = fetch(remote_file(KNOWN.name), place_for(KNOWN.name))
    assert fetched.resumed_at == 0
    assert fetched.path.read_bytes() == hub.body


def test_a_server_that_knows_no_ranges_begins_again(hub: Hub) -> None:
    hub.breaks_after = [1_000_000]
    hub.ignores_ranges = True
    assert fetch(remote_file(KNOWN.name), place_for(KNOWN.name)).path.read_bytes() == BODY


def test_a_damaged_file_is_thrown_away(hub: Hub) -> None:
    hub.body = BODY[:-1] + b"!"
    target = place_for(KNOWN.name)
    with pytest.raises(ModelMissing, match="arrived damaged"):
        fetch(remote_file(KNOWN.name), target)
    assert not target.exists()
    assert parts(target.parent) == []


def test_a_checksum_that_is_known_counts_for_more_than_the_hubs(hub: Hub) -> None:
    known = next(one for one in RECOMMENDED if one.sha256)
    assert remote_file(known.name).sha256 == known.sha256
    with pytest.raises(ModelMissing, match="arrived damaged"):
        fetch(remote_file(known.name), place_for(known.name))


def test_without_a_checksum_it_says_that_nothing_was_compared(hub: Hub) -> None:
    hub.told_sha = None
    assert not fetch(remote_file(KNOWN.name), place_for(KNOWN.name)).is_checked


def test_what_is_there_is_not_fetched_again(hub: Hub) -> None:
    fetch(remote_file(KNOWN.name), place_for(KNOWN.name))
    again = fetch(remote_file(KNOWN.name), place_for(KNOWN.name))
    assert again.was_there
    assert len(hub.ranges) == 1


def test_a_disk_without_room_is_said_before_anything_is_fetched(hub: Hub, tmp_path: Path) -> None:
    huge = RemoteFile(name="huge", file="h.gguf", url=f"{hub.url}/h.gguf", size=1 << 60, sha256=None)
    with pytest.raises(StorageFull, match="needs"):
        fetch(huge, tmp_path / "h.gguf")
    assert hub.ranges == []


def test_a_repository_gives_its_best_file_in_one_piece(hub: Hub) -> None:
    hub.files = ["README.md", "m-Q8_0.gguf", "m-q4_k_m.gguf", "m-q4_k_m-00001-of-00002.gguf"]
    remote = remote_file("some/Model-GGUF")
    assert remote.file == "m-q4_k_m.gguf"
    fetched = fetch(remote, place_for("some/Model-GGUF", remote.file))
    assert located("some/Model-GGUF") == fetched.path


def test_a_repository_without_a_model_file_says_so(hub: Hub) -> None:
    hub.files = ["model.safetensors", "m-00001-of-00002.gguf"]
    with pytest.raises(ModelMissing, match="no GGUF file in one piece"):
        remote_file("some/Model")


@pytest.mark.parametrize(
    ("status", "error"), [(404, ModelMissing), (401, ModelMissing), (503, ServiceUnreachable)]
)
def test_a_hub_that_refuses_says_why(hub: Hub, status: int, error: type[Exception]) -> None:
    hub.status = status
    with pytest.raises(error, match=f"HTTP {status}"):
        remote_file(KNOWN.name)
    with pytest.raises(error, match=f"HTTP {status}"):
        remote_file("some/Model")


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ServiceUnreachable, match="does not answer"):
        remote_file(KNOWN.name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ServiceUnreachable, match="HF_HUB_OFFLINE"):
        remote_file(KNOWN.name)


def test_a_name_that_means_nothing_is_bad_input() -> None:
    with pytest.raises(BadInput, match="neither"):
        remote_file("nonsense")
