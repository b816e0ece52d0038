"""Whether an opinion speaks for or against a thing, negations counted."""

import re
from typing import Literal

Polarity = Literal["for", "against", "unclear"]

_NOT = re.compile(
    r"\b(?:not|never|no|didn't|didnt|don't|dont|doesn't|doesnt|wasn't|wasnt|isn't|isnt"
    r"|aren't|won't|wouldn't|couldn't"
    r"|couldnt|can't|cant|cannot|hardly|barely|wouldn't say)\b|不|没",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:lov(?:e|ed|ing)|lik(?:e|ed|ing)|enjoy(?:ed|ing)?|ador(?:e|ed)|dug|great|excellent"
    r"|brilliant|amazing|fantastic"
    r"|wonderful|superb|awesome|perfect|masterpiece|favou?rite|good|fun|beautiful|fan of"
    r"|into|impressed|moved|terrific|blew me away|made my day|gem"
    r"|thumbs up|a hit)\b|喜欢|喜歡|爱|棒|赞|感人|好看|精彩|不错|很好|好听|好玩",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:hat(?:e|ed|ing)|dislik(?:e|ed)|detest(?:ed)?|loath(?:e|ed)|stand|bear|awful"
    r"|terrible|horrible|bad|boring|bored"
    r"|dull|disappointing|disappointed|rubbish|garbage|worst|sucked|meh|waste|regret(?:ted)?"
    r"|overrated|thumbs down|a miss"
    r"|for me|my thing|my cup of tea|unwatchable|left me cold|let me down"
    r"|put me to sleep|finish|get through|annoying|annoyed)\b"
    r"|讨厌|討厭|难看|无聊|糟糕|失望|恶心|受不了|烂",
    re.IGNORECASE,
)
# These are against a thing only with their "not": it is part of the phrase and does not turn it round.
_NOT_WITHIN = re.compile(
    r"\b(?:not|isn't|wasn't|isnt|wasnt|never|can't|cant|cannot|couldn't|couldnt)\b(?: really| quite)?"
    r"(?= (?:stand|bear|finish|get through|for me|my thing|my cup of tea))",
    re.IGNORECASE,
)
_IDIOMS = (("不错", "很好"), ("受不了", "讨厌"), ("忍不了", "讨厌"))
"""Chinese words with a 不 that turns nothing round."""
# Said of what was no trouble: neither liked nor disliked.
_LUKEWARM = re.compile(
    r"\b(?:don't|didn't|dont|didnt) mind\b|\b(?:okay|ok|alright|so-so|fine)\b|还行|一般|还可以", re.IGNORECASE
)


def polarity(clause: str) -> Polarity | None:
    """How a clause speaks of its thing; None where it holds no opinion.

    A negated "hate" is no "love", so it is unclear; so is a clause that says both.
    """
    if _LUKEWARM.search(clause):
        return "unclear"
    open_clause = _NOT_WITHIN.sub(" ", clause)
    for idiom, plain in _IDIOMS:
        open_clause = open_clause.replace(idiom, plain)
    against, positive = _AGAINST.search(open_clause), _FOR.search(open_clause)
    if against and positive:
        return "unclear"
    opinion = against or positive
    if opinion is None:
        return None
    is_negated = bool(_NOT.search(open_clause[: opinion.start()]))
    if against:
        return "unclear" if is_negated else "against"
    return "against" if is_negated else "for"
