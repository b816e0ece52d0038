"""What a model may say without having looked at anything: courtesies, questions, what it can do.

A statement about the person, the catalogue or a deed needs a result; a sentence that makes one is cut.
"""

import re

from penchant.agent.dialogue.harmless import is_harmless
from penchant.agent.dialogue.words import Language
from penchant.agent.explain import form
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.names import unknown_name
from penchant.agent.explain.sentences import folded, sentences

_MOST = 4
"""Sentences."""
_QUESTION = re.compile(r"[?？][\"”’)]*$")
_QUOTED = re.compile(r"[《「『“\"]")
_ECHO = re.compile(r"\bthe person\b|\bDONE\b|\bsituation\b", re.IGNORECASE)
"""Words of the instructions, which a weak model says again."""
_DIGIT = re.compile(r"\d")
_OF_THE_PERSON = re.compile(
    r"\byou(?:'ve| have| had| really| often| always| just| recently)* (?!can\b|could\b|may\b|might\b|want\b"
    r"|would\b|tell\b|say\b|ask\b|are welcome\b)(?:like|love|hate|dislike|enjoy|prefer|seem|are|were|\w+ed"
    r"|saw|read|bought)\b"
    r"|\byour (?:\w+ )?(?:interests?|tastes?|favou?rites?|profile|history|list|love|fondness)\b"
    r"|你(?:最近|一直|经常|很|曾)?(?:喜欢|爱|讨厌|看过|读过|听过|买过|玩过|偏好)|你的(?:兴趣|口味|喜好|历史|记录)",
    re.IGNORECASE,
)
"""Statements about the person."""
_OF_THE_CATALOGUE = re.compile(
    r"\b(?:I|we|there)(?:'ve| have| is| are|'s)\b|\b(?:catalogue|catalog|collection|library)\b"
    r"|\bthis (?:film|movie|book|game|song|one) (?:is|has)\b|\bI(?:'d| would)? (?:recommend|suggest|found)\b"
    r"|(?:我们?|目录里?|这里|片库)(?:有|没有|找到)|我(?:推荐|建议)",
    re.IGNORECASE,
)
"""Statements about what there is."""
_OPENERS = """
    hello hi hey thanks sure sorry welcome gladly happy great good morning evening penchant please glad
    certainly absolutely unfortunately okay alright could can would should do did are may shall anything
    something english chinese
"""
_COURTESIES = frozenset(_OPENERS.split())
"""Words that may begin a sentence with a capital, and name nothing."""


def free_talk(text: str, said: str, titles: TitleIndex, language: Language) -> str:
    """The sentences of a text that state nothing which would need looking.

    Args:
        text: the model's answer.
        said: the person's sentence, whose words may be said again.
        titles: the catalogue's.
        language: of the person.
    """
    allowed = courtesies(said)
    kept = list(dict.fromkeys(one for one in sentences(text) if is_free(one, allowed, titles)))
    return ("" if language == "zh" else " ").join(kept[:_MOST])


def courtesies(said: str) -> frozenset[str]:
    """Words that may be written with a capital and name nothing: courtesies, and what the person said."""
    return _COURTESIES | set(folded(said).replace("?", " ").split())


def is_plain_question(sentence: str, allowed: frozenset[str], titles: TitleIndex) -> bool:
    """Whether a sentence only asks: beside results a statement about nothing is a statement about them."""
    return is_question(sentence) and is_free(sentence, allowed, titles)


def is_question(sentence: str) -> bool:
    """Whether a sentence ends as questions do."""
    return _QUESTION.search(sentence) is not None


def is_free(sentence: str, allowed: frozenset[str], titles: TitleIndex) -> bool:
    """Whether a sentence states nothing that would need looking."""
    if form.fault(sentence) or not is_harmless(sentence) or _ECHO.search(sentence):
        return False
    if _QUOTED.search(sentence) or _DIGIT.search(sentence) or titles.first_in(sentence):
        return False
    if unknown_name(sentence, allowed):
        return False
    return is_question(sentence) or not (
        _OF_THE_PERSON.search(sentence) or _OF_THE_CATALOGUE.search(sentence)
    )
