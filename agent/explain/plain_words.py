"""The words that an explanation may use without claiming anything: whatever else is said needs a fact.

A closed list is what keeps invented reasons out ("critics praise it", "your brother had it"): a reason
that nobody computed needs a word that is not here.
"""

import re

from penchant.agent.explain.sentences import CJK

_WORDS = """
    a about above account accounts accounted actually add adds added addition after again against ago along
    alongside also although among amongst an and another apart are argue argues argument arguments as aside ask asked at audience away
    back base based basis be because been before behind being below beside besides between beyond both bring brings
    brought but by call calls came can carried carries case cause caused causes certain chance choice chose chosen clear clearly
    come comes coming common companion compared connection consider count counted counts current currently
    day days decided deed deeds did do does doing done down driven due each earlier earned earns else enough entry
    especially even event events evidence evidently explain explained explains explanation far few finds first fits
    follow followed following follows for former found fourth from further gave get gets give given gives go goes
    going good got had half hand has have having help helped helps hence here high history how however if in
    include included includes indeed influence inside instance instead into is it item items its itself just keep
    keeps key kept kind know knows last lately later latter lead leading leads leave left less let lies lift lifted lifts
    like likely line link linked links list listed little long look looked looks made mainly make makes making many mark marks
    matter matters may mean means meanwhile might moment more most mostly moved much namely near near-by nearby
    next no not note now number numbers of off on once one ones only onto option or order other others otherwise
    our out over overall own owe owed owes part partly parts past people person persons pick picked picks piece place placed
    places played plays please plus point pointed pointing points position present probably pull pulled pulls push pushed
    pushes put puts quite rank ranked ranking ranks rather reach reached reaches reading really reason reasons recall
    recent recently recommend recommendation recommendations recommended record recorded records
    related relates remain remains remember rest rests result right role round run runs same say says score scored scores second see
    seem seems seen selection sense served serves set share shared shares show showed shown shows side sign similar simply since single
    sit sits slot so some somehow something speak speaks spoke spot stand stands start started still stood story strong stronger
    strongly such suggest suggested suggestion suggests support supported supports sure take taken takes taking taste
    tell tells than thank thanks that that's the their them themselves then there there's these they thing things
    think third this those though thought through thus tie tied ties time times title titles to together told too took top
    total toward towards trace traced traces true turn turned turns two under until up upon us use used user users very via viewers
    want wanted was way ways we weigh weighed weighs weight well went were what what's when where whether which
    while who whole whose why wish with within word words work works worth would yes yet you you'd you'll you're you've
    your yours taker takers pulling drew draw draws drawn earns landed lands land appear appears appeared
    earn belong belongs keeps holds hold held turns counting deal lot bit slightly likewise similarly therefore
    equally thereby owing because-of answer answers question put putting reader readers spots third-party lets recent-most
    up-to-date roughly around approximately circa least at-most highest lowest wide span window period stretch weeks week month months
    year years fortnight lower higher fell fall falls drop drops slip slips move moves counterfactual removal gone absence
    absent presence present alone nothing set-up sits behind mind bear bears bearing borne backs back backed backing rests
    resting ground grounds grounded footing stems stem rooted root comes-from thanks-to partly chiefly
    similar-minded hands find finding during being main matches matching whole brand goes given favour favor carries wishes closeness it'd it'll they'd other's
"""
PLAIN = frozenset(_WORDS.split()) - {"our", "us", "we", "story", "user"}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CHINESE = (
    *("推荐", "因为", "因此", "所以", "由于", "原因", "理由", "这个", "这些", "那个", "这里", "这份", "列表", "名单", "排名", "排在"),
    *("它", "这", "那", "你", "您", "的", "了", "是", "在", "和", "与", "跟", "及", "还", "也", "都", "就", "而", "并", "但", "或"),
    *("有", "被", "把", "对", "为", "以", "从", "到", "于", "中", "里", "上", "下", "内", "后", "前", "时", "过", "曾", "很", "更"),
    *("另外", "其他", "其它", "此外", "以及", "如", "像", "属于", "位", "名", "第", "个", "部", "本", "款", "项", "件", "条", "次", "共"),
    *("已", "已经", "我们", "曾经", "来自", "基于", "之一", "一个", "一项", "它会", "会", "最", "近", "日", "天", "月", "年", "且", "所", "之"),
)
_CHINESE_WORDS = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))


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
