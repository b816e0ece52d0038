"""The rating protocol: from the first nine tenths of each person's ratings, what are the others?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.metrics import Bootstrap
from penchant.agent.evaluation.report import Evaluation, Row, RowKind, Seconds
from penchant.agent.ports import RatingColumns
from penchant.agent.ranking.rating_fit import Ratings, first_parts, fit_items, fit_ratings
from penchant.agent.ranking.rating_keeper import in_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from penchant.agent.ranking.ratings import Floats, OwnRatings, VectorsOf

PROTOCOL = "rating"
TRAINED = 0.9
"""Part of each person's ratings, the first by time."""
PEER = "SVD (scikit-surprise)"

Told = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The ratings, and which of them are known."""

    ratings: Ratings
    is_known: "NDArray[np.bool_]"
    scale: tuple[float, float]

    @property
    def known(self) -> Ratings:
        """What may be learned from."""
        import numpy as np

        return self.ratings.at(np.flatnonzero(self.is_known))

    @property
    def asked(self) -> Ratings:
        """What is to be foretold."""
        import numpy as np

        return self.ratings.at(np.flatnonzero(~self.is_known))


class Guesser(Protocol):
    """Learns from the known ratings and foretells the others, in their order."""

    def __call__(self, sheet: Sheet) -> "tuple[Floats, float, float]":
        """The guesses, the seconds to learn, and the seconds a guess."""
        ...


def make_sheet(corpus: Corpus) -> Sheet:
    """The ratings of a corpus, each person's by time, and the first nine tenths of them.

    Raises:
        BadInput: there are no ratings, or nobody has enough of them.
    """
    items = {item.item_id for item in corpus.items}
    rated = [
        (event.user_id, event.item_id, event.value, event.at)
        for event in corpus.events
        if event.kind == "rate" and event.value is not None and event.item_id in items and event.item_id
    ]
    hint = "name their column with --map value=COLUMN"
    if not rated:
        raise BadInput("The events hold no ratings", hint)
    user_ids, item_ids, values, at = zip(*rated, strict=True)
    columns = RatingColumns(last_seq=0, user_ids=user_ids, item_ids=item_ids, values=values, at=at)
    ratings = in_order(columns, len(columns))
    is_known = first_parts(ratings, TRAINED)
    if is_known.all():
        raise BadInput("Nobody has two ratings", hint)
    return Sheet(ratings=ratings, is_known=is_known, scale=(min(values), max(values)))


def evaluate_rating(
    corpus: Corpus, vectors_of: "VectorsOf", *, seed: int = 0, told: Told | None = None
) -> Evaluation:
    """Foretell ratings by the product's own model, by simple means, and by SVD where it is installed.

    Args:
        corpus: items and events with ratings.
        vectors_of: text vectors of the items.
        seed: of the resampling and of SVD.
        told: of each method before its turn.
    """
    sheet = make_sheet(corpus)
    asked = sheet.asked
    bootstrap = Bootstrap(asked.user.astype("int32"), seed=seed)
    rows = []
    for name, kind, guess in _line_up(vectors_of, seed):
        if told is not None:
            told(name)
        guesses, fit_seconds, each = guess(sheet)
        rows.append(_row(name, kind, guesses - asked.values, bootstrap, (fit_seconds, each)))
    data = {
        "users": len(set(sheet.ratings.user.tolist())),
        "items": len(corpus.items),
        "ratings": len(sheet.ratings),
        "trained_on": int(sheet.is_known.sum()),
        "targets": len(asked),
        "unrated_items_share": _unrated_share(sheet),
        "scale": list(sheet.scale),
        "seed": seed,
        "notes": [
            "of each user the first 90 % of ratings by time are known, equal times in random order",
            "intervals: 95 %, bootstrap over users",
            *([] if find_spec("surprise") else ["SVD is left out: pip install 'penchant[evaluation]'"]),
        ],
    }
    return Evaluation(protocol=PROTOCOL, data=data, rows=tuple(rows))


def _line_up(vectors_of: "VectorsOf", seed: int) -> Iterator[tuple[str, RowKind, Guesser]]:
    yield "penchant", "ours", lambda sheet: _ours(sheet, vectors_of)
    yield "penchant, biases and text of items alone", "variant", lambda sheet: _biases(sheet, vectors_of)
    yield "user and item bias", "baseline", lambda sheet: _biases(sheet, _no_text)
    yield "global mean", "baseline", _mean
    if find_spec("surprise") is not None:
        yield PEER, "peer", lambda sheet: _svd(sheet, seed)


def _row(
    name: str, kind: RowKind, errors: "Floats", bootstrap: Bootstrap, seconds: tuple[float, float]
) -> Row:
    import numpy as np

    low, high = bootstrap.interval(np.square(errors))
    return Row(
        method=name,
        kind=kind,
        streaming=False,
        metrics={
            "rmse": float(np.sqrt(np.square(errors).mean())),
            "mae": float(np.abs(errors).mean()),
        },
        interval={"rmse": (low**0.5, high**0.5), "mae": bootstrap.interval(np.abs(errors))},
        seconds=Seconds(fit=seconds[0], per_request_p50=seconds[1]),
    )


def _ours(sheet: Sheet, vectors_of: "VectorsOf") -> "tuple[Floats, float, float]":
    began = perf_counter()
    model = fit_ratings(sheet.known, vectors_of)
    fitted = perf_counter()
    guesses = [model.expected(own, wanted, vectors_of) for own, wanted in _people(sheet)]
    return _joined(guesses), fitted - began, (perf_counter() - fitted) / max(len(guesses), 1)


def _biases(sheet: Sheet, vectors_of: "VectorsOf") -> "tuple[Floats, float, float]":
    import numpy as np

    began = perf_counter()
    model = fit_items(sheet.known, vectors_of)
    fitted = perf_counter()
    guesses = [np.clip(model.base(own, wanted, vectors_of), *sheet.scale) for own, wanted in _people(sheet)]
    return _joined(guesses), fitted - began, (perf_counter() - fitted) / max(len(guesses), 1)


def _mean(sheet: Sheet) -> "tuple[Floats, float, float]":
    import numpy as np

    return np.full(len(sheet.asked), sheet.known.values.mean()), 0.0, 0.0


def _svd(sheet: Sheet, seed: int) -> "tuple[Floats, float, float]":
    """Its defaults: 100 factors, 20 epochs."""
    import numpy as np
    from surprise import SVD, Dataset, Reader

    began = perf_counter()
    known, asked = sheet.known, sheet.asked
    rows = zip(known.user.tolist(), known.item_ids, known.values.tolist(), strict=True)
    data = Dataset(Reader(rating_scale=sheet.scale))
    trained = SVD(random_state=seed).fit(data.construct_trainset([(*row, None) for row in rows]))
    fitted = perf_counter()
    pairs = zip(asked.user.tolist(), asked.item_ids, strict=True)
    guesses = np.array([trained.predict(user, item_id).est for user, item_id in pairs])
    people = max(len(set(asked.user.tolist())), 1)
    return guesses, fitted - began, (perf_counter() - fitted) / people


def _people(sheet: Sheet) -> "Iterator[tuple[OwnRatings, Sequence[str]]]":
    """Each person who is asked about: what is known of them, and which items."""
    ratings, is_known = sheet.ratings, sheet.is_known
    for _, places in ratings.people():
        asked = places[~is_known[places]]
        if len(asked):
            yield ratings.own(places[is_known[places]]), [ratings.item_ids[place] for place in asked]


def _joined(parts: "Sequence[Floats]") -> "Floats":
    import numpy as np

    return np.concatenate(parts)


def _no_text(item_ids: Sequence[str]) -> "NDArray[np.float32]":
    import numpy as np

    return np.zeros((len(item_ids), 1), np.float32)


def _unrated_share(sheet: Sheet) -> float:
    """Share of what is asked that is about items nobody is known to have rated."""
    rated = set(sheet.known.item_ids)
    asked = sheet.asked.item_ids
    return sum(item_id not in rated for item_id in asked) / max(len(asked), 1)


def vectors_by_id(corpus: Corpus, vectors: "NDArray[np.float32]") -> "VectorsOf":
    """Look-up of text vectors that stand in the order of the corpus's items."""
    import numpy as np

    places: Mapping[str, int] = {item.item_id: place for place, item in enumerate(corpus.items)}

    def of(item_ids: Sequence[str]) -> "NDArray[np.float32]":
        return vectors[np.array([places[item_id] for item_id in item_ids], np.intp)]

    return of
