"""From what a person calls a thing to the thing: items by id or title, events by id."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.errors import UnknownItem
from penchant.agent.ingest.clean import clean_text
from penchant.agent.ingest.titles import lift
from penchant.agent.times import from_micros
from penchant.agent.types import Evidence, Recommendation, StoredEvent

if TYPE_CHECKING:
    from penchant.agent.ports import Catalogue, EventLog
    from penchant.agent.runtime import Penchant

NEAREST_LIMIT = 100_000
"""A larger catalogue is not compared title by title for a hint: that would take seconds."""
NEAREST_SHOWN = 3
SLIPS_SHOWN = 2
NEAR_AS_A_WHOLE = 0.7
"""One minus the edits a character, from which a title is offered for another."""
NEAR_IN_PART = 75.0
"""rapidfuzz's weighted ratio, 0 to 100, from which it is offered too."""


def folded(title: str) -> str:
    """The title as it is compared: NFKC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def resolve_item(
    catalogue: "Catalogue",
    item: str,
    *,
    among: Sequence[Recommendation] = (),
    log: "EventLog | None" = None,
) -> str:
    """The id of the item that is called `item`: by id first, then by its title.

    `among` is looked through first, so that a title that several items share means the one in the
    list that is talked about. A title also counts without its year, platform and edition. With `log`,
    of namesakes the only one that anybody has had to do with is meant: whoever adds an item under the
    name of another does not come between people and that one.

    Raises:
        UnknownItem: nothing is called so, or several items are.
    """
    if any(one.item_id == item for one in among) or catalogue.known([item]):
        return item
    listed = {one.item_id for one in among if folded(one.title) == folded(item)}
    if len(listed) == 1:
        return listed.pop()
    return _by_title(catalogue, item, log)


def _by_title(catalogue: "Catalogue", title: str, log: "EventLog | None") -> str:
    wanted = folded(title)
    exact: list[str] = []
    bare: list[str] = []
    titles: dict[str, str] = {}
    for _, item in catalogue.changed_after(0):
        without_year = folded(item.topic_text or item.title)
        titles[item.title] = without_year
        if folded(item.title) == wanted:
            exact.append(item.item_id)
        elif without_year == wanted:
            bare.append(item.item_id)
    found = exact or bare
    if len(found) == 1:
        return found[0]
    if found:
        met = list(log.counts_of(found)) if log is not None else []
        if len(met) == 1:
            return met[0]
        raise UnknownItem(f"{len(found)} items are called {title!r}", f"use an id: {_some(found)}")
    # The titles are without their years: a year in what was asked for would hide a slip of the pen.
    name = folded(lift(clean_text(title))[0])
    raise UnknownItem(f"No item has the id or title {title!r}", _nearest({wanted, name}, titles))


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NEAREST_SHOWN]) + (", ..." if len(ids) > NEAREST_SHOWN else "")


def _nearest(spellings: Collection[str], titles: Mapping[str, str]) -> str:
    if not titles:
        return "the catalogue is empty: penchant import items FILE"
    if len(titles) > NEAREST_LIMIT:
        return "look it up with its id, or write the title in full"
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    # A slip of the pen leaves a title near as a whole; else some words of a longer one are meant.
    slips: list[tuple[str, float, str]] = []
    parts: list[tuple[str, float, str]] = []
    for wanted in sorted(spellings, key=len):
        slips += process.extract(
            wanted, titles, scorer=OSA.normalized_similarity, limit=SLIPS_SHOWN, score_cutoff=NEAR_AS_A_WHOLE
        )
        parts += process.extract(
            wanted, titles, scorer=fuzz.WRatio, limit=NEAREST_SHOWN, score_cutoff=NEAR_IN_PART
        )
    close = list(dict.fromkeys(title for _, _, title in (*slips, *parts)))[:NEAREST_SHOWN]
    if not close:
        return "use the item's id or full title"
    return f"did you mean {' or '.join(map(repr, close))}?"


def evidence_of(penchant: "Penchant", event_ids: Iterable[str]) -> dict[str, Evidence]:
    """What a reader needs to recognise these events, those that the log holds."""
    events = penchant.stores.log.get(list(dict.fromkeys(event_ids)))
    item_ids = {event.item_id for event in events.values() if event.item_id is not None}
    items = penchant.stores.catalogue.get(item_ids)
    titles = {item_id: item.title for item_id, item in items.items()}
    return {event_id: _evidence(event, titles) for event_id, event in events.items()}


def _evidence(event: StoredEvent, titles: dict[str, str]) -> Evidence:
    named = titles.get(event.item_id, event.item_id) if event.item_id else None
    return Evidence(
        event_id=event.event_id,
        kind=event.kind,
        at=from_micros(event.at),
        item_id=event.item_id,
        title=named or event.text or event.kind,
    )
