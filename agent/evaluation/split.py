"""The global time split of Gusak et al. (RecSys 2025, arXiv 2507.16289), with strict input.

Two cuts: T is the 0.9 quantile of all times, V the same once more inside what lies before T. Models
are fitted up to V; what ranking learns may use (V, T]; targets lie after T.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from penchant.agent.config import InterestSettings
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.ranking.moments import cuts_of, granularity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Target = Literal["last", "successive"]
Ties = Literal["strict", "file"]

_QUANTILE = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One question: what comes next for this user? Its input is a part of `Split`'s events."""

    user: int
    target: int
    """Position of the item that came next, in the catalogue."""
    begin: int
    end: int
    """The input: events `begin` to `end` (exclusive) of the split, the user's own, oldest first."""
    cut: int
    """Microseconds: of other people, only events before it may be looked at."""
    is_known: bool
    """Whether the target was seen in the fit part."""


@dataclass(frozen=True, kw_only=True)
class Split:
    """Events by (user, time), repeats of the previous item dropped, and the two cuts."""

    user_ids: tuple[str, ...]
    item_ids: tuple[str, ...]
    """Of the whole catalogue, with or without events."""
    user: "NDArray[np.int32]" = field(repr=False)
    item: "NDArray[np.int32]" = field(repr=False)
    at: "NDArray[np.int64]" = field(repr=False)
    cut_of: "NDArray[np.int64]" = field(repr=False)
    """Start of what counts as the same time as each event: its day, where times name days only."""
    train_until: int
    """T, in microseconds."""
    fit_until: int
    """V, in microseconds."""
    is_in_train: "NDArray[np.bool_]" = field(repr=False)
    is_in_fit: "NDArray[np.bool_]" = field(repr=False)
    is_day_granular: bool
    dropped_repeats: int
    ties: Ties
    seed: int

    def history(self, request: Request) -> "NDArray[np.int32]":
        """Items of a request's input, oldest first; an item may come twice."""
        return self.item[request.begin : request.end]

    def by_time(self) -> "NDArray[np.intp]":
        """Places of the events in order of time."""
        import numpy as np

        return np.argsort(self.at, kind="stable")


def make_split(corpus: Corpus, *, ties: Ties = "strict", seed: int = 0) -> Split:
    """Order the events and find the cuts.

    Args:
        corpus: items and events.
        ties: `strict` orders equal times at random, by seed; `file` leaves them as they came.
        seed: of that order.

    Raises:
        BadInput: there are no two events to split.
    """
    import numpy as np

    kinds = {kind for kind, weight in InterestSettings().kind_weights.items() if weight > 0}
    place_of = {item.item_id: place for place, item in enumerate(corpus.items)}
    kept = [event for event in corpus.events if event.item_id in place_of and event.kind in kinds]
    user_ids = tuple(dict.fromkeys(event.user_id for event in kept))
    number_of = {user_id: number for number, user_id in enumerate(user_ids)}
    user = np.array([number_of[event.user_id] for event in kept], np.int32)
    item = np.array([place_of[event.item_id] for event in kept if event.item_id], np.int32)
    at = np.array([event.at for event in kept], np.int64)
    if len(at) < 2:
        raise BadInput("There are too few events to split", "give a log of many users over time")
    is_day_granular, _ = granularity(at)
    cut_of = cuts_of(at)
    chance = np.random.default_rng(seed).permutation(len(at)) if ties == "strict" else np.arange(len(at))
    order = np.lexsort((chance, cut_of if ties == "strict" else at, user))
    user, item, at, cut_of = user[order], item[order], at[order], cut_of[order]
    is_repeat = np.concatenate([[False], (user[1:] == user[:-1]) & (item[1:] == item[:-1])])
    user, item, at, cut_of = (column[~is_repeat] for column in (user, item, at, cut_of))
    train_until = int(np.quantile(at, _QUANTILE))
    is_in_train = _of_users_with_two(user, at <= train_until)
    if not is_in_train.any():
        raise BadInput("No user has two events before the cut", "give a log of many users over time")
    fit_until = int(np.quantile(at[is_in_train], _QUANTILE))
    return Split(
        user_ids=user_ids,
        item_ids=tuple(one.item_id for one in corpus.items),
        user=user,
        item=item,
        at=at,
        cut_of=cut_of,
        train_until=train_until,
        fit_until=fit_until,
        is_in_train=is_in_train,
        is_in_fit=_of_users_with_two(user, is_in_train & (at <= fit_until)),
        is_day_granular=is_day_granular,
        dropped_repeats=int(is_repeat.sum()),
        ties=ties,
        seed=seed,
    )


def make_requests(split: Split, target: Target, sample: int | None = None) -> list[Request]:
    """The targets after T with what may be looked at for each, by time; a seeded sample of them.

    A target whose user has no earlier event is left out.
    """
    import numpy as np

    count = len(split.user)
    is_last = np.concatenate([split.user[1:] != split.user[:-1], [True]])
    is_wanted = (split.at > split.train_until) & (is_last if target == "last" else True)
    begins = np.searchsorted(split.user, split.user)
    ends = np.arange(count) if split.ties == "file" else run_starts(split.user, split.cut_of)
    places = np.flatnonzero(is_wanted & (ends > begins))
    if sample is not None and len(places) > sample:
        places = np.sort(np.random.default_rng(split.seed).choice(places, sample, replace=False))
    known = np.zeros(len(split.item_ids), bool)
    known[split.item[split.is_in_fit]] = True
    places = places[np.argsort(split.cut_of[places], kind="stable")]
    return [
        Request(
            user=int(split.user[place]),
            target=int(split.item[place]),
            begin=int(begins[place]),
            end=int(ends[place]),
            cut=int(split.cut_of[place]),
            is_known=bool(known[split.item[place]]),
        )
        for place in places
    ]


def tied_share(split: Split, requests: Sequence[Request]) -> float:
    """Share of targets before which the user did something else at the same time."""
    tied = {(int(user), int(cut)) for user, cut in zip(*_tied(split), strict=True)}
    return sum((request.user, request.cut) in tied for request in requests) / max(len(requests), 1)


def _tied(split: Split) -> "tuple[NDArray[np.int32], NDArray[np.int64]]":
    follows = (split.user[1:] == split.user[:-1]) & (split.cut_of[1:] == split.cut_of[:-1])
    return split.user[1:][follows], split.cut_of[1:][follows]


def _of_users_with_two(user: "NDArray[np.int32]", mask: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
    import numpy as np

    counts = np.bincount(user[mask], minlength=int(user.max()) + 1)
    return mask & (counts[user] >= 2)


def run_starts(user: "NDArray[np.int32]", cut_of: "NDArray[np.int64]") -> "NDArray[np.intp]":
    """For each event, where the run of the same user and time begins."""
    import numpy as np

    begins = np.concatenate([[True], (user[1:] != user[:-1]) | (cut_of[1:] != cut_of[:-1])])
    return np.maximum.accumulate(np.where(begins, np.arange(len(user)), 0))
