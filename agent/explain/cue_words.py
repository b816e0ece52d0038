"""Words that tell which reason a clause gives, in English and Chinese."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Cue(NamedTuple):
    """Words, and the families of statements in which they are true."""

    pattern: "re.Pattern[str]"
    kinds: frozenset[str]


def _cue(words: str, *kinds: str) -> Cue:
    return Cue(re.compile(words, re.IGNORECASE), frozenset(kinds))


_SAID = (
    r"(?:ask(?:ed)? for|wanted|wished for|request(?:ed)?|said|told|search(?:ed)? for"
    r"|look(?:ed|ing)? for)"
)

OWN_HISTORY = "own_history"
"""Marks the words that what the reader did has put the item there."""
AGAINST = "against"
"""Marks the words without which what argues against an item would seem to argue for it."""

CUES: Sequence[Cue] = (
    # What stands first wins the words that it takes.
    _cue(
        r"\bnothing (?:that )?(?:you (?:did|have done)|in your (?:own )?history)(?: alone"
        r"| on its own| by itself)?"
        r"|\bno(?: single| one)? (?:event|deed|thing|part|piece)s? (?:of"
        r"|in) your (?:own )?(?:history|past)(?: alone)?"
        r"|\bnot (?:because of |due to |down to )?your (?:own )?(?:history|past)"
        r"|\byour (?:own )?(?:history|past)(?: alone)? (?:did|does|was|is)(?: not|n't)"
        r"(?: alone)?(?: the reason| what| decide| decisive| enough)?"
        r"|你的(?:历史|记录|行为)中?(?:单独)?(?:没有|并没有|不)(?:任何)?(?:一?[项条件])?(?:单独)?",
        "history",
    ),
    _cue(r"\b(?:the )?same (?:history|past)\b|\bhistor(?:y|ies) like yours\b", "together"),
    _cue(
        r"\byour (?:own )?(?:history|past)\b|你的(?:历史|记录)",
        OWN_HISTORY,
        "interest",
        "recent",
        "together",
        "without",
    ),
    _cue(
        r"\b(?:best|pick) of (?:what (?:is|was)|what's|those|the rest) (?:left|remaining)?"
        r"|\blittle (?:else )?speaks for (?:it|this)|\bnothing else was left\b|剩下|理由不多",
        "remaining",
    ),
    _cue(
        r"\bdespite\b|\bin spite of\b|\bal?though\b|\beven though\b|\bspeaks? against\b"
        r"|\bargues? against\b"
        r"|\bagainst (?:it|this)\b|\bcounts? against\b|尽管|虽然|不利|反对",
        "despite",
        AGAINST,
    ),
    _cue(r"\b(?:stands?|ranks?|comes?|is) above (?:it|this)\b", "despite"),
    _cue(
        r"\b(?:turned|turn) (?:down|away from)\b|\bdisliked?\b|\bskipped\b|不喜欢|跳过",
        "despite",
        "held_back",
    ),
    _cue(
        r"\bvery like (?:something|others?|what)\b|\bvariety\b|\bdiversity\b"
        r"|\btoo (?:much )?(?:alike|similar)\b"
        r"|多样",
        "despite",
        "exploration",
    ),
    _cue(
        r"\bexplor\w+|\bsomething (?:quite )?different\b|\boutside your\b|\bbroaden\w*"
        r"|\bchange of pace\b"
        r"|\btr(?:y|ied) (?:out )?something\b|\bsurpris\w+|\bunfamiliar\b|探索|尝试|不同的",
        "exploration",
    ),
    _cue(
        r"\b(?:just|newly|recently|freshly|only just) (?:added|released|arrived|out"
        r"|in the catalogue|come out)\b"
        r"|\b(?:is|it's|being|are|as|something|very|quite|brand|still) new\b(?! interest)"
        r"|\bnew (?:here|in the catalogue"
        r"|release|arrival|item|title|to the catalogue)\b|\bfresh in\b|\ba newcomer\b"
        r"|\bfirst (?:seen|appeared)\b"
        r"|新品|新上架|上架|新近|新发",
        "new",
    ),
    _cue(
        rf"\byou(?:'ve| have)? (?:\w+ )?{_SAID}(?: more| less| something)?\b"
        r"|\byour (?:wish|request|query|search|words|question|rule|preference)s?\b|\bat your request\b"
        r"|你(?:想要|要求|说过|搜索|要的)|符合你的(?:要求|愿望)",
        "query",
        "preference",
        "despite",
        "held_back",
    ),
    _cue(r"\bmatches (?=[\"“▯])|\bmatching (?=[\"“▯])", "query"),
    _cue(
        r"\binterests?\b|\byour tastes?\b|\bdrawn to\b|\bare into\b|\byou(?:'re"
        r"| are) (?:fond of|keen on)\b"
        r"|\bappeals? to\b|兴趣|口味",
        "interest",
    ),
    _cue(
        r"\b(?:is|was|being|so|very|quite|now|much|it's|its|looks?|feels?|seems?|a lot|rather) "
        r"(?:very |quite |much |a lot |rather )?(?:like|akin to|similar to|close to)\b"
        r"|\bsimilar(?:ity)?(?: to)?\b|\bresembl\w+|\blikeness\b|\bakin to\b|\breminiscent of\b"
        r"|\breminds? (?:one|you) of\b|\bin the (?:vein|spirit) of\b|\bclose to\b(?! (?:your"
        r"|an interest))"
        r"|\bcloseness to\b|\ba lot in common with\b|相似|类似|接近|像",
        "recent",
        "despite",
        "query",
    ),
    _cue(
        r"\bpopular\w*|\btrend\w*|\bin demand\b|\bhits?\b|\bbest-?sell\w+|\bin vogue\b"
        r"|\bcrowd\b|\beverybody's\b"
        r"|流行|热门|受欢迎",
        "popular",
    ),
    _cue(r"\bso far\b|\bto date\b|\ball told\b|\bin all\b|\bup to now\b|至今|迄今|总共", "popular"),
    _cue(
        r"\b(?:who|that) (?:also |once |have |had |has |'ve )*(?:had|took|taken|chosen|chose"
        r"|got|picked|tried|know|"
        r"with|went|enjoyed|liked)\b|\bhad (?:it|this|this one) (?:too|as well|also)\b"
        r"|\balso had (?:it|this)\b"
        r"|\bwent on to\b|\bboth\b(?= (?:of them|as well|too|▯)|[.,;]|$)|\b(?:tied|linked"
        r"|together) (?:together )?with\b"
        r"|\b(?:shares?|sharing) (?:an? )?audience\b|\bpeople with the same (?:history|past)\b"
        r"|也(?:拥有|看|选|买|有|喜欢)|同时",
        "together",
    ),
    _cue(r"\bhad (?:it|this)\b", "together", "popular"),
    _cue(
        r"\b(?:people|persons?|others?|users|viewers|readers|takers|somebody|someone)\b|人",
        "together",
        "popular",
    ),
)
