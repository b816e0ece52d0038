"""The example sentences that the classifier learns from, with their places filled.

A sentence names its places in braces: a title {t} or {u}, a place in the list {r}, a subject {x} or
{y}, a time {d}, a count {n}, a rating {s}.
"""

# ruff: noqa: E501 - tables are read best in their rows

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

LANGUAGES = ("en", "zh")
FILES = tuple(f"{language}.jsonl" for language in LANGUAGES)
_PLACE = re.compile(r"\{([tuxyrdns])\}")
_SUBJECTS = {
    "en": (
        "horror", "jazz", "cooking shows", "historical novels", "pirates", "romantic comedies", "techno",
        "chess", "road movies", "gardening", "cyberpunk", "opera", "vampires", "courtroom dramas",
        "poetry",
        "ghost stories", "Italian food", "football", "anime", "folk music", "robots", "climbing",
        "spy thrillers", "French cinema", "dystopias", "puzzle games", "swearing", "the circus", "Bergman",
        "Agatha Christie", "photography", "economics", "time travel", "mysteries about trains", "sad endings",
    ),
    "zh": (
        "恐怖片", "爵士乐", "历史小说", "海盗", "浪漫喜剧", "象棋", "园艺", "赛博朋克", "歌剧", "吸血鬼", "诗歌",
        "鬼故事", "意大利菜", "足球", "动漫", "民谣", "机器人", "登山", "谍战", "法国电影", "解谜游戏", "摄影",
        "经济学", "穿越剧", "悬疑", "武侠", "王家卫", "东野圭吾", "纪录片", "甜点",
    ),
}  # fmt: skip
_TITLES = {
    "en": (
        "Paper Lanterns", "The Long Winter", "Casablanca", "the lighthouse keeper", "Vertigo", "Nightfall",
        "Moby Dick", "the glass city", "Rebecca", "Winter Light", "Amsterdam", "House of Cards", "Tetris",
        "the old oak", "Psycho", "Middlemarch", "Ghost Orchid", "blue harvest", "Thriller", "Emma",
    ),
    "zh": ("《红灯》", "《长冬》", "《卡萨布兰卡》", "雨夜花", "《灯塔》", "远方的山", "《老友记》", "长夜将尽"),
}  # fmt: skip
_TIMES = {
    "en": ("last week", "in May 2020", "two years ago", "since spring", "yesterday", "in 2019"),
    "zh": ("上周", "去年", "两年前", "2019年", "昨天", "三月"),
}
_RANKS = {
    "en": ("number 2", "the third one", "the first", "#4", "the last one", "nr 5"),
    "zh": ("第二个", "第三部", "第一个", "最后一个"),
}
_RATINGS = {"en": ("4 stars", "7/10", "three stars", "9 out of 10"), "zh": ("四星", "8分", "五颗星", "7分")}
_COUNTS = {"en": ("two", "3", "six", "10"), "zh": ("三", "五", "两", "10")}
_FILLINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "t": _TITLES, "u": _TITLES, "x": _SUBJECTS, "y": _SUBJECTS, "d": _TIMES, "r": _RANKS, "s": _RATINGS,
    "n": _COUNTS,
}  # fmt: skip
MASKS = {"t": "TITLE", "u": "TITLE", "r": "RANK", "d": "TIME", "s": "RATING", "n": "NUMBER"}
"""What stands in the place of what was recognised."""
OUT_OF_TASK = "other"
"""The label of sentences that ask for what Penchant does not do; their words may be anybody's."""
VARIANTS = 2
"""How often a sentence with a subject is filled anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One filled sentence."""

    label: str
    language: str
    text: str
    """As it would be said."""
    masked: str
    """With the masks in place of what would be recognised in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """One sentence as it is kept."""

    label: str
    language: str
    text: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """The sentences as they are kept."""
    return tuple(
        Pattern(label=line["label"], language=language, text=line["text"])
        for language in LANGUAGES
        for line in map(json.loads, _read(f"{language}.jsonl").splitlines())
    )


def digest() -> str:
    """Identifies the sentences: what was learned from others is out of date."""
    return hashlib.sha256("\n".join(map(_read, FILES)).encode()).hexdigest()[:16]


def filled(seed: int = 0) -> Iterator[Example]:
    """Every sentence, filled; the same for the same seed.

    A title is once masked, as where the catalogue knows it, and once not.
    """
    chance = Random(seed)
    for pattern in patterns():
        places = set(_PLACE.findall(pattern.text))
        for variant in range(VARIANTS if places else 1):
            chosen = _chosen(pattern, places, chance)
            known = places - {"x", "y"} if variant == 0 else places - {"x", "y", "t", "u"}
            yield Example(
                label=pattern.label,
                language=pattern.language,
                text=_PLACE.sub(lambda found, chosen=chosen: chosen[found[1]], pattern.text),  # type: ignore[misc]
                masked=_PLACE.sub(
                    lambda found, chosen=chosen, known=known: (  # type: ignore[misc]
                        f" {MASKS[found[1]]} " if found[1] in known else chosen[found[1]]
                    ),
                    pattern.text,
                ),
            )


def _chosen(pattern: Pattern, places: set[str], chance: Random) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for place in sorted(places):
        offered = [one for one in _FILLINGS[place][pattern.language] if one not in chosen.values()]
        chosen[place] = chance.choice(offered)
    return chosen


@cache
def common_words() -> frozenset[str]:
    """The words that the English sentences are made of: alone in lower case, none of them is a title."""
    return frozenset(
        word
        for pattern in patterns()
        if pattern.language == "en" and pattern.label != OUT_OF_TASK
        for word in re.findall(r"[a-z]+", _PLACE.sub(" ", pattern.text).casefold().replace("'", ""))
    )


@cache
def common_han() -> str:
    """The Chinese sentences one after the other: what stands in them is no title by itself."""
    return "\n".join(_PLACE.sub(" ", one.text) for one in patterns() if one.language == "zh")


def _read(name: str) -> str:
    return files("penchant.agent.dialogue").joinpath("examples", name).read_text(encoding="utf-8")


@cache
def fragments(label: str) -> tuple[str, ...]:
    """What stands around the places in the Chinese sentences of a label, the longest first."""
    found = {
        part.strip("，,。 ")
        for pattern in patterns()
        if pattern.label == label and pattern.language == "zh"
        for part in _PLACE.sub("\n", pattern.text).split("\n")
    }
    return tuple(sorted((one for one in found if one), key=lambda one: (-len(one), one)))
