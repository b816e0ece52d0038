"""The catalogue's items by the names they may be found under, apart for films, books, music and games."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from penchant.agent.ingest.exports.names import creator_words, fold_title, loose_title
from penchant.agent.types import AttributeValue, Item

UNKNOWN_FAMILY = ""
_WORDS = {
    "film": "film films movie movies video videos dvd",
    "show": "show shows series tv tv_show tv_series",
    "book": "book books ebook e-book audiobook novel novels",
    "music": "music song songs track tracks album albums single",
    "game": "game games video_game video_games videogame videogames",
    "podcast": "podcast podcasts",
}
_FAMILIES = {word.replace("_", " "): family for family, words in _WORDS.items() for word in words.split()}
_CREATORS = ("creator", "author", "authors", "artist", "artists", "director", "developer")
_YEARS = ("year", "original_publication_year", "release_year")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One item under one of its names."""

    item_id: str
    title: str
    """Folded."""
    sorted_title: str
    """Its words in order of the alphabet."""
    year: int | None
    creators: frozenset[str]
    is_own: bool
    """Whether an export brought it, and no catalogue."""
    is_for_pc: bool


class TitleIndex:
    """Items of the families that are asked for; `of` each family, by exact title, year, creator, length."""

    def __init__(self, items: Iterable[Item], families: Iterable[str], is_own: Callable[[str], bool]) -> None:
        wanted = {UNKNOWN_FAMILY, *families}
        self.by_title: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self.by_loose: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self.by_year: dict[tuple[str, int], list[Listed]] = defaultdict(list)
        self.by_creator: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self.by_length: dict[tuple[str, int], list[Listed]] = defaultdict(list)
        self.words: dict[str, set[str]] = defaultdict(set)
        """The words of a family's titles: what is among them is no slip of the pen."""
        for item in items:
            family = family_of(item)
            if family in wanted:
                self._add(family, item, is_own(item.item_id))

    def _add(self, family: str, item: Item, is_own: bool) -> None:
        creator = _first_text(item.attributes, _CREATORS)
        year = next((value for name in _YEARS if (value := item.attributes.get(name)) is not None), None)
        for title in _titles(item, creator):
            entry = Listed(
                item_id=item.item_id,
                title=title,
                sorted_title=" ".join(sorted(title.split())),
                year=year if isinstance(year, int) else None,
                creators=creator_words(creator),
                is_own=is_own,
                is_for_pc=_is_for_pc(item.attributes.get("platform")),
            )
            self._list(family, entry)

    def _list(self, family: str, entry: Listed) -> None:
        self.by_title[family, entry.title].append(entry)
        self.by_loose[family, loose_title(entry.title)].append(entry)
        self.by_length[family, len(entry.title)].append(entry)
        if entry.year is not None:
            self.by_year[family, entry.year].append(entry)
        for word in entry.creators:
            self.by_creator[family, word].append(entry)
        self.words[family].update(entry.title.split())


def family_of(item: Item) -> str | None:
    """The family of an item's kind: empty for one without a kind, None for a recipe or a lamp."""
    if not item.kind:
        # Only what games run on is lifted out of titles as a platform.
        return "game" if "platform" in item.attributes else UNKNOWN_FAMILY
    return _FAMILIES.get(item.kind.casefold())


def _titles(item: Item, creator: str) -> tuple[str, ...]:
    """The folded title, and for music also without the artist in front of it."""
    title = fold_title(item.topic_text or item.title)
    artist = fold_title(creator) if creator else ""
    if artist and title.startswith(f"{artist} "):
        return (title, title.removeprefix(f"{artist} "))
    return (title,)


def _first_text(attributes: Mapping[str, AttributeValue], names: Iterable[str]) -> str:
    value = next((attributes[name] for name in names if attributes.get(name)), "")
    if isinstance(value, str):
        return value
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else ""


def _is_for_pc(platform: AttributeValue | None) -> bool:
    platforms = platform if isinstance(platform, list | tuple) else (platform,)
    return any(str(one).casefold() in ("pc", "windows", "steam") for one in platforms)
