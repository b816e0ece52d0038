"""The calls that look: lists, reasons, interests, the profile, the catalogue."""

import re
from collections.abc import Sequence

from penchant.agent.dialogue.context import Context, about_item, do, iso
from penchant.agent.dialogue.decisions import Decision, Say
from penchant.agent.dialogue.kinds import constraints_of, wanted_kinds, without_kind
from penchant.agent.dialogue.mentions import Mention
from penchant.agent.dialogue.queries import query_of
from penchant.agent.dialogue.slots import how_many
from penchant.agent.dialogue.spans import span_of
from penchant.agent.dialogue.telling import preferred
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

_BY = re.compile(
    r"^(?:films?|movies?|books?|games?|songs?|albums?|anything)? ?"
    r"(?:with|starring|featuring|directed by|written by|made by|by|star|stars|feature|features) (?=\S)",
    re.IGNORECASE,
)
"""Words before a name that say what its bearer did."""
_BESIDES = re.compile(r",? but |, | please,? ?| only ", re.IGNORECASE)
"""What stands between the thing that is named and what is said besides: "like Heat, but a book"."""
_MORE_LIKE = re.compile(
    r"^(?:(?:i|we)(?:'d| would)? (?:want|like|love) )?(?:some )?more like ", re.IGNORECASE
)
_PLURAL = re.compile(r"^[a-z][a-z -]*(?<![sui'])s$")
"""Common nouns in the plural: what is called so begins with a capital."""


def recommend(context: Context) -> Decision:
    """A list: how many, of which kind, of what, or like what."""
    like = context.words("like")
    count, _ = how_many(context.reading.sentence.core)
    kinds = _kinds(context)
    if like:
        return _like(context, like, count)
    words = context.words("object")
    counted, uncounted = how_many(words)
    query = query_of(uncounted if counted is not None else words)
    return _list(count, without_kind(query) if kinds else query, kinds)


def _list(count: int | None, query: str | None, kinds: Sequence[str]) -> Decision:
    return do("recommend", {"k": count, "query": query, "constraints": constraints_of(kinds)})


def _kinds(context: Context) -> tuple[str, ...]:
    return wanted_kinds(context.reading.sentence.core, context.mentions.kinds())


def _like(context: Context, like: str, count: int | None) -> Decision:
    # What it is like may be of another kind: a film like a book. Only what stands around it tells.
    core = context.reading.sentence.core
    name, _, besides = _BESIDES.sub("\n", like, count=1).partition("\n")
    around = f"{core[: core.rfind(like)]} {besides}"
    kinds = wanted_kinds(around, context.mentions.kinds())
    if besides and not context.mentions.find(like).is_exact:
        # What is only a kind or a count is a filter; anything else is part of the wish.
        only = without_kind(query_of(how_many(besides)[1])) if kinds else query_of(besides)
        like = name if only is None else like
    mention = context.mentions.find(like)
    if _MORE_LIKE.match(core) and _is_kind_of_thing(context, mention):
        return preferred(context, "more", mention.words)
    if mention.is_reference:
        return _list(count, mention.title or context.state.title_at(1), kinds)
    if mention.item is not None and mention.is_exact:
        return _list(count, mention.words, kinds)
    return _list(count, query_of(like), kinds)


def _is_kind_of_thing(context: Context, mention: Mention) -> bool:
    """Whether "more like X" names a kind, as "space operas" does, and nothing that is called so."""
    if mention.item is not None or mention.candidates or mention.is_reference:
        return False
    return context.mentions.is_topic(mention.words) or _PLURAL.search(mention.words) is not None


def wish(context: Context) -> Decision:
    """ "I want to watch X" keeps X for later where it is a title, and asks for a list where it is not."""
    mention = context.mentions.find(context.words("object"))
    if mention.item is not None and mention.is_exact and not mention.is_reference:
        return about_item(context, mention, "record_behaviour", {"kind": "save"})
    return recommend(context)


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
    if mention.item is None and not mention.candidates and not mention.is_reference and kind == "without":
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
    if state is None and re.search(r"\binterests?\b|兴趣", sentence.core, re.IGNORECASE):
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


def search(context: Context) -> Decision:
    """What the catalogue has."""
    words = context.words("object")
    count, uncounted = how_many(words)
    query = query_of(uncounted) or query_of(words)
    query = _BY.sub("", query) or None if query else None
    kinds = _kinds_named(context, query)
    if query is None:
        return Say(phrase="search_for_what")
    return do("search_catalogue", {"query": query, "k": count, "constraints": constraints_of(kinds)})


def _kinds_named(context: Context, query: str | None) -> tuple[str, ...]:
    """The kinds that are asked for, unless it is a title that names one, as "The Jungle Book" does."""
    if query is not None and context.mentions.find(query).is_exact:
        return ()
    return _kinds(context)
