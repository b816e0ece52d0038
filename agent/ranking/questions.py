"""What a ranker can learn from: moments at which it is known what came next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import FeedbackSettings, TrainingSettings
from penchant.agent.ports import EventLog
from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.ranking.impressions import Impression, outcomes, read_impressions
from penchant.agent.ranking.moments import cuts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A moment of one user, and what came next."""

    user_id: str
    at: int
    """Microseconds: the last moment that may be looked at."""
    wanted: frozenset[str]
    """What came next: items taken on the same day, or the answered items of a list."""
    shown: tuple[str, ...] = ()
    """The items of a list that the user saw, by position; empty where no list was seen."""


def training_sources(
    log: EventLog,
    behaviour: Behaviour,
    until: int,
    settings: TrainingSettings,
    feedback: FeedbackSettings,
    positive_kinds: Collection[str],
) -> list[Question]:
    """All questions up to and with a moment, oldest first: from the log, and from lists that were shown."""
    found = questions_of_log(behaviour, until, settings)
    impressions = [one for one in read_impressions(log.impressions()) if one.at < until]
    found += questions_of_lists(log, impressions, until, feedback, positive_kinds)
    return sorted(found, key=lambda one: (one.at, one.user_id))


def questions_of_log(behaviour: Behaviour, until: int, settings: TrainingSettings) -> list[Question]:
    """What people took in the window, each asked as of the moment before; a seeded sample of them.

    Where times name days only, the moment before is the end of the day before: what came first
    within a day is not known.
    """
    import numpy as np

    places = np.flatnonzero(behaviour.at <= until)
    if not len(places):
        return []
    user, item, at = behaviour.user[places], behaviour.item[places], behaviour.at[places]
    cut = cuts_of(at)
    since = window_start(at, settings)
    order = np.lexsort((cut, user))
    user, item, at, cut = user[order], item[order], at[order], cut[order]
    begins = np.flatnonzero(np.r_[True, (user[1:] != user[:-1]) | (cut[1:] != cut[:-1])])
    ends = np.r_[begins[1:], len(user)]
    # The first moment of a user has nothing before it.
    has_past = np.r_[False, user[begins[1:]] == user[begins[:-1]]]
    chosen = np.flatnonzero(has_past & (cut[begins] > since))
    if len(chosen) > settings.targets:
        chance = np.random.default_rng(settings.seed)
        chosen = np.sort(chance.choice(chosen, settings.targets, replace=False))
    user_ids = behaviour.user_ids
    return [
        Question(
            user_id=user_ids[user[begins[place]]],
            at=int(cut[begins[place]]) - 1,
            wanted=frozenset(behaviour.item_ids[one] for one in item[begins[place] : ends[place]]),
        )
        for place in chosen
    ]


def window_start(at: "NDArray[np.int64]", settings: TrainingSettings) -> int:
    """The time from which on targets are drawn."""
    import numpy as np

    return int(np.quantile(at, 1 - settings.window)) if settings.window < 1 else int(at.min()) - 1


def questions_of_lists(
    log: EventLog,
    impressions: Iterable[Impression],
    until: int,
    feedback: FeedbackSettings,
    positive_kinds: Collection[str],
) -> list[Question]:
    """What people took of the lists that they saw; lists without an answer teach no order."""
    by_user: dict[str, list[Impression]] = {}
    for one in impressions:
        by_user.setdefault(one.user_id, []).append(one)
    found = []
    for user_id, own in by_user.items():
        answered: dict[int, set[str]] = {}
        events = log.user_events(user_id, until)
        for outcome in outcomes(own, events, feedback.join_days):
            if outcome.kinds & set(positive_kinds):
                answered.setdefault(outcome.impression.seq, set()).add(outcome.place.item_id)
        found += [
            Question(
                user_id=user_id,
                at=one.at - 1,
                wanted=frozenset(answered[one.seq]),
                shown=tuple(place.item_id for place in one.places),
            )
            for one in own
            if 0 < len(answered.get(one.seq, ())) < len(one.places)
        ]
    return found


def split_by_time(questions: Sequence[Question], part: float) -> tuple[list[Question], list[Question]]:
    """The earlier questions, and the last part of them; no moment lies in both."""
    if not questions:
        return [], []
    edge = questions[min(len(questions) - 1, round(len(questions) * (1 - part)))].at
    return [one for one in questions if one.at < edge], [one for one in questions if one.at >= edge]
