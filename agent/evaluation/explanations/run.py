"""One report on explanations, from a corpus and a plan to the rows."""

from collections.abc import Sequence

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.explanations.plan import Alter, Plan, Told
from penchant.agent.evaluation.explanations.subject import sampled_users
from penchant.agent.evaluation.explanations.trial import Trial
from penchant.agent.evaluation.ours import Product, make_workbench
from penchant.agent.evaluation.replay import work_folder
from penchant.agent.evaluation.report import Evaluation
from penchant.agent.ports import ChatModel, Progress

__all__ = ["Plan", "evaluate_explanations"]


def evaluate_explanations(
    corpus: Corpus,
    product: Product,
    plan: Plan,
    *,
    kinds: frozenset[str],
    models: Sequence[ChatModel] = (),
    told: Told | None = None,
    progress: Progress | None = None,
    alter: Alter | None = None,
) -> Evaluation:
    """Measure the product's explanations on one corpus.

    Args:
        corpus: items and events.
        product: how to open workspaces of it.
        plan: how much is measured.
        kinds: of events that speak for an item.
        models: that word explanations, each a row of its own.
        told: of each step before its turn.
        progress: of embedding the items.
        alter: what is done to an explanation before it is judged.

    Raises:
        BadInput: nobody did enough to be explained anything.
    """
    users = sampled_users(corpus, kinds, plan.sample, plan.seed)
    if not users:
        raise BadInput("No user has three events on items", "give a log with users who did more")
    with work_folder(plan.keep) as folder:
        trial = Trial(make_workbench(product, corpus, folder, progress), plan, kinds, told or _silent)
        return trial.run(users, models, alter)


def _silent(text: str) -> None:
    """Nobody is told."""
