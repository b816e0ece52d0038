"""Words that claim more than a reason: what would happen otherwise, how much, how surely, since when."""

import re
from collections.abc import Mapping, Sequence

from penchant.agent.explain.backing import Outcome

CONDITION = re.compile(
    r"\bwithout\b|\bhad you (?:not|never)\b|\bif you (?:had not|hadn't|had never|never)\b"
    r"|\b(?:if it (?:were|was)|were it|had it) not (?:been )?for\b|\bif not for\b|\bbut for\b|\bminus\b"
    r"|\b(?:take|taking|taken|leave|leaving) (?:away|out)\b|\bremov\w+|\bin the absence of\b"
    r"|如果(?:你)?(?:没有?|不是|未)|要不是|若(?:没有?|不是|无|非)|假如没有?|去掉|没有",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:instead of|rather than) (?:number |place |rank )?(\d+)\b", re.IGNORECASE)
OUTCOMES: Mapping[Outcome, "re.Pattern[str]"] = {
    "stays": re.compile(
        r"\bwould (?:still|have (?:stayed|remained|kept)|stay|remain|keep)\b|\bwould (?:be|have been) "
        r"(?:here|there|in it|on it|in the list|listed) (?:anyway|too|all the same|regardless)\b"
        r"|\b(?:all the same|regardless|either way|in any case|anyway|just the same)\b"
        r"|仍(?:会|然)|还会|依然|照样",
        re.IGNORECASE,
    ),
    "out": re.compile(
        r"\b(?:would|'d) (?:not|never) (?:even )?(?:be|have been|have made|make|have appeared"
        r"|appear|have come|show|"
        r"have shown|have got|get|feature|have featured|stand|have stood)\b(?! (?:gone|missing"
        r"|left|lost|out|dropped))(?: (?:it|up))?"
        r"(?: (?:here|in|into|on|onto|among|at all|the list|this list|your list))*"
        r"|\bwouldn't (?:even )?(?:be|have been|have made|make|have appeared|appear|show"
        r"|have shown|have got|get|feature"
        r"|stand|have stood)\b(?! (?:gone|missing|left|lost|out|dropped))(?: (?:it"
        r"|up))?(?: (?:here|in|into|on|onto|among|at all|the list|this list|your list))*"
        r"|\b(?:would|'d) (?:have )?(?:left|leave|dropped out|drop out|fallen out|fall out"
        r"|fallen off|fall off|dropped off|"
        r"drop off|slipped out|slip out|gone|be gone|be missing|been missing|missed|miss"
        r"|disappeared?|vanish(?:ed)?|been left out|be left out)\b"
        r"(?: (?:of|from))?(?: (?:the|this|your) list)?"
        r"|就?不会(?:出现)?(?:在)?(?:这里|此|列表|名单|这份列表)?(?:中|里|上)?|会?(?:掉|跌|落|离)(?:出|开)(?:这份)?(?:列表|名单)?",
        re.IGNORECASE,
    ),
    "falls": re.compile(
        r"\b(?:would|'d) (?:have )?(?:only )?(?:fallen|fall|dropped|drop|sunk|sink|slipped"
        r"|slip|slid|slide|moved down|move down"
        r"|been lower|be lower|ranked lower|rank lower|lost|lose|go down|gone down|come|rank|ranked|been|be"
        r"|stand|stood|end up|ended up)\b"
        r"|会?(?:降|跌|掉|落|下滑|排)(?:到|至|在)",
        re.IGNORECASE,
    ),
}
RISES = re.compile(
    r"\b(?:would|'d) (?:have )?(?:risen|rise|climbed|climb|moved up|move up|gained|gain"
    r"|been higher|be higher|jumped)\b|会?(?:升|上升)",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:mainly|mostly|chiefly|above all|most of all|primarily|first and foremost"
    r"|foremost|largely|in the first place"
    r"|(?:main|chief|strongest|biggest|top|leading|principal|key|first|most important"
    r"|weightiest) (?:reason|cause|argument|factor|part|driver|thing)s?"
    r"|weighs? most|counts? most|argues? most|speaks? most|matters? most|does most"
    r"|did most)\b|主要|首要|最重要|最主要",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:more|less|rather|stronger|weaker|higher|lower|better|worse|other) than\b"
    r"|\boutweigh\w*|\b(?:ranks?|stands?|comes?|is|sits?|put) (?:ahead of|above|below)\b"
    r"|\bas much as\b|\bover and above\b|\bbeats?\b|\bovertak\w+|\bsooner than\b"
    r"|\bnext to nothing\b|比|超过|高于|低于|不如",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:always|never|everyone|everybody|every|all(?! told| the same)|nobody|no one|none"
    r"|nothing|entirely|solely|exclusively|purely|wholly"
    r"|completely|totally|certainly|definitely|undoubtedly|surely|guaranteed?|perfect\w*"
    r"|best|ideal\w*|the only"
    r"|only (?:reason|cause|because|thing)|must|without (?:a )?doubt|no doubt|exactly"
    r"|precisely|most people|any\w*|ever)\b"
    r"|总是|从来|所有|每个人|人人|大家都|完全|唯一|绝对|肯定|一定|必定|最好|完美",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:first of all|most of all|after all|at all|not only|if any|if not (?:within|in)|best (?=of what)"
    r"|all the same)\b",
    re.IGNORECASE,
)
"""Not the absolute claims, negations or orders that single words of them would be."""
HEDGE = re.compile(
    r"\b(?:comes? (?:fairly |quite )?near|coming (?:fairly )?near|near(?:s|ing)?|close to"
    r"|not (?:too )?far from|comes? close"
    r"|coming close|loosely|somewhat|partly|borders? on|adjacent|almost|nearly|may|might"
    r"|perhaps|possibly|touches on"
    r"|in the neighbou?rhood of|verges? on|approach\w*)\b|接近|靠近|可能|也许|近似|相近",
    re.IGNORECASE,
)
FITS = re.compile(
    r"\b(?:fit(?:s|ting|ted)?|match(?:es|ing|ed)?|suits?|squarely|belongs? to|part of"
    r"|in line with|serves?|goes with|at home in"
    r"|right (?:in|within|up)|falls? (?:in|within|under))\b|符合|契合|匹配",
    re.IGNORECASE,
)
VAGUE: Sequence[tuple["re.Pattern[str]", float, float]] = (
    (
        re.compile(
            r"\b(?:countless|millions|thousands|hundreds|dozens|scores of|masses of|huge numbers?"
            r"|most(?= (?:other |of the |of those )?(?:people|viewers|users|readers|others|takers|also|picked"
            r"|took|had|who)| of (?:them|those|these)))\b",
            re.IGNORECASE,
        ),
        1e18,
        0.0,
    ),
    (
        re.compile(
            r"\b(?:many|lots? of|plenty of|numerous|a great number of|a crowd of)(?= \w)|很多|许多|大量"
            r"|不少",
            re.IGNORECASE,
        ),
        10,
        1e18,
    ),
    (re.compile(r"\b(?:several|quite a few|a number of)\b|一些|若干", re.IGNORECASE), 2, 1e18),
    (
        re.compile(
            r"\b(?:a few|a handful(?: of)?|(?<!a )few|hardly any|a couple of)\b|少数|几个", re.IGNORECASE
        ),
        1,
        9,
    ),
    (
        re.compile(
            r"\b(?:one|a single|another|some) (?:other )?(?:person|viewer|reader|user)\b"
            r"|\bsomebody\b|\bsomeone\b",
            re.IGNORECASE,
        ),
        1,
        1,
    ),
)
"""Words for a number of people -> least and most that they may stand for."""
SPANS: Sequence[tuple["re.Pattern[str]", float]] = (
    (
        re.compile(
            r"\b(?:this|the past|the last|past|in a|within a|over a|last) (?:single )?week\b|(?:这"
            r"|最近|过去|本|上)(?:一)?周",
            re.IGNORECASE,
        ),
        7,
    ),
    (re.compile(r"\b(?:the past|the last|past|last) fortnight\b", re.IGNORECASE), 14),
    (
        re.compile(
            r"\b(?:this|the past|the last|past|in a|within a|over a|last) (?:single )?month\b|(?:这"
            r"|最近|过去|本|上)(?:一)?个?月",
            re.IGNORECASE,
        ),
        30,
    ),
    (re.compile(r"\b(?:the past|the last|past|last) half[- ]year\b|(?:最近|过去)半年", re.IGNORECASE), 180),
    (re.compile(r"\b(?:this|the past|the last|past|last) year\b|(?:最近|过去)一年", re.IGNORECASE), 365),
    (re.compile(r"\b(?:today|yesterday|in a day|overnight|last night)\b|今天|昨天", re.IGNORECASE), 1),
)
"""Spans in words -> days."""
RECENTLY = re.compile(
    r"\b(?:recently|lately|of late|not long ago|a short while ago|these days|the other day"
    r"|just now)\b|最近|近来",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:more than|over|above|upwards of|fewer than|less than|under|below|nearly|almost"
    r"|close to|well over|just under|up to)\s*$",
    re.IGNORECASE,
)
"""Stands before a number that it makes untrue."""
