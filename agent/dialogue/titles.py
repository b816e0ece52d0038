"""From the words of a sentence to the item they mean."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Literal, Protocol

from penchant.agent.dialogue.conditions.fields import CatalogueFields
from penchant.agent.dialogue.state import Listed
from penchant.agent.dialogue.title_keys import LEVELS, Level, keys_of, title_key, without_article, year_of
from penchant.agent.dialogue.words import folded
from penchant.agent.ports import Catalogue, EventLog
from penchant.agent.types import Item

Certainty = Literal["exact", "close", "unsure", "none"]
"""The words are its name; nearly so; they may mean each of several; or nothing is called like it."""

_CLOSE_ENOUGH = 86.0
"""rapidfuzz's ratio, 0 to 100, from which a title counts as misspelt."""
_CLOSE_WHEN_SHORT = 90.0
_SHORT = 6
_CLOSE_IN_LIST = 80.0
_MARGIN = 4.0
"""How much nearer than the next title it must be."""
_NEAR = 68.0
"""From here on a title is offered when nothing is close enough."""
_PART = 4
"""Characters from which words may be a part of a title, and by which they may be longer than it."""
_MOST_OFFERED = 3
_FAMOUS = 5
_FAR_MORE = 5
"""Events, and times as many as the next, from which one of several namesakes is meant."""
_YEAR_BEHIND = re.compile(
    r"^(?P<name>.+?),? \(?(?:from |of |the )?(?P<year>(?:18|19|20)\d\d)\)?(?: (?:one|version|film|movie))?$"
)
_THING = re.compile(
    r"^(?:the )?(?:movie|film|game|book|novel|song|album|show|series|track|recipe|podcast"
    r"|电影|影片|片子|书|歌曲?|游戏) (?:called |named )?(?=\S)"
    r"| (?:the )?(?:movie|film|game|book|novel|song|album|show|tv series|soundtrack|box ?set"
    r"|boxset|dvd|blu ?ray|trilogy"
    r"|collection|again|too|as well|already|one|a lot|very much|so much|really|once|twice"
    r"|though|to bits|for (?:the )?\w+ (?:time|year)"
    r"|(?:with|at|in|on) (?:my|the|a|an|some|our|netflix|blu ray|vinyl|disc"
    r"|video|cd|tv|friends|dvd|repeat|audible"
    r"|kindle|spotify|steam)\b.*)$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """An item as it is called in a tool's arguments and in replies."""

    item_id: str
    title: str
    is_unique: bool = True
    """False when other items have the same title, so that only the id tells them apart."""

    @property
    def argument(self) -> str:
        """What a tool is given: the title, or the id where the title would be unclear."""
        return self.title if self.is_unique else self.item_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """What some words may mean, best first."""

    certainty: Certainty
    titles: tuple[Title, ...] = ()
    """One for `exact` and `close`; those that it may be for `unsure`; those that are near for `none`."""


class TitleFinder(Protocol):
    """Finds the item that words mean."""

    def find(self, words: str, among: Sequence[Listed] = ()) -> Meant:
        """The item called `words`; those in the list that is talked about come first."""
        ...

    def is_topic(self, words: str) -> bool:
        """Whether `words` are what items are about rather than what one is called."""
        ...

    def kinds(self) -> frozenset[str]:
        """The kinds of item that the catalogue has."""
        ...

    def named(self, words: str) -> tuple[str, ...]:
        """Ids of the items that are called exactly `words`, in one of their names."""
        ...

    def fields(self) -> CatalogueFields:
        """What items say of themselves."""
        ...

    def translated(self, title: str, language: str) -> str | None:
        """What the item of a title is called in a language; None where the catalogue does not say."""
        ...


class CatalogueTitles:
    """`TitleFinder` over the titles of a catalogue, read once and then kept up to date.

    Of several items with one name, the one that is met far more often in the log is meant.
    """

    def __init__(self, catalogue: Catalogue, log: EventLog | None = None) -> None:
        self._catalogue = catalogue
        self._log = log
        self._met: Counter[str] = Counter()
        self._met_until = 0
        self._generation = ""
        self._revision = 0
        self._lock = Lock()
        self._items: dict[str, Item] = {}
        self._tags: set[str] = set()
        self._kinds: set[str] = set()
        self._fields: CatalogueFields | None = None
        self._keys: dict[Level, dict[str, dict[str, None]]] = {one: defaultdict(dict) for one in LEVELS}

    def find(self, words: str, among: Sequence[Listed] = ()) -> Meant:
        """The item called `words`: exactly in the list, then in the catalogue, then nearly in each."""
        with self._lock:
            self._catch_up()
            asked = [title_key(words)[:300]]
            asked += [shorter for shorter in _shorter(asked[0]) if shorter not in asked]
            listed = [one.item_id for one in among if one.item_id in self._items]
            for wanted in asked:
                found = self._named(wanted, listed)
                if found:
                    return self._meant(found)
            return self._nearly(asked, listed)

    def is_topic(self, words: str) -> bool:
        """Whether `words` are a tag of the catalogue, in the singular or the plural."""
        with self._lock:
            self._catch_up()
            return not self._tags.isdisjoint(_singulars(folded(words)))

    def kinds(self) -> frozenset[str]:
        """The kinds of item that the catalogue has."""
        with self._lock:
            self._catch_up()
            return frozenset(self._kinds)

    def named(self, words: str) -> tuple[str, ...]:
        """Ids of the items that are called exactly `words`, in one of their names."""
        with self._lock:
            self._catch_up()
            return tuple(self._named(title_key(words)[:300], ()))

    def fields(self) -> CatalogueFields:
        """What items say of themselves, read when it is first asked for."""
        with self._lock:
            self._catch_up()
            if self._fields is None:
                self._fields = CatalogueFields(self._items.values())
            return self._fields

    def translated(self, title: str, language: str) -> str | None:
        """What the item of a title is called in a language, by its attribute `title_<language>`."""
        with self._lock:
            self._catch_up()
            found = self._keys["title"].get(title_key(title), ())
            names = (self._items[one].attributes.get(f"title_{language}") for one in found)
            return next((name for name in names if isinstance(name, str) and name), None)

    def _catch_up(self) -> None:
        if self._catalogue.revision() == self._revision:
            return
        self._fields = None
        for revision, item in self._catalogue.changed_after(self._revision):
            self._forget(item.item_id)
            self._items[item.item_id] = item
            self._kinds.update([item.kind] if item.kind else [])
            self._tags.update(one for tag in item.tags for one in _singulars(folded(tag)))
            for level, key in keys_of(item):
                if key:
                    self._keys[level][key][item.item_id] = None
            self._revision = revision

    def _forget(self, item_id: str) -> None:
        known = self._items.pop(item_id, None)
        if known is not None:
            for level, key in keys_of(known):
                self._keys[level].get(key, {}).pop(item_id, None)

    def _named(self, wanted: str, listed: Sequence[str]) -> list[str]:
        if not wanted:
            return []
        dated = _YEAR_BEHIND.match(wanted)
        for level in LEVELS:
            found = list(self._keys[level].get(_as_asked(wanted, level), ()))
            if not found and dated is not None:
                of_name = self._keys[level].get(_as_asked(dated["name"], level), ())
                found = [one for one in of_name if year_of(self._items[one]) == int(dated["year"])]
            if found:
                # Of namesakes in one list the first is meant, unless others are better known.
                return self._by_fame([one for one in listed if one in found])[:1] or found
        return []

    def _meant(self, found: Sequence[str]) -> Meant:
        if len(found) == 1:
            return Meant(certainty="exact", titles=(self._title(found[0]),))
        found = self._by_fame(found)
        first, second = self._met[found[0]], self._met[found[1]]
        # One that nobody has ever met does not come between people and its namesake.
        if (first and not second) or (first >= _FAMOUS and first >= _FAR_MORE * second):
            return Meant(certainty="exact", titles=(self._title(found[0]),))
        return Meant(certainty="unsure", titles=tuple(map(self._title, found[:_MOST_OFFERED])))

    def _by_fame(self, found: Sequence[str]) -> list[str]:
        if self._log is not None:
            self._count(self._log)
        return sorted(found, key=lambda one: -self._met[one])

    def _count(self, log: EventLog) -> None:
        generation = log.generation()
        if generation != self._generation:
            # The first time, or events were erased: what they counted for is counted anew.
            self._generation, self._met, self._met_until = generation, Counter(), 0
        if log.last_seq() > self._met_until:
            columns = log.columns_after(self._met_until)
            self._met.update(columns.item_ids)
            self._met_until = columns.last_seq

    def _nearly(self, asked: Sequence[str], listed: Sequence[str]) -> Meant:
        in_list = self._closest_listed(asked, listed)
        if in_list is not None:
            return Meant(certainty="close", titles=(self._title(in_list),))
        from rapidfuzz import fuzz, process

        near: dict[str, float] = {}
        levels = [self._keys[level] for level in ("name", "bare", "other")]
        names = {name for keys in levels for name in keys}
        for wanted in asked:
            for name, score, _ in process.extract(
                wanted, names, scorer=fuzz.ratio, limit=8, score_cutoff=_NEAR
            ):
                for item_id in {one for keys in levels for one in keys.get(name, ())}:
                    near[item_id] = max(near.get(item_id, 0.0), score)
        ranked = sorted(near, key=lambda one: -near[one])[:_MOST_OFFERED]
        if not ranked:
            return Meant(certainty="none")
        enough = _CLOSE_WHEN_SHORT if len(asked[-1]) < _SHORT else _CLOSE_ENOUGH
        rival = near[ranked[1]] if len(ranked) > 1 else 0.0
        if near[ranked[0]] >= enough and near[ranked[0]] - rival >= _MARGIN:
            return Meant(certainty="close", titles=(self._title(ranked[0]),))
        certainty: Certainty = "unsure" if near[ranked[0]] >= enough else "none"
        return Meant(certainty=certainty, titles=tuple(map(self._title, ranked)))

    def _closest_listed(self, asked: Sequence[str], listed: Sequence[str]) -> str | None:
        from rapidfuzz import fuzz

        scores = {
            item_id: max(
                # A part of a title is enough, but more words than it has say something else.
                fuzz.token_set_ratio(wanted, name)
                if _PART <= len(wanted) <= len(name) + _PART
                else fuzz.ratio(wanted, name)
                for wanted in asked
                for level, name in keys_of(self._items[item_id])
                if level != "title"
            )
            for item_id in listed
        }
        ranked = sorted(scores, key=lambda one: -scores[one])
        if not ranked or scores[ranked[0]] < _CLOSE_IN_LIST:
            return None
        is_clear = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _MARGIN
        return ranked[0] if is_clear else None

    def _title(self, item_id: str) -> Title:
        title = self._items[item_id].title
        return Title(item_id=item_id, title=title, is_unique=len(self._keys["title"][title_key(title)]) == 1)


def _as_asked(wanted: str, level: Level) -> str:
    return without_article(wanted) if level == "bare" else wanted


def _shorter(wanted: str) -> Iterator[str]:
    """The words without what only says that a title is one: "the movie Heat", "the Matrix box set"."""
    for _ in range(3):
        shorter = _THING.sub("", wanted, count=1).strip()
        if not shorter or shorter == wanted:
            return
        wanted = shorter
        yield wanted


def _singulars(words: str) -> set[str]:
    """The words, and what they may be the plural of."""
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    return {words} | {words.removesuffix(end) + new for end, new in endings if words.endswith(end)}
