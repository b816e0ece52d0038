"""What a "why" rests on: the events behind each statement, and how the score adds up."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from penchant.tools.explained import WhyResult
from penchant.tools.results import EvidenceOut
from penchant.tui.widgets.gauge import gauge
from penchant.tui.widgets.plain import line

SHARED_CREDIT = "shared_credit"
EVENTS_SHOWN = 4
PARTS_SHOWN = 6
BAR = 20
NAME = 12


class WhyEvidence(Vertical):
    """The events and the parts of the score, below the words that explain them."""

    def __init__(self, result: WhyResult) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """The title and its place, the events, the parts."""
        result = self._result
        place = f"  #{result.rank}" if result.listed and result.rank is not None else "  not in the list"
        yield Static(Content.assemble((line(result.title), "bold"), (place, "$muted")), classes="title")
        if result.evidence:
            yield Static(Content("\n").join(_events(result.evidence)), classes="events")
        if result.parts:
            yield Static(Content("\n").join(_parts(result)), classes="parts")
            # Where parts are read, it is said how they are to be read.
            for note in result.notes:
                if note.code == SHARED_CREDIT:
                    yield Static(Content.assemble((line(note.text), "$muted")))


def _events(evidence: list[EvidenceOut]) -> Iterator[Content]:
    for one in evidence[:EVENTS_SHOWN]:
        yield Content.assemble(
            (f"{one.at:%d %b %Y}  {one.kind:<9} ", "$muted"),
            line(one.title),
        )
    if len(evidence) > EVENTS_SHOWN:
        yield Content.assemble((f"and {len(evidence) - EVENTS_SHOWN} more", "$muted"))


def _parts(result: WhyResult) -> Iterator[Content]:
    parts = sorted(result.parts.items(), key=lambda part: -abs(part[1]))
    shown = [(name, value) for name, value in parts if round(value, 2)][:PARTS_SHOWN]
    largest = max((abs(value) for _, value in shown), default=1.0)
    for name, value in shown:
        style = "$success" if value > 0 else "$error"
        yield Content.assemble(
            (f"{line(name.replace('_', ' ')):<{NAME}} ", "$muted"),
            f"{value:+.2f}  ",
            (gauge(abs(value) / largest, BAR)[0], style),
        )
    if result.score is not None:
        yield Content.assemble((f"{'score':<{NAME}} ", "$muted"), (f"{result.score:+.2f}", "bold"))
