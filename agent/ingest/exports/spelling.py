"""Telling a slip of the pen from another name."""

from collections.abc import Collection

_SMALL = frozenset({"the", "a", "an", "and"})
_SHORT_WORD, _LONG_WORD = 5, 9
"""Characters: a shorter word may not differ at all, a long one by two letters."""
_WORDS_A_SLIP = 3
"""A slip needs so many words beside it to be one, or a long word to be in."""


def differs_by_spelling(wanted: str, title: str, words: Collection[str]) -> bool:
    """Whether two folded titles are one but for articles, hyphens, and a few letters.

    What counts as a difference: a number; a plural (`Alien`, `Aliens`); a word that other titles
    have as well (`Toy Story`, `Toy Store`).

    Args:
        wanted: the title that is looked for.
        title: the one that is like it.
        words: all words of the catalogue's titles.
    """
    mine, theirs = _weighty(wanted), _weighty(title)
    if "".join(mine) == "".join(theirs):
        return True
    if len(mine) != len(theirs):
        return False
    pairs = [pair for pair in zip(sorted(mine), sorted(theirs), strict=True) if pair[0] != pair[1]]
    most = len(mine) // _WORDS_A_SLIP
    if not most:
        most = int(all(len(word) >= _LONG_WORD for pair in pairs for word in pair))
    return len(pairs) <= most and all(_is_slip(one, other, words) for one, other in pairs)


def _weighty(title: str) -> list[str]:
    return [word for word in title.split() if word not in _SMALL]


def _is_slip(written: str, meant: str, words: Collection[str]) -> bool:
    from rapidfuzz.distance import OSA

    length = min(len(written), len(meant))
    if length < _SHORT_WORD or not (written + meant).isalpha() or written in words:
        return False
    if {written + "s", written + "es"} & {meant} or {meant + "s", meant + "es"} & {written}:
        return False
    return OSA.distance(written, meant) <= (2 if length >= _LONG_WORD else 1)
