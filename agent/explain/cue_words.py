"""Words that tell which reason a clause gives, in English and Chinese."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from penchant.agent.explain.backing import Outcome


class Cue(NamedTuple):
    """Words, and the families of statements in which they are true."""

    pattern: "re.Pattern[str]"
    kinds: frozenset[str]


def _cue(words: str, *kinds: str) -> Cue:
    return Cue(re.compile(words, re.IGNORECASE), frozenset(kinds))


_SAID = r"(?:ask(?:ed)? for|wanted|wished for|request(?:ed)?|said|told|search(?:ed)? for|look(?:ed|ing)? for)"

CUES: Sequence[Cue] = (
    # What stands first wins the words that it takes.
    _cue(
        r"\bnothing (?:that )?(?:you (?:did|have done)|in your (?:own )?history)(?: alone| on its own| by itself)?"
        r"|\bno(?: single)? (?:event|deed|thing|part|piece)s? (?:of|in) your (?:own )?(?:history|past)(?: alone)?"
        r"|\bnot (?:because of |due to |down to )?your (?:own )?(?:history|past)"
        r"|\byour (?:own )?(?:history|past)(?: alone)? (?:did|does|was|is)(?: not|n't)"
        r"(?: alone)?(?: the reason| what| decide| decisive| enough)?"
        r"|你的(?:历史|记录|行为)中?(?:单独)?(?:没有|并没有|不)(?:任何)?(?:一?[项条件])?(?:单独)?",
        "history",
    ),
    _cue(r"\b(?:the )?same (?:history|past)\b|\bhistor(?:y|ies) like yours\b", "together"),
    _cue(r"\byour (?:own )?(?:history|past)\b|你的(?:历史|记录)", "interest", "recent", "together", "without"),
    _cue(
        r"\b(?:best|pick) of (?:what (?:is|was)|what's|those|the rest) (?:left|remaining)?"
        r"|\blittle (?:else )?speaks for (?:it|this)|\bnothing else was left\b|剩下|理由不多",
        "remaining",
    ),
    _cue(r"\bdespite\b|\bin spite of\b|\bal?though\b|\beven though\b|\bspeaks? against\b|\bargues? against\b"
         r"|\bagainst (?:it|this)\b|\bcounts? against\b|尽管|虽然|不利|反对", "despite"),
    _cue(r"\b(?:turned|turn) (?:down|away from)\b|\bdisliked?\b|\bskipped\b|不喜欢|跳过", "despite", "held_back"),
    _cue(r"\bvery like (?:something|others?|what)\b|\bvariety\b|\bdiversity\b|\btoo (?:much )?(?:alike|similar)\b"
         r"|多样", "despite", "exploration"),
    _cue(r"\bexplor\w+|\bsomething (?:quite )?different\b|\boutside your\b|\bbroaden\w*|\bchange of pace\b"
         r"|\btr(?:y|ied) (?:out )?something\b|\bsurpris\w+|\bunfamiliar\b|探索|尝试|不同的", "exploration"),
    _cue(r"\b(?:just|newly|recently|freshly|only just) (?:added|released|arrived|out|in the catalogue|come out)\b"
         r"|\b(?:is|it's|being|are|as|something|very|quite|brand|still) new\b(?! interest)|\bnew (?:here|in the catalogue"
         r"|release|arrival|item|title|to the catalogue)\b|\bfresh in\b|\ba newcomer\b|\bfirst (?:seen|appeared)\b"
         r"|新品|新上架|上架|新近|新发", "new"),
    _cue(rf"\byou(?:'ve| have)? (?:\w+ )?{_SAID}(?: more| less| something)?\b"
         r"|\byour (?:wish|request|query|search|words|question|rule|preference)s?\b|\bat your request\b"
         r"|你(?:想要|要求|说过|搜索|要的)|符合你的(?:要求|愿望)", "query", "preference", "despite", "held_back"),
    _cue(r"\bmatches (?=[\"“▯])|\bmatching (?=[\"“▯])", "query"),
    _cue(r"\binterests?\b|\byour tastes?\b|\bdrawn to\b|\bare into\b|\byou(?:'re| are) (?:fond of|keen on)\b"
         r"|\bappeals? to\b|兴趣|口味", "interest"),
    _cue(r"\b(?:is|was|being|so|very|quite|now|much|it's|its|looks?|feels?|seems?|a lot|rather) "
         r"(?:very |quite |much |a lot |rather )?(?:like|akin to|similar to|close to)\b"
         r"|\bsimilar(?:ity)?(?: to)?\b|\bresembl\w+|\blikeness\b|\bakin to\b|\breminiscent of\b"
         r"|\breminds? (?:one|you) of\b|\bin the (?:vein|spirit) of\b|\bclose to\b(?! (?:your|an interest))"
         r"|\bcloseness to\b|\ba lot in common with\b|相似|类似|接近|像", "recent", "query"),
    _cue(r"\bpopular\w*|\btrend\w*|\bin demand\b|\bhits?\b|\bbest-?sell\w+|\bin vogue\b|\bcrowd\b|\beverybody's\b"
         r"|流行|热门|受欢迎", "popular"),
    _cue(r"\bso far\b|\bto date\b|\ball told\b|至今|迄今|总共", "popular"),
    _cue(r"\b(?:who|that) (?:also |once |have |had |has |'ve )*(?:had|took|taken|chosen|chose|got|picked|tried|know|"
         r"with|went|enjoyed|liked)\b|\bhad (?:it|this|this one) (?:too|as well|also)\b|\balso had (?:it|this)\b"
         r"|\bwent on to\b|\bboth\b(?= (?:of them|as well|too|▯)|[.,;]|$)|\b(?:tied|linked|together) (?:together )?with\b"
         r"|\b(?:shares?|sharing) (?:an? )?audience\b|\bpeople with the same (?:history|past)\b"
         r"|也(?:拥有|看|选|买|有|喜欢)|同时", "together"),
    _cue(r"\bhad (?:it|this)\b", "together", "popular"),
    _cue(r"\b(?:people|persons?|others?|users|viewers|readers|takers|somebody|someone)\b|人", "together", "popular"),
)

CONDITION = re.compile(
    r"\bwithout\b|\bhad you (?:not|never)\b|\bif you (?:had not|hadn't|had never|never)\b"
    r"|\b(?:if it (?:were|was)|were it|had it) not (?:been )?for\b|\bif not for\b|\bbut for\b|\bminus\b"
    r"|\b(?:take|taking|taken|leave|leaving|left) (?:away|out)\b|\bremov\w+|\bin the absence of\b"
    r"|如果(?:你)?(?:没有?|不是|未)|要不是|若(?:没有?|不是|无|非)|假如没有?|去掉|没有",
    re.IGNORECASE,
)
OUTCOMES: Mapping[Outcome, "re.Pattern[str]"] = {
    "stays": re.compile(
        r"\bwould (?:still|have (?:stayed|remained|kept)|stay|remain|keep)\b|\bwould (?:be|have been) "
        r"(?:here|there|in it|on it|in the list|listed) (?:anyway|too|all the same|regardless)\b"
        r"|\b(?:all the same|regardless|either way|in any case|anyway|just the same)\b|仍(?:会|然)|还会|依然|照样",
        re.IGNORECASE,
    ),
    "out": re.compile(
        r"\b(?:would|'d) (?:not|never) (?:even )?(?:be|have been|have made|make|have appeared|appear|have come|show|"
        r"have shown|have got|get|feature|have featured|stand|have stood)\b(?! (?:gone|missing|left|lost|out|dropped))(?: (?:it|up))?"
        r"(?: (?:here|in|into|on|onto|among|at all|the list|this list|your list))*"
        r"|\bwouldn't (?:even )?(?:be|have been|have made|make|have appeared|appear|show|have shown|have got|get|feature"
        r"|stand|have stood)\b(?! (?:gone|missing|left|lost|out|dropped))(?: (?:it|up))?(?: (?:here|in|into|on|onto|among|at all|the list|this list|your list))*"
        r"|\b(?:would|'d) (?:have )?(?:left|leave|dropped out|drop out|fallen out|fall out|fallen off|fall off|dropped off|"
        r"drop off|slipped out|slip out|gone|be gone|be missing|been missing|missed|miss|disappeared?|vanish(?:ed)?|been left out|be left out)\b"
        r"(?: (?:of|from))?(?: (?:the|this|your) list)?"
        r"|就?不会(?:出现)?(?:在)?(?:这里|此|列表|名单|这份列表)?(?:中|里|上)?|会?(?:掉|跌|落|离)(?:出|开)(?:这份)?(?:列表|名单)?",
        re.IGNORECASE,
    ),
    "falls": re.compile(
        r"\b(?:would|'d) (?:have )?(?:only )?(?:fallen|fall|dropped|drop|sunk|sink|slipped|slip|slid|slide|moved down|move down"
        r"|been lower|be lower|ranked lower|rank lower|lost|lose|come|rank|ranked|been|be|stand|stood|end up|ended up)\b"
        r"|会?(?:降|跌|掉|落|下滑|排)(?:到|至|在)",
        re.IGNORECASE,
    ),
}
RISES = re.compile(
    r"\b(?:would|'d) (?:have )?(?:risen|rise|climbed|climb|moved up|move up|gained|gain|been higher|be higher|jumped)\b|会?(?:升|上升)",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:mainly|mostly|chiefly|above all|most of all|primarily|first and foremost|foremost|largely|in the first place"
    r"|(?:main|chief|strongest|biggest|top|leading|principal|key|first|most important|weightiest) (?:reason|cause|argument|factor|part|driver|thing)s?"
    r"|weighs? most|counts? most|argues? most|speaks? most|matters? most|does most|did most)\b|主要|首要|最重要|最主要",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:more|less|rather|stronger|weaker|higher|lower|better|worse|other) than\b|\boutweigh\w*|\b(?:ranks?|stands?|comes?|is|sits?|put) (?:ahead of|behind|above|below)\b"
    r"|\bas much as\b|\bover and above\b|\bbeats?\b|\bovertak\w+|\bsooner than\b|\bnext to nothing\b|比|超过|高于|低于|不如",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:always|never|everyone|everybody|every|all(?! told| the same)|nobody|no one|none|nothing|entirely|solely|exclusively|purely|wholly"
    r"|completely|totally|certainly|definitely|undoubtedly|surely|guaranteed?|perfect\w*|best|ideal\w*|the only"
    r"|only (?:reason|cause|because|thing)|must|without (?:a )?doubt|no doubt|exactly|precisely|most people|any\w*|ever)\b"
    r"|总是|从来|所有|每个人|人人|大家都|完全|唯一|绝对|肯定|一定|必定|最好|完美",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:first of all|most of all|after all|at all|not only|if any|best (?=of what)|all told|in all|all the same)\b", re.IGNORECASE
)
"""Not the absolute claims, negations or orders that single words of them would be."""
HEDGE = re.compile(
    r"\b(?:comes? (?:fairly |quite )?near|coming (?:fairly )?near|near(?:s|ing)?|close to|not (?:too )?far from|comes? close"
    r"|coming close|loosely|somewhat|partly|borders? on|adjacent|almost|nearly|may|might|perhaps|possibly|touches on"
    r"|in the neighbou?rhood of|verges? on|approach\w*)\b|接近|靠近|可能|也许|近似|相近",
    re.IGNORECASE,
)
FITS = re.compile(
    r"\b(?:fit(?:s|ting|ted)?|match(?:es|ing|ed)?|suits?|squarely|belongs? to|part of|in line with|serves?|goes with|at home in"
    r"|right (?:in|within|up)|falls? (?:in|within|under))\b|符合|契合|匹配",
    re.IGNORECASE,
)
VAGUE: Sequence[tuple["re.Pattern[str]", float, float]] = (
    (re.compile(r"\b(?:countless|millions|thousands|hundreds|dozens|scores of|masses of|huge numbers?|most(?= (?:other |of the |of those )?(?:people|viewers|users|readers|others|takers|who)))\b", re.IGNORECASE), 1e18, 0.0),
    (re.compile(r"\b(?:many|lots? of|plenty of|numerous|a great number of|a crowd of)(?= \w)|很多|许多|大量|不少", re.IGNORECASE), 10, 1e18),
    (re.compile(r"\b(?:several|quite a few|a number of)\b|一些|若干", re.IGNORECASE), 2, 1e18),
    (re.compile(r"\b(?:a few|a handful(?: of)?|(?<!a )few|hardly any|a couple of)\b|少数|几个", re.IGNORECASE), 1, 9),
    (re.compile(r"\b(?:one|a single|another|some) (?:other )?(?:person|viewer|reader|user)\b|\bsomebody\b|\bsomeone\b", re.IGNORECASE), 1, 1),
)
"""Words for a number of people -> least and most that they may stand for."""
SPANS: Sequence[tuple["re.Pattern[str]", float]] = (
    (re.compile(r"\b(?:this|the past|the last|past|in a|within a|over a|last) (?:single )?week\b|(?:这|最近|过去|本|上)(?:一)?周", re.IGNORECASE), 7),
    (re.compile(r"\b(?:the past|the last|past|last) fortnight\b", re.IGNORECASE), 14),
    (re.compile(r"\b(?:this|the past|the last|past|in a|within a|over a|last) (?:single )?month\b|(?:这|最近|过去|本|上)(?:一)?个?月", re.IGNORECASE), 30),
    (re.compile(r"\b(?:the past|the last|past|last) half[- ]year\b|(?:最近|过去)半年", re.IGNORECASE), 180),
    (re.compile(r"\b(?:this|the past|the last|past|last) year\b|(?:最近|过去)一年", re.IGNORECASE), 365),
    (re.compile(r"\b(?:today|yesterday|in a day|overnight|last night)\b|今天|昨天", re.IGNORECASE), 1),
)
"""Spans in words -> days."""
RECENTLY = re.compile(
    r"\b(?:recently|lately|of late|not long ago|a short while ago|these days|the other day|just now)\b|最近|近来", re.IGNORECASE
)
COMPARED = re.compile(
    r"\b(?:more than|over|above|upwards of|fewer than|less than|under|below|nearly|almost|close to|well over|just under|up to)\s*$",
    re.IGNORECASE,
)
"""Stands before a number that it makes untrue."""
