"""Which known things a sentence names, and what is left of it without them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from penchant.agent.explain.facts import Facts, spoken, terms
from penchant.agent.explain.quantities import WORDS
from penchant.agent.explain.sentences import BLANK, CJK, folded, plain

_YEAR_AT_END = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_WORDS = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_LONGEST = 14
"""Words of the longest title that is looked for."""
_LOOSE = " \t()[]\"'.-"
_PAUSES = ",;:"
_OPENING = frozenset("\"'(《「『<")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One known thing, where it is named."""

    start: int
    end: int
    kind: Literal["label", "title", "name"]
    about: tuple[int, ...] = ()
    """Places in `Facts.about` of what a label may mean."""
    is_disliked: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    pattern: str
    kind: Literal["label", "title", "name"]
    about: tuple[int, ...] = ()
    is_disliked: bool = False

    def mention(self, start: int, end: int) -> Mention:
        return Mention(start=start, end=end, kind=self.kind, about=self.about, is_disliked=self.is_disliked)


class Vocabulary:
    """The words of some facts, ready to be found in sentences."""

    def __init__(self, facts: Facts) -> None:
        disliked = {folded(name) for name in facts.disliked}
        # The longest first: "science fiction" is not "fiction".
        self._entries = sorted(_entries(facts, disliked), key=lambda entry: -len(entry.text))
        self.words = {word for one in facts.about for word in _WORDS.findall(folded(one.label))}
        """Single words of labels; they may be written with a capital."""

    def mentions(self, sentence: str) -> tuple[list[Mention], str]:
        """What a sentence names, in order, and the sentence with that blanked out."""
        rest, found = plain(sentence), []
        for entry in self._entries:
            for match in re.finditer(entry.pattern, rest):
                found.append(entry.mention(match.start(), match.end()))
                rest = rest[: match.start()] + BLANK * len(match[0]) + rest[match.end() :]
        return sorted(found, key=lambda one: one.start), rest


class TitleIndex:
    """A catalogue's titles, to find those that a sentence names without being allowed to."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles: set[str] = set()
        self._east_asian: set[str] = set()
        for title in titles:
            for form in forms(title):
                self._titles.add(_joined(folded(form)))
                if CJK.search(form) and len(form) > 1:
                    self._east_asian.add(folded(form))
        self._titles.discard("")

    def __contains__(self, name: str) -> bool:
        return _joined(folded(name)) in self._titles

    def first_in(self, sentence: str) -> str | None:
        """The first title that a sentence names; None when there is none.

        A lone word counts when it is written as a name, since "up" and "heat" are titles too.
        """
        text = plain(sentence)
        named = next(self._named(text, list(_WORDS.finditer(text))), None)
        if named is not None:
            return text[named.start : named.stop]
        lowered = folded(text)
        return next((title for title in self._east_asian if title in lowered), None)

    def wider_than(self, sentence: str, known: Collection[slice]) -> str | None:
        """The first title of which a known one is only a part: "Toy Story 2", where "Toy Story" is known.

        Args:
            sentence: as it was written, nothing blanked out.
            known: where the known titles stand in it.
        """
        text = plain(sentence)
        words = list(_WORDS.finditer(text))
        for named in self._named(text, words):
            for one in known:
                is_wider = named.start <= one.start and one.stop <= named.stop
                around = text[named.start : one.start] + text[one.stop : named.stop]
                if is_wider and around.strip(_LOOSE) and not set(around) & set(_PAUSES):
                    return text[named.start : named.stop]
        return None

    def _named(self, text: str, words: "list[re.Match[str]]") -> Iterator[slice]:
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST), start, -1):
                place = slice(words[start].start(), words[end - 1].end())
                if _joined(folded(text[place])) in self._titles and _is_written_as_name(
                    text, words[start:end], is_first=not start
                ):
                    yield place


def index_of(titles: "TitleIndex | Collection[str]") -> TitleIndex:
    """The index as given, or made of titles."""
    return titles if isinstance(titles, TitleIndex) else TitleIndex(titles)


def forms(title: str) -> list[str]:
    """The title, and the title without the year or edition in brackets at its end."""
    bare = _YEAR_AT_END.sub("", title)
    return [title, bare] if bare and bare != title else [title]


def _joined(text: str) -> str:
    return " ".join(_WORDS.findall(text))


def _is_written_as_name(text: str, words: "list[re.Match[str]]", *, is_first: bool) -> bool:
    if len(words) > 2 or CJK.search(words[0][0]):
        return True
    before = text[words[0].start() - 1] if words[0].start() else ""
    if before in _OPENING:
        return True
    if len(words) == 1:
        return words[0][0][0].isupper() and not is_first
    # A sentence begins with a capital whatever it says.
    return any(word[0][0].isupper() for word in (words[1:] if is_first else words))


def _entries(facts: Facts, disliked: set[str]) -> Iterator[_Entry]:
    labels = _labels(facts)
    for title in facts.titles:
        for form in forms(title):
            yield _Entry(form, _title_pattern(form), "title", is_disliked=folded(title) in disliked)
    for name in facts.names:
        yield _Entry(name, _pattern(name), "name")
    for label, about in labels.items():
        yield _Entry(label, _pattern(label), "label", about, is_disliked=label in disliked)
    known = {*map(folded, facts.titles), *labels}
    for name in facts.disliked:
        if folded(name) not in known:
            yield _Entry(name, _pattern(name), "label", is_disliked=True)


def _labels(facts: Facts) -> dict[str, tuple[int, ...]]:
    """Every way to say a label -> the things it may mean."""
    meant: dict[str, tuple[int, ...]] = {}
    for place, one in enumerate(facts.about):
        parts = terms(one.label)
        for said in {one.label, spoken(one.label), " & ".join(parts), *parts}:
            key = folded(said)
            meant[key] = (*meant.get(key, ()), place)
    return meant


def _pattern(text: str) -> str:
    spaced = r"\s+".join(map(re.escape, plain(text).split()))
    if CJK.search(text):
        return f"(?i:{spaced})"
    return rf"(?i:(?<![\w{BLANK}]){spaced}(?![\w{BLANK}]))"


def _title_pattern(title: str) -> str:
    """A title that is a plain word or a number counts only where it is written as a title."""
    words = title.split()
    if len(words) > 1 or CJK.search(title):
        return _pattern(title)
    exact = re.escape(plain(title))
    if title.isdecimal() or title.lower() in WORDS:
        # "Since 1984 you ..." and "seven films" are a date and a count.
        return rf"(?<=[\"'《]){exact}(?=[\"'》])|(?<=like ){exact}(?=[.,;!?)]|$)"
    return rf"(?<![\w{BLANK}]){exact}(?![\w{BLANK}])"
