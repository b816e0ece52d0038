"""One report of time-to-split, from a corpus and a plan to the rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from penchant.agent.config import RankingSettings
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.as_of_check import LISTS, check_as_of
from penchant.agent.evaluation.cold import cold_requests, evaluate_cold
from penchant.agent.evaluation.corpus import Corpus, in_file_order
from penchant.agent.evaluation.diversities import AtVariety, varieties
from penchant.agent.evaluation.line_up import ALONE_TARGETS, cold_line_up, line_up, solo_line_up
from penchant.agent.evaluation.methods import LIST_LENGTH, Method
from penchant.agent.evaluation.ours import OurMethod, Product, make_workbench
from penchant.agent.evaluation.peers import export_split, read_peers
from penchant.agent.evaluation.profiled import ProfileWeight, WithProfiles, Writer
from penchant.agent.evaluation.report import Evaluation
from penchant.agent.evaluation.split import Target, Ties, make_requests, make_split
from penchant.agent.evaluation.time_to_split import PROTOCOL, Questions, Told, describe, run
from penchant.agent.ports import Progress

SAMPLE = 5_000
"""Targets, where there are more: an interval of about ± .006 in NDCG@10."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be measured."""

    target: Target = "last"
    ties: Ties = "strict"
    sample: int | None = SAMPLE
    """Targets at most; None takes all."""
    seed: int = 0
    is_solo: bool = False
    """Each person alone with the catalogue: nobody else's behaviour."""
    with_variants: bool = False
    only: tuple[str, ...] = ()
    """Parts of the names of the methods wanted; all when empty."""
    checked_lists: int = LISTS
    """Lists that are compared with those of a workspace whose log ends there; 0 compares none."""
    peers: Path | None = None
    """Folder in which peers have answered this very split."""
    diversities: tuple[float, ...] = ()
    """Other penalties of likeness at which the product is asked, too."""
    calibrations: tuple[float, ...] = ()
    """Weights of calibration at which the product is asked, too."""
    is_cold: bool = False
    """New users after few events, and new items, in place of the targets of the split."""
    profiles: tuple[Writer, ...] = ()
    """Who writes a profile before each list, for rows of their own."""
    profile_weights: tuple[float, ...] = ()
    """Weights of the profile's part at which they are asked; that of the settings when empty."""
    keep: Path | None = None
    """Folder for the workspaces; embedded items in it are used again. Thrown away when None."""


def questions_of(corpus: Corpus, plan: Plan) -> Questions:
    """The split and the requests that the plan asks for.

    Raises:
        BadInput: no target lies after the cut with something before it.
    """
    split = make_split(corpus, ties=plan.ties, seed=plan.seed)
    sample = plan.sample
    if plan.is_solo:
        sample = ALONE_TARGETS if sample is None else min(sample, ALONE_TARGETS)
    requests = make_requests(split, plan.target, sample)
    if not requests:
        raise BadInput(
            "No user has an event after the cut and one before it", "give a log of many users over time"
        )
    return Questions(split=split, requests=requests, target=plan.target)


def _ordered(corpus: Corpus, plan: Plan) -> Corpus:
    """The corpus as the plan takes the order of equal times: for the product as for all others."""
    return in_file_order(corpus) if plan.ties == "file" else corpus


def write_split(corpus: Corpus, plan: Plan, folder: Path) -> Evaluation:
    """Write the split for peers; a report without rows."""
    questions = questions_of(_ordered(corpus, plan), plan)
    mark = export_split(questions, folder)
    return Evaluation(protocol=PROTOCOL, data=describe(questions) | {"fingerprint": mark}, rows=())


def evaluate_time_to_split(
    corpus: Corpus,
    product: Product,
    plan: Plan,
    *,
    told: Told | None = None,
    progress: Progress | None = None,
    answered: Callable[[int, int | None], None] | None = None,
) -> Evaluation:
    """Measure the product, the baselines and the peers on one corpus.

    Args:
        corpus: items and events.
        product: how to open workspaces of it.
        plan: what is to be measured.
        told: of each method before its turn.
        progress: of embedding the items.
        answered: of the product's lists.
    """
    corpus = _ordered(corpus, plan)
    if plan.is_cold:
        return _cold(corpus, product, plan, told, progress, answered)
    questions = questions_of(corpus, plan)
    # Answers that do not fit are found out before the long work begins.
    peers: list[Method] = [] if plan.peers is None else [*read_peers(questions, plan.peers)]
    with work_folder(plan.keep) as folder:
        bench = make_workbench(product, corpus, folder, progress)
        questions = replace(questions, vectors=bench.vectors)
        ours = OurMethod(bench, progress=answered)
        if plan.is_solo:
            methods: Iterator[Method] = solo_line_up(bench, answered)
        else:
            methods = line_up(bench, questions.split, ours, with_variants=plan.with_variants)
        wanted: Iterator[Method] = (one for one in chain(methods, peers) if _is_wanted(one.name, plan.only))
        if plan.diversities or plan.calibrations:
            points = varieties(plan.diversities, plan.calibrations, RankingSettings().diversity)
            wanted = chain(wanted, (AtVariety(bench, ours, point) for point in points))
        loud = [ProfileWeight(weight=one, cap=one) for one in plan.profile_weights] or [ProfileWeight()]
        wanted = chain(
            wanted,
            (WithProfiles(bench, ours, writer, one, answered) for writer in plan.profiles for one in loud),
        )
        data = {"is_solo": plan.is_solo, "embedding_seconds": bench.seconds}
        evaluation = run(questions, wanted, data, told)
        if plan.is_solo or not plan.checked_lists or evaluation.ours() is None:
            return evaluation
        if told is not None:
            told("the lists of a log that ends there")
        checked = check_as_of(ours, bench, questions.split, questions.requests, plan.checked_lists)
        return replace(evaluation, data={**evaluation.data, "as_of_check": dict(checked)})


def _cold(
    corpus: Corpus,
    product: Product,
    plan: Plan,
    told: Told | None,
    progress: Progress | None,
    answered: Callable[[int, int | None], None] | None,
) -> Evaluation:
    """New people and new items, beside popularity and text alone."""
    split = make_split(corpus, ties=plan.ties, seed=plan.seed)
    cold = cold_requests(split, plan.sample)
    with work_folder(plan.keep) as folder:
        bench = make_workbench(product, corpus, folder, progress)
        methods = cold_line_up(bench, OurMethod(bench, depth=LIST_LENGTH, progress=answered))
        return evaluate_cold(split, cold, (one for one in methods if _is_wanted(one.name, plan.only)), told)


def _is_wanted(name: str, parts: tuple[str, ...]) -> bool:
    return not parts or any(part.casefold() in name.casefold() for part in parts)


@contextmanager
def work_folder(keep: Path | None) -> Iterator[Path]:
    """The folder to work in: `keep`, or one that is thrown away."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
        return
    with TemporaryDirectory(prefix="penchant-evaluation-") as folder:
        yield Path(folder)
