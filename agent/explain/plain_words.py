"""The words that an explanation may use without claiming anything: whatever else is said needs a fact.

A closed list is what keeps invented reasons out ("critics praise it", "your brother had it"): a reason
that nobody computed needs a word that is not here.
"""

import re

from penchant.agent.explain.sentences import CJK

_WORDS = """
    a about above absence absent account accounted accounts actually add added addition adds after
    again against ago alone along alike alongside also although among amongst an and another answer
    answers apart appear appeared appears approximately are argue argues argument arguments around
    as aside ask asked at audience away back backed backing backs base based basis be bear bearing
    bears because been before behind being belong belongs below beside besides between beyond bit
    borne both brand bring brings brought but by call calls came can carried carries case cause
    caused causes certain chance chiefly choice chose chosen circa clear clearly close closeness come
    comes coming common companion compared connection consider count course counted counterfactual counting
    counts current currently day days deal decided deed deeds did do does doing done down draw drawn
    draws drew driven drop drops due during each earlier earn earned earns else enough entry equally
    especially even event events evidence evidently explain explained explains explanation fall
    falls far favor favour fell few find finding finds first fits follow followed following follows
    footing for former fortnight found fourth from further gave get gets give given gives go goes
    going gone good got ground grounded grounds had half hand hands has have having held help helped
    helps hence here high higher highest history hold holds how however if in include included
    includes indeed influence inside instance instead into is it it'd it'll item items its itself
    just keep keeps kept key kind know knows land landed lands last lately later latter lead leading
    leads least leave left less let lets lies lift lifted lifts like likely likewise line link
    linked links list listed little long look looked looks lot lower lowest made main mainly make
    makes making many mark marks matches matching matter matters may mean means meanwhile might mind
    moment month months more most mostly move moved moves much namely near nearby next no not note
    nothing now number numbers of off on once one ones only onto option or order other other's
    others otherwise out over overall owe owed owes owing own part partly parts past people period
    person persons pick picked picks piece place placed places played plays please plus point
    pointed pointing points position presence present probably pull pulled pulling pulls push pushed
    pushes put puts putting question quite rank ranked ranking ranks rather reach reached reaches
    reader readers reading really reason reasons recall recent recently recommend recommendation
    recommendations recommended record recorded records related relates remain remains remember
    removal rest resting rests result right role root rooted roughly round run runs same say says
    score scored scores second see seem seems seen selection sense served serves set share shared
    shares show showed shown shows side sign similar similarly simply since single sit sits slightly
    slip slips slot so some somehow something span speak speaks spoke spot spots stand stands start
    started stem stems still stood stretch strong stronger strongly such suggest suggested
    suggestion suggests support supported supports sure take taken taker takers takes taking taste
    tell tells than thank thanks that that's the their them themselves then there there's thereby
    therefore these they they'd thing things think third this those though thought through thus tie
    tied ties time times title titles to together told too took top total toward towards trace
    traced traces true turn turned turns two under until up upon use used users very via viewers
    want wanted was way ways week weeks weigh weighed weighs weight well went were what what's when
    where whether which while who whole whose why wide window wish wishes with within word words
    work works worth would year years yes yet you you'd you'll you're you've your yours
"""
PLAIN = frozenset(_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CHINESE = """
    推荐 因为 因此 所以 由于 原因 理由 这个 这些 那个 这里 这份 列表 名单 排名 排在 它 这 那 你
    您 的 了 是 在 和 与 跟 及 还 也 都 就 而 并 但 或 有 被 把
    对 为 以 从 到 于 中 里 上 下 内 后 前 时 过 曾 很 更 另外 其他
    其它 此外 以及 如 像 属于 位 名 第 个 部 本 款 项 件 条 次 共 已 已经
    我们 曾经 来自 基于 之一 一个 一项 它会 会 最 近 日 天 月 年 且 所 之
"""
_CHINESE_WORDS = re.compile("|".join(sorted(_CHINESE.split(), key=len, reverse=True)))


def unplain(rest: str) -> str | None:
    """The first word of what is left of a sentence that claims something; None when none does."""
    for match in _WORD.finditer(rest):
        word = match[0].lower()
        if CJK.search(word):
            left = _CHINESE_WORDS.sub("", word)
            if left:
                return left
        elif word not in PLAIN and word.removesuffix("'s") not in PLAIN:
            return match[0]
    return None
