"""Conditions by name: a language, somebody's name, a service, an age rating, a price, a kind of subject."""

# ruff: noqa: E501 - a pattern is read best on one line

import re
from collections.abc import Iterator

from penchant.agent.dialogue.conditions.fields import CatalogueFields
from penchant.agent.dialogue.conditions.limits import Limit, Op
from penchant.agent.dialogue.slots import THINGS
from penchant.agent.dialogue.words import folded

_LANGUAGES = {
    "english": "英语", "french": "法语", "german": "德语", "spanish": "西班牙语", "italian": "意大利语",
    "japanese": "日语", "korean": "韩语", "chinese": "中文", "mandarin": "普通话", "cantonese": "粤语",
    "russian": "俄语", "swedish": "瑞典语", "danish": "丹麦语", "norwegian": "挪威语", "hindi": "印地语",
    "portuguese": "葡萄牙语", "dutch": "荷兰语", "polish": "波兰语", "arabic": "阿拉伯语", "turkish": "土耳其语",
    "icelandic": "冰岛语", "finnish": "芬兰语", "persian": "波斯语", "thai": "泰语", "hebrew": "希伯来语",
}  # fmt: skip
_CODES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "japanese": "ja", "korean": "ko",
    "chinese": "zh", "mandarin": "zh", "cantonese": "cn", "russian": "ru", "swedish": "sv", "danish": "da",
    "norwegian": "no", "hindi": "hi", "portuguese": "pt", "dutch": "nl", "polish": "pl",
}  # fmt: skip
_OTHER_ZH = {"中文": "chinese", "国语": "mandarin", "华语": "chinese", "汉语": "chinese", "英文": "english", "法文": "french",
             "日文": "japanese", "德文": "german", "韩文": "korean"}  # fmt: skip
_SPOKEN = "|".join(_LANGUAGES)
_SPOKEN_ZH = "|".join((*_LANGUAGES.values(), *_OTHER_ZH))
_LANGUAGE = re.compile(
    rf"(?P<not>\b(?:(?:that |which )?(?:aren't|isn't|is not|are not|not|anything but|nothing)|non)[ -]+)?"
    rf"(?:\b(?:in|spoken in)\s+(?P<in>{_SPOKEN})\b(?! (?:class|culture|history|food))(?: only| please)?|\b(?P<adjective>{_SPOKEN})[ -](?:language|spoken|speaking)\b)"
    rf"|(?P<not_zh>不要|不是|非)?(?P<zh>{_SPOKEN_ZH})(?:的(?!兴趣)|(?=电影|片|书|小说|歌|节目|播客|课))",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:not in english|non-?english|foreign(?:-language)?)\b|外语的?|外国语", re.IGNORECASE
)
_NAME = r"(?P<name>(?:[A-ZÀ-ÞÅ][\w'’.-]+|(?:de|del|von|van|der|la|le|bin|al|and)\b)(?:\s+(?:[A-ZÀ-ÞÅ][\w'’.-]*|(?:de|del|von|van|der|la|le|bin|al|and|&)\b))*|[\w'’.-]+(?: [\w'’.-]+){0,2})"
_MAKERS = re.compile(
    rf"\b(?:(?:that (?:was|were) )?(?:directed|written|made|composed|produced|developed|created|recorded|hosted|sung|played) by|by(?: the)?(?: (?:director|author|writer|artist|band|studio|composer))?|(?:the )?(?:director|author) is)\s+{_NAME}",
)
_PLAYERS = re.compile(rf"\b(?:with|starring|featuring|that (?:star|feature)s?|acted by)\s+{_NAME}")
_MAKERS_ZH = re.compile(r"(?P<name>[^，,。的\s]{2,8}?)(?:导演|执导|写|作|拍|唱|创作|主持|制作)的")
_PLAYERS_ZH = re.compile(r"(?P<name>[^，,。的\s]{2,8}?)(?:主演|演|出演|参演)的")
_SERVICES = (
    r"netflix|hulu|disney ?(?:\+|plus)|amazon prime|prime(?: video)?|hbo(?: max)?|max|apple tv(?:\+| plus)?|paramount ?(?:\+|plus)|peacock|mubi|"
    r"criterion(?: channel)?|youtube|spotify|audible|steam|game pass|playstation(?: plus)?|switch|kindle|itunes|crunchyroll|tubi|爱奇艺|优酷|腾讯视频|哔哩哔哩|b站|网易云音乐?"
)
_SERVICE = re.compile(
    rf"\b(?:(?:that (?:is|are) |it's |which (?:is|are) |available |streaming |to stream )*(?:on|via|through|from)|for)\s+(?:my )?(?P<service>{_SERVICES})(?!\w)|(?P<service_zh>{_SERVICES})(?:上)?(?:有|能看|可以看)的?",
    re.IGNORECASE,
)
_CERTIFICATES = r"nc-?17|pg-?13|pg|r|g|18\+?|16\+?|12\+?|m"
_AGE = re.compile(
    rf"(?P<not>\b(?:not|nothing|no|non|without|isn't|aren't|except)[ -]+(?:anything )?)?\b(?:rated[ -](?P<behind>{_CERTIFICATES})|(?P<certificate>{_CERTIFICATES})[- ]rated)\b"
    r"|(?P<not_zh>不要|不是|别|非)?(?P<zh>R|PG-?13|NC-?17)级的?",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:cheaper than|under|below|less than|for less than|at most|up to|no more than|max(?:imum)?|not more than)\s+(?:(?P<sign>[$€£¥])\s*)?(?P<amount>\d+(?:\.\d+)?)(?:\s*(?P<unit>euros?|dollars?|pounds?|bucks|quid|eur|usd|gbp|yuan|[$€£¥])|(?!\s*(?:\w|%)))"
    r"|(?P<cheap>\bcheaper than (?P<amount_b>\d+(?:\.\d+)?))|(?P<amount_zh>\d+(?:\.\d+)?)(?:元|块钱?|欧元|美元)(?:以下|以内|之内)的?",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:for free|free of charge|only free(?: ones)?|that (?:is|are) free)\b|免费的?", re.IGNORECASE
)
_NO_SUBJECT = re.compile(
    rf"\b(?:anything but|everything but|everything except|anything except|other than|but (?:no|not|without)|except(?: for)?|excluding|not (?:a|an|another)|no more|without|no|not)\s+(?P<subject>[a-z][\w'-]*(?: [a-z][\w'-]*)?)(?:\s+(?:{THINGS}|stories|stuff|music))?(?=$|[,.;!?]| (?:tonight|please|this time|today|for|and|but|or)\b)"
    r"|(?:不要|除了|不含|别要|不是)(?P<subject_zh>[^，,。的]{1,6}?)(?:的|以外|之外|片|类|$)",
    re.IGNORECASE,
)


def name_limits(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    """The conditions by name in a sentence; a person's only where the catalogue knows the name."""
    yield from _languages(text, fields)
    yield from _people(text, fields)
    yield from _services(text)
    yield from _ages(text)
    yield from _prices(text)
    yield from _flags(text, fields)
    yield from _small_values(text, fields)


def subject_limits(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    """What a list is not to be about: tags of the catalogue that a sentence rules out for now."""
    for found in _NO_SUBJECT.finditer(text):
        words = found["subject"] or found["subject_zh"]
        tag = known_tag(words, fields) or (known_tag(f"{words}片", fields) if found["subject_zh"] else None)
        if tag is not None:
            yield Limit(
                concept="subject", op="!=", value=tag, start=found.start(), end=found.end(), field="tags"
            )


def known_tag(words: str, fields: CatalogueFields) -> str | None:
    """The tag of the catalogue that the words are, in the singular or the plural."""
    key = folded(words)
    for end, new in (("", ""), ("ies", "y"), ("es", ""), ("s", "")):
        if key.endswith(end) and key.removesuffix(end) + new in fields.tags:
            return fields.tags[key.removesuffix(end) + new]
    first, _, thing = key.partition(" ")
    return known_tag(first, fields) if thing and re.fullmatch(THINGS, thing) else None


def _languages(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    for found in _FOREIGN.finditer(text):
        yield Limit(
            concept="language",
            op="!=",
            value=_written("english", fields),
            start=found.start(),
            end=found.end(),
        )
        return
    for found in _LANGUAGE.finditer(text):
        said = (found["in"] or found["adjective"] or "").casefold() or _by_chinese(found["zh"])
        op: Op = "!=" if found["not"] or found["not_zh"] else "="
        yield Limit(
            concept="language",
            op=op,
            value=_written(said, fields),
            start=found.start(),
            end=found.end(),
            is_wish=op == "=",
        )  # fmt: skip


def _by_chinese(name: str) -> str:
    return _OTHER_ZH.get(name) or next(language for language, zh in _LANGUAGES.items() if zh == name)


def _written(language: str, fields: CatalogueFields) -> str:
    """How the catalogue writes a language: by its name or by its code."""
    for one in fields.of("language"):
        for key in (language, _CODES.get(language, "")):
            if key in one.texts:
                return one.texts[key]
    return language.capitalize()


def _people(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    for pattern, concepts in (
        (_MAKERS, ("creator",)),
        (_PLAYERS, ("cast",)),
        (_MAKERS_ZH, ("creator",)),
        (_PLAYERS_ZH, ("cast",)),
    ):
        for found in pattern.finditer(text):
            limit = _person(found, concepts, fields)
            if limit is not None:
                yield limit


def _person(found: "re.Match[str]", concepts: tuple[str, ...], fields: CatalogueFields) -> Limit | None:
    """The longest beginning of the words behind the preposition that is somebody's name."""
    words = found["name"].split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        for concept in concepts:
            known = fields.named(concept, name) if len(folded(name)) > 2 else None
            if known is not None:
                end = found.start("name") + len(name)
                return Limit(
                    concept="creator" if concept == "creator" else "cast",
                    op="contains",
                    value=known[1],
                    start=found.start(),
                    end=end,
                    field=known[0].name,
                    is_wish=True,
                )
    return None


def _services(text: str) -> Iterator[Limit]:
    for found in _SERVICE.finditer(text):
        value = (found["service"] or found["service_zh"]).strip()
        yield Limit(concept="service", op="contains", value=value, start=found.start(), end=found.end())


def _ages(text: str) -> Iterator[Limit]:
    for found in _AGE.finditer(text):
        value = (found["behind"] or found["certificate"] or found["zh"]).upper()
        op: Op = "!=" if found["not"] or found["not_zh"] else "="
        yield Limit(concept="age", op=op, value=value, start=found.start(), end=found.end())


def _prices(text: str) -> Iterator[Limit]:
    for found in _FREE.finditer(text):
        yield Limit(concept="price", op="<=", value=0, start=found.start(), end=found.end())
    for found in _PRICE.finditer(text):
        amount = float(found["amount"] or found["amount_b"] or found["amount_zh"])
        is_named = (
            found["sign"] or found["unit"] or found["amount_zh"] or found[0].casefold().startswith("cheaper")
        )
        if is_named:
            value = int(amount) if amount.is_integer() else amount
            yield Limit(concept="price", op="<", value=value, start=found.start(), end=found.end())


def _flags(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    for one in fields.flags():
        word = re.escape(one.name.replace("_", " "))
        found = re.search(rf"(?P<not>\b(?:not|no|non)[ -])?\b{word}\b", text, re.IGNORECASE)
        if found is not None:
            yield Limit(
                concept="mark",
                op="=",
                value=not found["not"],
                start=found.start(),
                end=found.end(),
                field=one.name,
            )


def _small_values(text: str, fields: CatalogueFields) -> Iterator[Limit]:
    """Values of fields that have but a few, such as the level of a course, said before or behind a thing."""
    for one in fields.small():
        if one.name in {taken.name for taken in (*fields.of("language"), *fields.of("creator"))}:
            continue
        for key, written in one.texts.items():
            if key in fields.tags or not key.isascii():
                continue
            found = re.search(
                rf"\b(?:for (?:an? )?)?{re.escape(key)}(?:[- ]level)?(?:s\b(?= |$))?", text, re.IGNORECASE
            )
            if found is not None and _stands_alone(text, found, one.name):
                yield Limit(
                    concept="mark",
                    op="=",
                    value=written,
                    start=found.start(),
                    end=found.end(),
                    field=one.name,
                )


def _stands_alone(text: str, found: "re.Match[str]", field: str) -> bool:
    """A value is meant as one beside a thing, or beside the name of its field."""
    behind = text[found.end() :]
    return (
        field in text.casefold()
        or found[0].casefold().startswith("for ")
        or re.match(rf"\s+(?:{THINGS}|courses?|class(?:es)?|lessons?|scenes?)\b", behind, re.IGNORECASE)
        is not None
    )
