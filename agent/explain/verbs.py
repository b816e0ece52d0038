"""Words for kinds of events, states, days and parts of a score, in English and Chinese."""

from collections.abc import Mapping
from datetime import date

VERBS: Mapping[str, tuple[str, str]] = {
    "view": ("looked at", "看过"),
    "click": ("opened", "打开过"),
    "play": ("played", "看过"),
    "like": ("liked", "喜欢过"),
    "dislike": ("did not like", "不喜欢"),
    "rate": ("rated", "评过分"),
    "purchase": ("got", "买过"),
    "save": ("saved", "收藏过"),
    "share": ("shared", "分享过"),
    "comment": ("commented on", "评论过"),
    "skip": ("skipped", "跳过"),
}
_STATES = {
    "new": "新出现",
    "rising": "上升",
    "steady": "稳定",
    "fading": "减弱",
    "dormant": "沉寂",
    "returned": "回归",
}
_PARTS: Mapping[str, tuple[str, str]] = {
    "interests": ("your interests", "你的兴趣"),
    "recent": ("what you had last", "你最近选过的内容"),
    "together": ("what people with the same history had", "同好的选择"),
    "popular": ("being popular", "受欢迎程度"),
    "new": ("being new", "新颖"),
    "context": ("the time and how much you do", "时间与活跃程度"),
    "query": ("what you asked for", "你的要求"),
    "preferences": ("the rules that you have set", "你设定的偏好"),
    "dislikes": ("what you turned down", "你不喜欢的内容"),
    "diversity": ("variety in the list", "列表的多样性"),
    "responses": ("how you answered earlier lists", "你对以往列表的回应"),
    "profile": ("your profile", "你的画像"),
    "pinned": ("interests that you pinned", "你置顶的兴趣"),
    "muted": ("interests that you muted", "你屏蔽的兴趣"),
    "base": ("the start that all items have", "所有内容共有的起点"),
    "exploration": ("being drawn to be tried", "抽取尝试"),
}


def state_in(state: str, language: str) -> str:
    """The state of an interest."""
    return state if language == "en" else _STATES.get(state, state)


def day_in(day: date, language: str) -> str:
    """A day: "on 3 May 2024"."""
    if language == "zh":
        return f"在 {day.year} 年 {day.month} 月 {day.day} 日"
    return f"on {day.day} {day:%B %Y}"


def family_of(part: str) -> str:
    """What a part belongs to: popularity of all half-lives is one family."""
    return part if part in _PARTS else part.partition("_")[0]


def part_in(part: str, language: str) -> str:
    """What a part of a score stands for."""
    words = _PARTS.get(family_of(part))
    if words is None:
        return part.replace("_", " ")
    return words[0 if language == "en" else 1]
