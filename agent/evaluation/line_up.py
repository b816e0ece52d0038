"""Which methods a report of time-to-split has rows for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from penchant.agent.evaluation.alone import Alone
from penchant.agent.evaluation.baselines import Popular, RecentPopular
from penchant.agent.evaluation.methods import Method
from penchant.agent.evaluation.neighbours import Ease, ItemNeighbours
from penchant.agent.evaluation.ours import OurMethod, Workbench
from penchant.agent.evaluation.split import Split
from penchant.agent.evaluation.text_baselines import TextAndRecentPopular, TextOnly
from penchant.agent.ports import Progress
from penchant.agent.times import from_micros

HALF_LIVES = (7.0, 30.0)
"""Days of the recent popularity."""
NEIGHBOUR_HALF_LIFE = 180.0
ALONE_TARGETS = 300
"""Targets of a solo report: each costs a workspace of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """A reduced or frozen form of the product, made by settings alone."""

    name: str
    settings: Callable[[Split], Mapping[str, object]]
    """Overrides of the settings; they may name the cuts."""
    streaming: bool = True
    learns_until: Callable[[Split], int] = lambda split: split.train_until
    """The moment up to which it learns, in microseconds."""


VARIANTS = (
    Variant(
        name="penchant, no interests",
        settings=lambda split: {"ranking": {"without_families": ["interests"]}},
    ),
    Variant(
        name="penchant, no user",
        settings=lambda split: {
            "ranking": {
                "without_families": ["interests", "recent", "together", "context"],
                "interest_leeway": 1.0,
            }
        },
    ),
    Variant(
        name="penchant, frozen at V",
        settings=lambda split: {"ranking": {"statistics_until": from_micros(split.fit_until)}},
        streaming=False,
        learns_until=lambda split: split.fit_until,
    ),
    Variant(
        name="penchant, hand-set weights",
        settings=lambda split: {"ranking": {"learned": False}},
    ),
)


def line_up(bench: Workbench, split: Split, ours: OurMethod, *, with_variants: bool) -> Iterator[Method]:
    """The product first, then its variants, then the baselines; each made when it is its turn."""
    yield ours
    if with_variants:
        for variant in VARIANTS:
            yield OurMethod(
                bench,
                name=variant.name,
                kind="variant",
                streaming=variant.streaming,
                settings=variant.settings,
                learns_until=variant.learns_until,
            )
    yield Popular()
    for days in HALF_LIVES:
        yield RecentPopular(days)
    yield TextOnly(bench.vectors)
    yield TextAndRecentPopular(bench.vectors)
    yield ItemNeighbours()
    yield ItemNeighbours(NEIGHBOUR_HALF_LIFE)
    if Ease.fits(split):
        yield Ease()


def cold_line_up(bench: Workbench, ours: OurMethod) -> Iterator[Method]:
    """For who and what is new: the product beside popularity, and beside text alone."""
    yield ours
    yield Popular()
    for days in HALF_LIVES:
        yield RecentPopular(days)
    yield TextOnly(bench.vectors)


def solo_line_up(bench: Workbench, progress: Progress | None = None) -> Iterator[Method]:
    """A person alone: the product on their log, beside what text alone can do."""
    yield Alone(bench, progress)
    yield TextOnly(bench.vectors)
