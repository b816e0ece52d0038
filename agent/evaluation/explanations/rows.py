"""The rows of a report on explanations, and what a reader should know of them."""

from collections.abc import Sequence

from penchant.agent.evaluation.explanations.measures import Rates
from penchant.agent.evaluation.explanations.recount import Verdict
from penchant.agent.evaluation.explanations.subject import Explained
from penchant.agent.evaluation.explanations.wordings import WordingFound
from penchant.agent.evaluation.report import Row, Seconds

NOTES = (
    "A statement is judged by plain SQL over the event table, the stored list and the stored vectors; "
    "the state and share of an interest are compared with what `interests` says of that moment.",
    "Lived through: copies of the workspace whose event table lacks the events, everything derived from "
    "the log counted again; topics and ranker, which come of the whole crowd, are kept. One copy lacks the "
    "events of several users at once, each of whom is asked for their own list alone.",
    "Controls: as many other events of the same user by chance, as many of the latest; of users with at "
    "least three times as many events as are named.",
)


def templates_row(rates: Rates, explained: Sequence[Explained]) -> Row:
    """The product's own row: every rate, and how long `why` takes."""
    return Row(
        method="templates",
        kind="ours",
        streaming=True,
        metrics=rates.metrics,
        interval=rates.interval,
        seconds=Seconds.of([one.seconds for one in explained]),
    )


def wording_row(model_id: str, found: WordingFound) -> Row:
    """What became of a model's wordings."""
    return Row(
        method=f"worded by {model_id}",
        kind="variant",
        streaming=True,
        metrics={
            "admitted_share": found.admitted / max(found.said, 1),
            "worded_share": found.worded / max(found.asked, 1),
            "planted": float(found.planted),
            "planted_caught": 1.0 - found.passed / max(found.planted, 1),
            "wrong_share_of_admitted": found.wrong_share,
        },
        seconds=Seconds.of(found.seconds),
    )


def first_faults(verdicts: Sequence[tuple[int, Verdict]]) -> list[dict[str, str]]:
    """The first untrue statements, for a reader to look at."""
    return [
        {"kind": one.kind, "text": one.text, "fault": one.fault}
        for _, one in verdicts
        if one.fault is not None
    ][:20]
