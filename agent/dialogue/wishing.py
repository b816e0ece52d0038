"""The calls that look for items: lists and what the catalogue has, within the conditions that are set."""

import re
from collections.abc import Sequence
from dataclasses import replace

from penchant.agent.dialogue.conditions.limits import without_limits
from penchant.agent.dialogue.conditions.reading import ALLOWED, Conditions, Constraint, lifted, refined
from penchant.agent.dialogue.context import Context, about_item, do
from penchant.agent.dialogue.decisions import Decision, Do, Say
from penchant.agent.dialogue.kinds import constraints_of, wanted_kinds, without_kind
from penchant.agent.dialogue.mentions import Mention
from penchant.agent.dialogue.queries import query_of
from penchant.agent.dialogue.slots import THINGS, how_many
from penchant.agent.dialogue.telling import preferred

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
_BARE_THING = re.compile(rf"^(?:any |some |good |the )*{THINGS}\b", re.IGNORECASE)
_NOTHING_ELSE = re.compile(
    r"(?:\b(?:only|just|but|and|also|ok|okay|please|it|them|make|keep|ones?|those|that|the|is|are|was|were|must|be|should"
    r"|has to|have to|films?|movies?|no|rather|preferably|then|now|instead)\b[ ,]*)*|[只要但的也得是 ]*",
    re.IGNORECASE,
)
"""What may stand beside a condition that refines the list before."""
_SIMILAR = re.compile(
    r"\b(?:similar|alike|in that vein|like (?:it|that|this))\b|类似|差不多的|同类", re.IGNORECASE
)
"""Words for the likeness to what was named before."""


def recommend(context: Context) -> Decision:
    """A list: how many, of which kind, of what, or like what, within which conditions."""
    conditions = context.conditions()
    core = context.reading.sentence.core
    count, _ = how_many(without_limits(core, conditions.limits))
    kinds = _kinds(context)
    like = _cut(context.words("like"), core, conditions)
    if like:
        decision = _like(context, like, count)
    else:
        words = _cut(context.words("object"), core, conditions)
        counted, uncounted = how_many(words)
        query = query_of(uncounted if counted is not None else words)
        query = without_kind(query) if kinds else query
        if query is None or _SIMILAR.fullmatch(query):
            query = _same_as_before(context, conditions)
        decision = _list(count, query, kinds)
    return _within(context, decision, conditions)


def wish(context: Context) -> Decision:
    """ "I want to watch X" keeps X for later where it is a title, and asks for a list where it is not."""
    mention = context.mentions.find(context.words("object"))
    if mention.item is not None and mention.is_exact and not mention.is_reference:
        return about_item(context, mention, "record_behaviour", {"kind": "save"})
    return recommend(context)


def search(context: Context) -> Decision:
    """What the catalogue has."""
    conditions = context.conditions()
    words = _cut(context.words("object"), context.reading.sentence.core, conditions)
    count, uncounted = how_many(words)
    query = query_of(uncounted) or query_of(words) or query_of(context.words("object"))
    query = _BY.sub("", query) or None if query else None
    is_title = query is not None and context.mentions.find(query).is_exact
    kinds = () if is_title else _kinds(context)
    if conditions.constraints and not is_title and _BARE_THING.match(context.reading.sentence.core):
        # "films from the thirties": nobody asks what there is, somebody wants to be shown some.
        return recommend(context)
    if query is None:
        return Say(phrase="search_for_what")
    new = () if is_title else conditions.constraints
    constraints = [*(constraints_of(kinds) or ()), *new]
    given = {"query": query, "k": count, "constraints": constraints or None}
    return _told_besides(do("search_catalogue", given), conditions)


def _list(count: int | None, query: str | None, kinds: Sequence[str]) -> Do:
    return do("recommend", {"k": count, "query": query, "constraints": constraints_of(kinds)})


def _kinds(context: Context) -> tuple[str, ...]:
    return wanted_kinds(context.reading.sentence.core, context.mentions.kinds())


def _cut(words: str, core: str, conditions: Conditions) -> str:
    """The words for a slot without those that set a condition."""
    for limit in sorted(conditions.limits, key=lambda one: one.start - one.end):
        if not limit.is_wish:
            words = words.replace(core[limit.start : limit.end].strip(), " ")
    return " ".join(words.split()).strip(" ,.;:!?，。、；：")


def _same_as_before(context: Context, conditions: Conditions) -> str | None:
    """What a sentence that only sets or lifts conditions, or says "similar", goes on from."""
    core = context.reading.sentence.core
    if _SIMILAR.search(core) and context.state.last_item is not None:
        return context.state.last_item
    rest = without_limits(core, conditions.limits)
    is_refining = context.label == "refine" or (conditions.limits and _NOTHING_ELSE.fullmatch(rest))
    return context.state.query if is_refining else None


def _within(context: Context, decision: Decision, conditions: Conditions) -> Decision:
    """The list within the conditions that were kept, as this sentence refines or lifts them."""
    if not isinstance(decision, Do) or decision.call.name != "recommend":
        return decision
    if ALLOWED.search(context.reading.sentence.core):
        decision = replace(decision, allows_age_rated=True)
    own: Sequence[Constraint] = decision.call.arguments.get("constraints") or ()  # type: ignore[assignment]
    kept = context.state.conditions_now(context.now)
    if context.fields is not None and not conditions.constraints:
        stays = lifted(context.reading.sentence.core, kept, context.fields())
        if stays is not None:
            query = decision.call.arguments.get("query") if context.label is None else context.state.query
            return _asked_again(decision, (*stays,), query)
    if own and any(one["field"] == "kind" and one not in own for one in kept):
        # Another kind of thing is another matter.
        kept = ()
    merged = refined(refined(kept, own), conditions.constraints)
    return _told_besides(_asked_again(decision, merged, decision.call.arguments.get("query")), conditions)


def _asked_again(done: Do, constraints: Sequence[Constraint], query: object) -> Do:
    arguments = {
        **done.call.arguments,
        "query": query,
        "constraints": [dict(one) for one in constraints] or None,
    }
    return replace(done, call=do("recommend", arguments).call)


def _told_besides(done: Do, conditions: Conditions) -> Do:
    """What was asked for and no item says anything of is said, not passed over."""
    said = tuple(Say(phrase="no_such_field", fields={"concept": one}) for one in conditions.unknown)
    return replace(done, besides=(*done.besides, *said))


def _like(context: Context, like: str, count: int | None) -> Decision:
    # What it is like may be of another kind: a film like a book. Only what stands around it tells.
    core = context.reading.sentence.core
    name, _, besides = _BESIDES.sub("\n", like, count=1).partition("\n")
    around = f"{core[: core.rfind(like)]} {besides}" if like in core else f"{core} {besides}"
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
