"""The calls that look: reasons, interests, the profile; lists and the catalogue are in `wishing`."""

import re

from penchant.agent.dialogue.context import Context, about_item, do, iso
from penchant.agent.dialogue.decisions import Decision, Say
from penchant.agent.dialogue.mentions import Mention
from penchant.agent.dialogue.spans import span_of
from penchant.agent.dialogue.words import folded

_STATES = {
    "fading": r"\b(?:fad\w+|cool\w+|weaken\w*|declin\w+|shrink\w*|dying|waning|dwindl\w+)\b"
    r"|减弱|变淡|消退|下降|淡",
    "rising": r"\b(?:ris\w+|gr[eo]w\w*|increas\w+|strengthen\w*|gaining|getting stronger"
    r"|on the rise)\b|上升|增强|增长|变强",
    "new": r"\b(?:new|newest|fresh|just started|recently started)\b|新的?",
    "dormant": r"\b(?:dormant|asleep|sleeping|inactive|forgotten|abandoned|gone quiet)\b|休眠|沉睡",
    "returned": r"\b(?:return\w+|came back|come back|coming back|back again|revived)\b|回归|回来",
    "steady": r"\b(?:steady|stable|constant|lasting)\b|稳定",
}
_INTEREST_MEANT = re.compile(
    r"\bwithout\b|\binterest|\binto\b|兴趣|爱好|(?:如果|要是|假如)没有", re.IGNORECASE
)
"""What was never watched is an item, even one that there is not; what one is without may be an interest."""


def explain(context: Context) -> Decision:
    """Why an item is in the list: by its place, by its title, or the one that was talked about."""
    words = context.words("object")
    if not words or folded(words) in (
        "these",
        "this list",
        "the list",
        "my list",
        "them",
        "those",
        "yourself",
        "all of these",
    ):
        return _explained(context, Mention(words="", rank=None))
    return _explained(context, context.mentions.find(words))


def _explained(context: Context, mention: Mention) -> Decision:
    list_id = context.state.list_id
    if mention.rank is not None:
        if context.state.listed and mention.item is None:
            return Say(
                phrase="no_such_rank", fields={"rank": mention.rank, "count": len(context.state.listed)}
            )
        return do("explain_recommendation", {"list_id": list_id, "rank": mention.rank}, mention.title)
    if not mention.words or (mention.is_reference and mention.item is None):
        last = context.state.last_item if not mention.words else None
        return do(
            "explain_recommendation", {"list_id": list_id, "item": last, "rank": None if last else 1}, last
        )
    return about_item(context, mention, "explain_recommendation", {"list_id": list_id} if list_id else {})


def what_if(context: Context) -> Decision:
    """The list as it would be without, or with, an item."""
    words = context.words("object")
    kind = context.meant.slots.get("kind", "without")
    mention = context.mentions.find(words)
    is_of_items = mention.item is not None or mention.candidates or mention.is_reference
    if not is_of_items and kind == "without" and _INTEREST_MEANT.search(context.reading.sentence.core):
        return do("what_if", {"interest": words, "kind": kind, "list_id": context.state.list_id})
    given = {"kind": kind} | ({"list_id": context.state.list_id} if context.state.list_id else {})
    return about_item(context, mention, "what_if", given)


def compare_items(context: Context) -> Decision:
    """One item against another."""
    first, second = (context.mentions.find(context.words(slot)) for slot in ("object", "other"))
    given: dict[str, object] = {"list_id": context.state.list_id} if context.state.list_id else {}
    if first.item is None:
        given["other"] = second.item or second.words
        return about_item(context, first, "compare_items", given)
    if second.item is None:
        missing = about_item(context, second, "compare_items", given)
        if isinstance(missing, Say):
            return missing
    return do(
        "compare_items", {"item": first.item, "other": second.item or second.words, **given}, first.title
    )


def interests(context: Context) -> Decision:
    """The interests, all or of one state, now or at the end of a stretch of time."""
    sentence = context.reading.sentence
    period = context.reading.period
    state = context.meant.slots.get("state")
    is_said = context.label is not None or re.search(r"\binterests?\b|兴趣", sentence.core, re.IGNORECASE)
    if state is None and is_said:
        state = next(
            (name for name, words in _STATES.items() if re.search(words, sentence.core, re.IGNORECASE)), None
        )
    as_of = None
    if period is not None and period.last_moment < context.now:
        as_of = iso(period.last_moment)
    return do("get_interests", {"as_of": as_of, "state": state})


def compare_interests(context: Context) -> Decision:
    """The interests at two moments, the later of which is now unless another is named."""
    since, until = span_of(context.reading.sentence.core, context.reading.period, context.now)
    return do(
        "compare_interests", {"since": iso(since) if since else None, "until": iso(until) if until else None}
    )


def profile(context: Context) -> Decision:
    """The person in a few sentences."""
    is_refresh = re.search(
        r"\b(?:refresh|update|rewrite|renew|anew)\b|更新|刷新", context.reading.sentence.core, re.IGNORECASE
    )
    return do("get_profile", {"refresh": True if is_refresh else None})
