"""What a text may say: the titles, names, numbers, dates and movements that were computed."""

from dataclasses import dataclass
from datetime import date

from penchant.agent.types import EventKind, InterestStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is true of one thing that has a label, so that it is said of nothing else."""

    label: str
    """Terms joined by commas; each of them alone may stand for it too."""
    percents: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    state: InterestStatus | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Everything that a text may name."""

    about: tuple[About, ...] = ()
    titles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """People, places, and phrases that may be taken over as they are."""
    numbers: tuple[float, ...] = ()
    """Counts, and years that belong to no day."""
    percents: tuple[int, ...] = ()
    """Shares of no labelled thing."""
    dates: tuple[date, ...] = ()
    actions: tuple[EventKind, ...] = ()
    """What the reader did; a text may say of nothing else that they did it."""
    disliked: tuple[str, ...] = ()
    """Labels and titles that the reader turned away from: only of these may a text deny."""

    def all_percents(self) -> frozenset[int]:
        """Every share, whatever it is of."""
        return frozenset(self.percents).union(*(one.percents for one in self.about))

    def all_dates(self) -> frozenset[date]:
        """Every day, whatever it belongs to."""
        return frozenset(self.dates).union(*(one.dates for one in self.about))


def terms(label: str) -> list[str]:
    """The parts of a label."""
    return [part.strip() for part in label.split(",") if part.strip()]


def spoken(label: str) -> str:
    """A label as it stands in a sentence: "baking, bread" is "baking and bread"."""
    *head, last = terms(label) or [label]
    return f"{', '.join(head)} and {last}" if head else last
