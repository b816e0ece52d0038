"""What is looked for, out of the words that ask for it."""

import re

from penchant.agent.dialogue.slots import THINGS

_FRONT = re.compile(
    rf"^(?:(?:me|us|to|for|some|any|a|an|another|more|other|good|nice|new|great|really"
    rf"|just|of|the best|best|please|something|anything|everything"
    rf"|that(?:'s| is| are)|which (?:is|are)|who is|i (?:can|could|should|might|would|will)(?: like"
    rf"| enjoy| love)?|we (?:can|could)|you have"
    rf"|i (?:watch|read|play|see|try|buy|cook|listen to|do|put on)|(?:{THINGS})(?= (?:that"
    rf"|which|like|to|with|for|by|about|from|called|set|i)\b)|called|named|by|about|titled"
    rf"|next|then|like|watch|read|play|try|see|listen to|else)\b[\s,]*)+",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:[\s,]+|^)(?:please|pls|tonight|today|now|right now|this time|this evening|this weekend"
    r"|tomorrow|next|again|instead|then|too|as well"
    r"|for (?:the weekend|tonight|today|me|us|now|a change|later|this evening|my evening"
    r"|the evening)|to (?:watch|read|play|listen to|see|try|buy|hear|cook)(?: tonight"
    r"| next| now)?"
    r"|on (?:the weekend|sunday|saturday)|if you (?:can|have any|don't mind)|thanks?|thank you"
    r"|you have|you've got|do you have|in (?:the|your) (?:catalog(?:ue)?|library|collection)"
    r"|out there|around)$",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^(?:(?:the|some|any|new|good|other|few|more) )*(?:{THINGS}|of them|more|good|new"
    rf"|else|nice|it|that|me|us|on|i|next|first|out|there)?$",
    re.IGNORECASE,
)
_FRONT_ZH = re.compile(
    r"^(?:一下|一些|一点|一?[个部本首款张]|几[个部本首款]|点儿?|些|给我|我|值得看的?|好看的?|好听的?|好玩的?|有关|关于|别的|其他的?|今晚"
    r"|今天|晚上|周末|适合|看|听|读|玩|什么|的|吧)+"
)
_BACK_ZH = re.compile(
    r"(?:吧|呢|啊|呀|吗|好吗|可以吗|看看|看|听|来看|的?(?:电影|影片|片子|书籍?|小说|歌曲?|音乐|游戏|作品|东西|推荐))+$"
)


def query_of(words: str) -> str | None:
    """The wish in the words behind "recommend" or "find"; None where nothing special is wished."""
    text = words.strip(" ,.;:!?。，！？\"'《》“”")
    text = _BACK_ZH.sub("", _FRONT_ZH.sub("", text)) or _kept(text)
    for _ in range(4):
        shorter = _BACK.sub("", _FRONT.sub("", text, count=1)).strip(" ,.;:!?")
        if shorter == text:
            break
        text = shorter
    return None if _BARE.match(text) else text


def _kept(text: str) -> str:
    """A noun such as 电影 alone is no wish; within a longer one it was cut off as needless."""
    return "" if _BACK_ZH.fullmatch(text) or _FRONT_ZH.fullmatch(text) else text
