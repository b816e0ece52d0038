"""Fits other people's recommenders on a split that Penchant has written, and writes what they answer.

    penchant evaluate time-to-split ... --export-split DIR
    build/peers/bin/python tests/benchmarks/peers/run_peers.py DIR [--only als,sasrec] [--epochs 5]
    penchant evaluate time-to-split ... --peers DIR

It imports nothing of Penchant: the files are all that the two have in common. Every peer is fitted
twice: up to V, as published figures are, and again up to T.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

DEPTH = 100
"""Places that are asked for; a target further down is not ranked."""
LIST_LENGTH = 10
SASREC = {
    "n_blocks": 2,
    "n_heads": 2,
    "n_factors": 64,
    "session_max_len": 50,
    "dropout_rate": 0.2,
    "loss": "gBCE",
    "n_negatives": 32,
    "gbce_t": 0.75,
    "lr": 1e-3,
    "batch_size": 128,
}
ALS = {"factors": 128, "regularization": 0.05, "alpha": 10.0, "iterations": 15}
NEIGHBOURS = 200


@dataclass(frozen=True)
class Files:
    """The split, as it was written."""

    about: dict[str, Any]
    user: np.ndarray
    item: np.ndarray
    at: np.ndarray
    parts: dict[str, np.ndarray]
    """`V` and `T`: the events that a fit may use."""
    target: np.ndarray
    begin: np.ndarray
    end: np.ndarray

    def history(self, request: int) -> np.ndarray:
        """Items of a request's input, oldest first."""
        return self.item[self.begin[request] : self.end[request]]


Answer = Callable[[], np.ndarray]
"""Gives the first 100 items of every request, -1 past the end, shape (requests, 100)."""


def read(folder: Path) -> Files:
    """Read what `--export-split` has written."""
    events, requests = np.load(folder / "events.npz"), np.load(folder / "requests.npz")
    return Files(
        about=json.loads((folder / "split.json").read_text(encoding="utf-8")),
        user=events["user"],
        item=events["item"],
        at=events["at"],
        parts={"V": events["is_in_fit"], "T": events["is_in_train"]},
        target=requests["target"],
        begin=requests["begin"],
        end=requests["end"],
    )


def rows_of(files: Files) -> Any:
    """The inputs of the requests as a sparse matrix, a row a request."""
    from scipy.sparse import csr_matrix

    histories = [np.unique(files.history(request)) for request in range(len(files.target))]
    bounds = np.concatenate([[0], np.cumsum([len(one) for one in histories])])
    items = np.concatenate(histories)
    shape = (len(histories), files.about["items"])
    return csr_matrix((np.ones(len(items), np.float32), items, bounds), shape=shape)


def matrix_of(files: Files, part: np.ndarray) -> Any:
    """The events of a part as a sparse matrix of users and items, 1 where there is any."""
    from scipy.sparse import csr_matrix

    shape = (files.about["users"], files.about["items"])
    cells = (np.ones(int(part.sum()), np.float32), (files.user[part], files.item[part]))
    found = csr_matrix(cells, shape=shape)
    found.data[:] = 1.0
    return found


def implicit_model(make: Callable[[], Any], recalculate: bool) -> Callable[[Files, np.ndarray], Answer]:
    """A model of `implicit`, fitted on a part."""

    def fit(files: Files, part: np.ndarray) -> Answer:
        model, matrix = make(), matrix_of(files, part)
        model.fit(matrix, show_progress=False)
        seen = np.asarray(matrix.sum(axis=0)).ravel() > 0

        def answer() -> np.ndarray:
            rows = rows_of(files)
            ids, scores = model.recommend(
                np.arange(rows.shape[0]),
                rows,
                N=DEPTH,
                filter_already_liked_items=True,
                **({"recalculate_user": True} if recalculate else {}),
            )
            ids = np.array(ids, np.int64)
            # What the part has not seen has no score of its own; what was removed has the least of all.
            ids[(scores <= -1e30) | (scores == 0.0) | ~seen[np.maximum(ids, 0)]] = -1
            return ids

        return answer

    return fit


def sasrec(epochs: int) -> Callable[[Files, np.ndarray], Answer]:
    """SASRec of RecTools (Kang and McAuley, ICDM 2018) with the loss of gSASRec (RecSys 2023).

    A softmax over the whole catalogue costs ten times as much on two cores.
    """

    def fit(files: Files, part: np.ndarray) -> Answer:
        import logging
        import warnings

        import pandas as pd
        import torch
        from pytorch_lightning import Trainer, seed_everything
        from rectools import Columns
        from rectools.dataset import Dataset
        from rectools.models import SASRecModel

        warnings.filterwarnings("ignore")
        logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
        torch.set_num_threads(os.cpu_count() or 1)
        seed_everything(files.about["seed"], verbose=False)

        def frame(users: np.ndarray, items: np.ndarray, at: np.ndarray) -> Any:
            # Within one time the order of the split stands: microseconds tell it.
            order = np.arange(len(users)) % 1_000_000
            return pd.DataFrame(
                {
                    Columns.User: users,
                    Columns.Item: items,
                    Columns.Weight: 1.0,
                    Columns.Datetime: pd.to_datetime(at + order, unit="us"),
                }
            )

        def trainer() -> Any:
            return Trainer(
                max_epochs=epochs,
                accelerator="cpu",
                logger=False,
                enable_checkpointing=False,
                enable_progress_bar=False,
                enable_model_summary=False,
            )

        model = SASRecModel(**SASREC, get_trainer_func=trainer, verbose=0)
        model.fit(Dataset.construct(frame(files.user[part], files.item[part], files.at[part])))
        known = np.zeros(files.about["items"], bool)
        known[files.item[part]] = True

        def answer() -> np.ndarray:
            requests = range(len(files.target))
            users = np.concatenate([np.full(files.end[r] - files.begin[r], r) for r in requests])
            places = np.concatenate([np.arange(files.begin[r], files.end[r]) for r in requests])
            usable = known[files.item[places]]
            users, places = users[usable], places[usable]
            inputs = Dataset.construct(frame(users, files.item[places], files.at[places]))
            found = model.recommend(
                np.unique(users), inputs, k=DEPTH, filter_viewed=True, on_unsupported_targets="ignore"
            )
            ids = np.full((len(requests), DEPTH), -1, np.int64)
            ids[found[Columns.User], found[Columns.Rank] - 1] = found[Columns.Item]
            return ids

        return answer

    return fit


def peers(epochs: int) -> Iterator[tuple[str, str, dict[str, Any], Callable[[Files, np.ndarray], Answer]]]:
    """Key, name, settings and fit of every peer."""
    from implicit.als import AlternatingLeastSquares
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender

    def als() -> Any:
        return AlternatingLeastSquares(**ALS, random_state=0)

    yield "als", "ALS (implicit)", ALS, implicit_model(als, recalculate=True)
    near = {"K": NEIGHBOURS}
    yield (
        "cosine",
        "item-item cosine (implicit)",
        near,
        implicit_model(lambda: CosineRecommender(**near), recalculate=False),
    )
    yield (
        "bm25",
        "item-item BM25 (implicit)",
        near,
        implicit_model(lambda: BM25Recommender(**near), recalculate=False),
    )
    yield "sasrec", "SASRec (RecTools)", SASREC | {"epochs": epochs}, sasrec(epochs)


def write(folder: Path, key: str, name: str, files: Files, ids: np.ndarray, about: dict[str, Any]) -> None:
    """Ranks and lists of one peer, and what it says of itself."""
    hit = ids == files.target[:, None]
    ranks = np.where(hit.any(axis=1), hit.argmax(axis=1) + 1, 0)
    folder.mkdir(exist_ok=True)
    np.savez_compressed(folder / f"{key}.npz", ranks=ranks, lists=ids[:, :LIST_LENGTH].astype(np.int32))
    said = {"name": name, "fingerprint": files.about["fingerprint"], **about}
    (folder / f"{key}.json").write_text(json.dumps(said, indent=2), encoding="utf-8")


def main() -> None:
    """Fit, answer, write; one peer after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="what --export-split has written")
    parser.add_argument(
        "--only", default="", help="keys of peers, with commas between: als,cosine,bm25,sasrec"
    )
    parser.add_argument("--epochs", type=int, default=5, help="of SASRec")
    options = parser.parse_args()
    files = read(options.folder)
    wanted = [key for key in options.only.split(",") if key]
    libraries = {name: version(name) for name in ("implicit", "rectools", "torch", "numpy")}
    for key, name, settings, fit in peers(options.epochs):
        for cut, part in files.parts.items():
            if wanted and key not in wanted:
                continue
            started = time.perf_counter()
            answer = fit(files, part)
            fitted = time.perf_counter()
            ids = answer()
            done = time.perf_counter()
            about = {
                "fit_seconds": fitted - started,
                "request_seconds": (done - fitted) / len(ids),
                "settings": settings | {"fitted_until": cut},
                "libraries": libraries,
            }
            write(
                options.folder / "answers",
                f"{key}-{cut.lower()}",
                f"{name}, fitted to {cut}",
                files,
                ids,
                about,
            )
            print(
                f"{name}, fitted to {cut}: {fitted - started:.0f} s, answers {done - fitted:.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
