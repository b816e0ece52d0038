"""Other people's recommenders: the split as files for them, and their answers read back as rows.

They run in an environment of their own (tests/benchmarks/peers), since what they need does not fit
beside what Penchant needs.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from penchant.agent.errors import BadFile
from penchant.agent.evaluation.methods import Answers
from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.evaluation.time_to_split import Questions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPLIT, EVENTS, REQUESTS = "split.json", "events.npz", "requests.npz"
ANSWERS = "answers"
"""Folder of the answers: for each method `NAME.json` and `NAME.npz`."""


class PeerFile(BaseModel):
    """What a peer says of itself, beside its ranks."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    fingerprint: str
    """Of the split that was answered."""
    fit_seconds: float
    request_seconds: float
    """Mean, where requests are answered many at a time."""
    settings: Mapping[str, Any] = {}


def export_split(questions: Questions, folder: Path) -> str:
    """Write the events, the cuts and the requests for the peers; the split's fingerprint."""
    import numpy as np

    split, requests = questions.split, questions.requests
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / EVENTS,
        user=split.user,
        item=split.item,
        at=split.at,
        is_in_fit=split.is_in_fit,
        is_in_train=split.is_in_train,
    )
    np.savez_compressed(
        folder / REQUESTS,
        user=np.array([request.user for request in requests], np.int32),
        target=np.array([request.target for request in requests], np.int32),
        begin=np.array([request.begin for request in requests], np.int64),
        end=np.array([request.end for request in requests], np.int64),
    )
    found = fingerprint(split, requests)
    about = {
        "fingerprint": found,
        "users": len(split.user_ids),
        "items": len(split.item_ids),
        "requests": len(requests),
        "target": questions.target,
        "ties": split.ties,
        "seed": split.seed,
    }
    (folder / SPLIT).write_text(json.dumps(about, indent=2), encoding="utf-8")
    return found


def fingerprint(split: Split, requests: Sequence[Request]) -> str:
    """The same for the same split and requests, whoever made them."""
    import numpy as np

    digest = sha256()
    for column in (split.user, split.item, split.at, split.is_in_fit, split.is_in_train):
        digest.update(np.ascontiguousarray(column).tobytes())
    for request in requests:
        digest.update(f"{request.user} {request.target} {request.begin} {request.end};".encode("ascii"))
    return digest.hexdigest()[:16]


class Peer:
    """A method that has answered already, elsewhere."""

    kind: RowKind = "peer"
    streaming = False

    def __init__(self, about: PeerFile, ranks: "NDArray[np.int64]", lists: "NDArray[np.int32]") -> None:
        self.name = about.name
        self._about = about
        self._ranks, self._lists = ranks, lists

    def fit(self, split: Split) -> float | None:
        """What its fit took."""
        return self._about.fit_seconds

    def answer(self, requests: Sequence[Request]) -> Answers:
        """What it answered."""
        import numpy as np

        seconds = np.full(len(requests), self._about.request_seconds)
        return Answers(ranks=self._ranks, lists=self._lists, seconds=seconds)


def read_peers(questions: Questions, folder: Path) -> list[Peer]:
    """The answers that peers have left for this split, by name.

    Raises:
        BadFile: there are none, or they answer another split.
    """
    found = sorted((folder / ANSWERS).glob("*.json"))
    if not found:
        raise BadFile(
            f"{folder / ANSWERS} holds no answers of peers",
            "write the split with --export-split, then run tests/benchmarks/peers/run_peers.py on it",
        )
    expected = fingerprint(questions.split, questions.requests)
    return [_read(path, expected, len(questions.requests)) for path in found]


def _read(path: Path, expected: str, count: int) -> Peer:
    import numpy as np

    try:
        about = PeerFile.model_validate_json(path.read_text(encoding="utf-8"))
        with np.load(path.with_suffix(".npz")) as arrays:
            ranks, lists = arrays["ranks"].astype(np.int64), arrays["lists"].astype(np.int32)
    except (ValidationError, OSError, KeyError, ValueError) as error:
        raise BadFile(f"{path} cannot be read: {error}", "run the peers again") from error
    if about.fingerprint != expected or len(ranks) != count or len(lists) != count:
        raise BadFile(
            f"{path} answers another split than this one",
            "use the same files, target, ties, sample and seed, or run the peers again",
        )
    return Peer(about, ranks, lists)
