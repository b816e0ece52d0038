"""The call that takes something out of memory; it is only proposed, and done when the person says yes."""

import re
from dataclasses import replace
from datetime import timedelta

from penchant.agent.dialogue.context import Context, about_item, do, iso
from penchant.agent.dialogue.decisions import Decision, Say
from penchant.agent.dialogue.kinds import without_kind
from penchant.agent.dialogue.mentions import Mention
from penchant.agent.dialogue.periods import Period, find_period, without_period

FORGET = "forget"
_ALL = (
    r"(?:everything|all|anything|whatever|it all|all of it|what"
    r"|my (?:whole |entire )?(?:data|history|past|behaviou?r)"
    r"|(?:all|everything) (?:of )?(?:my )?(?:data|history))"
)
_DOING = re.compile(
    rf"{_ALL}?(?: ?(?:that )?(?:i|we)(?:'ve| have)? (?:ever )?\w+(?: (?:you|to you|about))?)?"
    r"(?: ?(?:from|in|on|during|of|since|at|before|after|until))?"
    r"|我?(?:在|从)?的?(?:所有|一切|全部)?(?:我)?(?:做|看|听|读|玩|买|说|干)?(?:过|了)?的?"
    r"(?:所有|一切|全部)?(?:事情?|东西|记录|历史|内容|数据|行为)?",
    re.IGNORECASE,
)
"""What is left of a sentence that names nothing but a time: "everything I did", "做的事"."""
_BEFORE_SUBJECT = re.compile(
    r"^(?:(?:everything|all|anything|whatever|what)(?: (?:that )?"
    r"(?:you (?:know|have|keep)|i (?:did|said|told you)|is|has|had))*"
    r"(?: to do)?"
    r" (?:about|with|on|of|related to|concerning) "
    r"|(?:all )?(?:of )?(?:my|the) (?:interests?|tastes?|love|liking|fondness|weakness) (?:in|for|of) "
    r"|that (?:i|we) (?:like|love|enjoy|hate|dislike|prefer|want|am into|was into)(?:d|s)? (?:to )?"
    r"|that (?:i'm|i am|i was) into |(?:all|any)(?: of)? (?:the |my )?|about |(?:the|my) "
    r"|关于|有关|我?对|和|跟|与|所有|全部)",
    re.IGNORECASE,
)
_BEHIND_SUBJECT = re.compile(
    r"(?:的(?:兴趣|喜好))?(?:有关|相关)?(?:的)?(?:一切|所有|全部)?(?:的)?(?:内容|事情?|东西|记录|数据)?$"
)

_SINCE = re.compile(r"\bsince\b|以来|以后|之后|至今|起$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter (?:the )?$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|up to)\b", re.IGNORECASE)


def forget(context: Context) -> Decision:
    """What is to be taken out of memory."""
    if context.meant.slots.get("everything"):
        return do(FORGET, {"everything": True})
    words = context.words("object").removeprefix("我")
    whole = context.mentions.find(words) if words else None
    if whole is not None and whole.is_exact:
        return about_item(context, whole, FORGET, {})
    period = _period(context, words)
    rest = _without(words, period)
    if period is not None and (context.meant.slots.get("span") or _DOING.fullmatch(rest)):
        return do(FORGET, _stretch(context, period))
    if context.meant.slots.get("span") or not words:
        return Say(phrase="forget_what")
    return _part(context, rest, period)


def _part(context: Context, words: str, period: Period | None) -> Decision:
    """An item, or all that is about a subject; a time that is named with it narrows it."""
    subject = _BEFORE_SUBJECT.sub("", words).strip(" ,.;!?。，")
    if context.reading.sentence.language == "zh":
        subject = _BEHIND_SUBJECT.sub("", subject)
    if not subject:
        return Say(phrase="forget_what")
    narrowed = _stretch(context, period) if period is not None else {}
    mention = context.mentions.find(subject)
    if not mention.is_exact and (subject != words or context.mentions.is_topic(subject) or _is_new(mention)):
        return do(FORGET, {"about": without_kind(subject) or subject, **narrowed})
    return about_item(context, mention, FORGET, narrowed)


def _is_new(mention: Mention) -> bool:
    """Whether the words name nothing in the list or the catalogue."""
    return mention.item is None and not mention.candidates and not mention.near and not mention.is_reference


def _period(context: Context, words: str) -> Period | None:
    return (
        context.reading.period
        or find_period(f"in {words}", context.now)
        or find_period(f"在{words}", context.now)
    )


def _without(words: str, period: Period | None) -> str:
    """The words without those of the time; a preposition that only reading it needed is not in them."""
    if period is None:
        return words
    said = period.words if period.words in words else period.words.removeprefix("在").removeprefix("in ")
    return without_period(words, replace(period, words=said)).strip(" ,.;!?。，")


def _stretch(context: Context, period: Period) -> dict[str, object]:
    """From and to, the last second included; a time that only begins or ends one leaves the other open."""
    core = context.reading.sentence.core
    before = core[: core.find(period.words)] if period.words in core else ""
    since, until = period.start, min(period.last_moment, context.now)
    if _SINCE.search(period.words):
        return {"since": iso(since)}
    if _AFTER.search(before):
        return {"since": iso(period.end)}
    if _BEFORE.search(period.words):
        return {"until": iso(since - timedelta(seconds=1))}
    if _UNTIL.search(period.words):
        return {"until": iso(until)}
    return {"since": iso(since), "until": iso(until)}
