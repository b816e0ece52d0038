"""Which kinds of item a sentence asks for: what is read is a book, what is listened to is music."""

import re
from collections.abc import Collection, Mapping

_KINDS: Mapping[str, tuple[str, ...]] = {
    "films": ("film", "movie", "show", "series", "tv", "video", "anime"),
    "books": ("book", "novel", "comic", "ebook"),
    "sounds": ("music", "song", "track", "album", "podcast", "audiobook"),
    "music": ("music", "song", "track", "album"),
    "podcasts": ("podcast",),
    "games": ("game", "videogame", "video game", "board game"),
    "food": ("recipe", "dish", "meal"),
    "groceries": ("grocery", "groceries"),
    "courses": ("course", "lesson", "class"),
    "goods": ("goods", "product", "grocery", "groceries"),
}
"""What catalogues call the kinds of each family."""
KNOWN_KINDS = frozenset(kind for kinds in _KINDS.values() for kind in kinds)
"""All of them."""
_NOUNS: Mapping[str, str] = {
    "films": r"\b(?:films?|movies?|flicks?|tv shows?|tv series)\b"
    r"|电影|影片|片子|剧集|电视剧|(?<=[\u4e00-\u9fff])片",
    "books": r"\b(?:books?|novels?|comics)\b|书|小说",
    "podcasts": r"\bpodcasts?\b|播客",
    "music": r"\b(?:songs?|albums?|music|tracks?|records?|soundtracks?)\b|歌|音乐|专辑",
    "games": r"\b(?:(?:video |board )?games?)\b|游戏",
    "food": r"\b(?:recipes?|dish(?:es)?|meals?|dinners?)\b|菜谱|食谱|菜",
    "courses": r"\b(?:courses?|lessons?|class(?:es)?|tutorials?)\b|课程?",
    "groceries": r"\bgrocer(?:y|ies)\b",
}
_VERBS: Mapping[str, str] = {
    "films": r"\b(?:watch(?:ing)?|see)\b|看(?!过|腻|完|书|小说)",
    "books": r"\bread(?:ing)?\b|读",
    "sounds": r"\blisten(?:ing)?(?: to)?\b|\bhear\b|听",
    "games": r"\bplay(?:ing)?\b|玩",
    "food": r"\b(?:cook(?:ing)?|eat(?:ing)?)\b|做菜|做饭|吃",
    "courses": r"\b(?:learn(?:ing)?|study(?:ing)?)\b|学习?",
    "goods": r"\b(?:buy(?:ing)?|order)\b|买",
}
_NOUN_AT_END = {
    family: re.compile(rf"(?:^|(?<=\s)|(?<=[\u4e00-\u9fff]))(?:{words})$", re.IGNORECASE)
    for family, words in _NOUNS.items()
}


def wanted_kinds(sentence: str, known: Collection[str]) -> tuple[str, ...]:
    """The kinds of the catalogue that a sentence asks for; none where it says nothing of them.

    A catalogue of one kind needs no telling apart. A noun says more than a verb.
    """
    if len(known) < 2:
        return ()
    by_name = {one.casefold(): one for one in known}
    for table in (_NOUNS, _VERBS):
        for family, words in table.items():
            if re.search(words, sentence, re.IGNORECASE):
                return tuple(by_name[name] for name in _KINDS[family] if name in by_name)
    return ()


def constraints_of(kinds: Collection[str]) -> list[dict[str, object]] | None:
    """The filter that keeps these kinds, in the form of the tools; None for none."""
    if not kinds:
        return None
    names = list(kinds)
    if len(names) == 1:
        return [{"field": "kind", "op": "=", "value": names[0]}]
    return [{"field": "kind", "op": "in", "value": names}]


def without_kind(query: str | None) -> str | None:
    """A query without the noun at its end that a filter on the kind says already."""
    if query is None:
        return None
    for pattern in _NOUN_AT_END.values():
        shorter = pattern.sub("", query).strip(" ,的")
        if shorter != query:
            return shorter or None
    return query
