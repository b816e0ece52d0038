"""Finding in the catalogue what an export names; what is not plainly the same is not found.

Three steps, each looking only at items of the same kind: the same words; the same words but for
articles and spaces; the same words but for a slip of the pen. The last two need the year or the creator to
agree. Where two items answer equally well, neither is taken.
"""

from collections.abc import Callable, Iterable, Sequence

from penchant.agent.ingest.exports.names import creator_words, fold_title, is_same_creator, loose_title
from penchant.agent.ingest.exports.records import Thing
from penchant.agent.ingest.exports.spelling import differs_by_spelling
from penchant.agent.ingest.exports.title_index import UNKNOWN_FAMILY, Listed, TitleIndex
from penchant.agent.types import Item

_SAME_WORK = frozenset({"book", "music"})
"""A title by the same creator is the same work here, whatever the edition's year: films are remade."""
_NEEDS_CREATOR = frozenset({"music"})
"""Thousands of songs share their titles."""
_LIKENESS = 88.0
_LIKENESS_ALONE = 95.0
_MARGIN = 4.0
_LIKEST = 20
_LONG_ENOUGH = 15
"""Characters; a shorter title that differs is another title, unless something else agrees."""


class TitleMatcher:
    """Matches things of an export to items, for one state of the catalogue."""

    def __init__(
        self,
        items: Iterable[Item],
        families: Iterable[str],
        is_own: Callable[[str], bool] = lambda item_id: False,
    ) -> None:
        self._index = TitleIndex(items, families, is_own)

    def match(self, thing: Thing) -> str | None:
        """The id of the item that is this thing; None where there is none, or more than one.

        An album stands for a track that the catalogue does not have by itself.
        """
        found = self._match(_Wanted(thing, thing.title))
        if found is None and thing.part_of:
            found = self._match(_Wanted(thing, thing.part_of))
        return found

    def _match(self, wanted: "_Wanted") -> str | None:
        exact = wanted.possible(self._index.by_title.get((wanted.family, wanted.title), ()))
        if exact:
            return _one(wanted, exact)
        exact = wanted.confirmed(self._index.by_title.get((UNKNOWN_FAMILY, wanted.title), ()))
        if not exact:
            loose = self._index.by_loose.get((wanted.family, loose_title(wanted.title)), ())
            exact = wanted.confirmed(loose)
        if not exact and wanted.family == "book":
            exact = self._by_main_title(wanted)
        return _one(wanted, exact) if exact else self._near(wanted)

    def _by_main_title(self, wanted: "_Wanted") -> list[Listed]:
        """Books of the author that are called so up to the colon: libraries add subtitles freely."""
        if not wanted.main_title:
            return []
        found = self._index.by_title.get((wanted.family, wanted.main_title), ())
        return [entry for entry in wanted.confirmed(found) if wanted.is_same_creator(entry)]

    def _near(self, wanted: "_Wanted") -> str | None:
        from rapidfuzz import fuzz, process

        entries, least = self._neighbours(wanted)
        titles = [entry.sorted_title for entry in entries]
        # On words sorted beforehand the plain ratio is the token sort ratio, at a third of its price.
        found = process.extract(
            wanted.sorted_title, titles, scorer=fuzz.ratio, score_cutoff=least - _MARGIN, limit=_LIKEST
        )
        alike = [(score, entries[at]) for _, score, at in found]
        fits = wanted.possible if wanted.is_bare else wanted.confirmed
        best = [(score, entry) for score, entry in alike if fits([entry])]
        if not best or best[0][0] < least:
            return None
        first = best[0][1]
        if any(entry.item_id != first.item_id and score > best[0][0] - _MARGIN for score, entry in best[1:]):
            return None
        words = self._index.words[wanted.family]
        return first.item_id if differs_by_spelling(wanted.title, first.title, words) else None

    def _neighbours(self, wanted: "_Wanted") -> tuple[list[Listed], float]:
        """Items whose year or creator agrees; of items that nothing is known of, those as long."""
        index, family = self._index, wanted.family
        if wanted.is_bare:
            size = len(wanted.title)
            if size < _LONG_ENOUGH:
                return [], _LIKENESS_ALONE
            reach = range(size - size // 20 - 1, size + size // 20 + 2)
            near = [entry for length in reach for entry in index.by_length.get((family, length), ())]
            return near, _LIKENESS_ALONE
        years = () if wanted.year is None else range(wanted.year - 1, wanted.year + 2)
        found = [entry for year in years for entry in index.by_year.get((family, year), ())]
        found += [entry for word in wanted.creators for entry in index.by_creator.get((family, word), ())]
        return found, _LIKENESS


class _Wanted:
    """A thing, folded, with what it may and may not be."""

    def __init__(self, thing: Thing, title: str) -> None:
        self.family = thing.kind
        self.title = fold_title(title)
        self.sorted_title = " ".join(sorted(self.title.split()))
        main, colon, _ = title.partition(":")
        self.main_title = fold_title(main) if colon and main.strip() else ""
        self.year = thing.year
        self.creators = creator_words(thing.creator or "")
        self.is_bare = self.year is None and not self.creators

    def is_same_creator(self, entry: Listed) -> bool:
        return bool(self.creators and entry.creators) and is_same_creator(self.creators, entry.creators)

    def years_apart(self, entry: Listed) -> int | None:
        return None if self.year is None or entry.year is None else abs(self.year - entry.year)

    def possible(self, entries: Iterable[Listed]) -> list[Listed]:
        """Those that nothing speaks against."""
        return [entry for entry in entries if self._is_possible(entry)]

    def confirmed(self, entries: Iterable[Listed]) -> list[Listed]:
        """Those that the year or the creator speaks for, and nothing against."""
        return [entry for entry in self.possible(entries) if self._is_confirmed(entry)]

    def _is_possible(self, entry: Listed) -> bool:
        is_same = self.is_same_creator(entry)
        if not is_same and (self.family in _NEEDS_CREATOR or (self.creators and entry.creators)):
            return False
        apart = self.years_apart(entry)
        return apart is None or apart <= 1 or (is_same and self.family in _SAME_WORK)

    def _is_confirmed(self, entry: Listed) -> bool:
        return self.years_apart(entry) in (0, 1) or self.is_same_creator(entry)


def _one(wanted: _Wanted, entries: Sequence[Listed]) -> str | None:
    """The one item that fits best: of the very year, of a real catalogue, for a PC."""
    best = min(map(_distance(wanted), entries))
    entries = [entry for entry in entries if _distance(wanted)(entry) == best]
    for is_better in (_is_of_catalogue, _is_for_pc):
        entries = [entry for entry in entries if is_better(entry)] or entries
    ids = {entry.item_id for entry in entries}
    return ids.pop() if len(ids) == 1 else None


def _distance(wanted: _Wanted) -> Callable[[Listed], int]:
    def distance(entry: Listed) -> int:
        apart = wanted.years_apart(entry)
        return 2 if apart is None else min(apart, 2)

    return distance


def _is_of_catalogue(entry: Listed) -> bool:
    return not entry.is_own


def _is_for_pc(entry: Listed) -> bool:
    return entry.is_for_pc
