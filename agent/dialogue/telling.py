"""The calls that tell Penchant something: what was done, liked, rated, wished, edited."""

import re
from collections.abc import Collection
from dataclasses import replace

from penchant.agent.dialogue.context import Context, about_item, do
from penchant.agent.dialogue.decisions import Ask, Decision, Do, Say
from penchant.agent.dialogue.mentions import Mention
from penchant.agent.dialogue.periods import without_period
from penchant.agent.dialogue.polarity import polarity
from penchant.agent.dialogue.state import Option
from penchant.agent.dialogue.words import Sentence
from penchant.agent.ports import ToolCall

RECORD = "record_behaviour"
_PREFERENCE = "state_preference"
LONGEST_STATEMENT = 300
"""Characters of a wish that are recorded."""
_VERBS = {
    "watched": r"\b(?:re)?(?:watch\w*|saw|seen|see|stream\w*|binge\w*)\b",
    "read": r"\b(?:re-?)?read\w*\b",
    "listened to": r"\b(?:listen\w*|heard)\b",
    "finished": r"\b(?:finish\w*|complet\w*)\b",
    "played": r"\b(?:re)?play\w*\b",
    "看过": r"看|刷|追",
    "读过": r"读",
    "听过": r"听",
    "玩过": r"玩",
}
_THAT_INTEREST = re.compile(
    r"(?:(?:that|this|it|them|the same|interest)?(?: interest| one)?|[它这那](?:个|项)?(?:兴趣)?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:please|a lot|very much|so much|too|as well|again|already|lately|recently"
    r"|these days|nowadays|now|at all|much|anymore|any more|everyone|tbh|though|by the way"
    r"|btw)$",
    re.IGNORECASE,
)


def record(context: Context) -> Decision:
    """One thing that was done with an item."""
    kind = context.meant.slots["kind"]
    mention = _mention(context)
    if context.meant.slots.get("else") == "less" and mention.item is None and not mention.is_reference:
        return preferred(context, "less", mention.words)
    given: dict[str, object] = {"kind": kind}
    at = context.moment()
    if at is not None and kind not in ("save", "skip"):
        given["at"] = at
    decision = about_item(context, mention, RECORD, given)
    return replace(decision, verb=_verb(context)) if isinstance(decision, Do) and kind == "play" else decision


def _verb(context: Context) -> str | None:
    """The person's own verb for what the log calls `play`."""
    core = context.reading.sentence.core
    return next((verb for verb, words in _VERBS.items() if re.search(words, core, re.IGNORECASE)), None)


def opinion(context: Context) -> Decision:
    """A liking or disliking of an item; of anything else it is a preference."""
    said = polarity(_opinion_clause(context))
    if context.label is not None and said in (None, "unclear"):
        said = context.meant.slots.get("said", said)  # type: ignore[assignment]
    tense = context.meant.slots.get("tense")
    words = _object(context)
    if tense != "past" and context.mentions.is_topic(words):
        return preferred(context, "more" if said == "for" else "less", words)
    mention = _mention(context)
    is_item = mention.item is not None or mention.is_reference
    if not is_item and (tense == "present" or (tense == "either" and not mention.candidates)):
        # "I like heist films" names no item, so it says what is wanted.
        return preferred(context, "more" if said == "for" else "less", mention.words)
    if said is None or said == "unclear":
        return _like_or_dislike(mention)
    at = context.moment()
    given = {"kind": "like" if said == "for" else "dislike"} | ({"at": at} if at else {})
    return about_item(context, mention, RECORD, given)


def rate(context: Context) -> Decision:
    """A rating, as given."""
    rating = context.reading.rating
    if rating is None:
        return Say(phrase="rate_how")
    at = context.moment()
    given = {"kind": "rate", "value": rating.value} | ({"at": at} if at else {})
    return about_item(context, _mention(context), RECORD, given)


def not_done(context: Context) -> Decision:
    """What was not done is no behaviour."""
    return Say(phrase="not_recorded", fields={"words": _mention(context).title or context.words("object")})


def preference(context: Context) -> Decision:
    """A wish for more, less or none of something."""
    return preferred(context, str(context.meant.slots["liking"]), _object(context))


def edit_interest(context: Context) -> Decision:
    """A hand on one interest, or the last one taken back."""
    action = str(context.meant.slots.get("action") or context.words("action")).casefold()
    if action == "undo":
        return _undo(context)
    interest = _unquoted(context.words("interest") or context.words("object"))
    if _THAT_INTEREST.fullmatch(interest) and action != "merge":
        interest = context.state.last_interest or ""
    name = _unquoted(context.words("name"))
    into = _unquoted(context.words("into") or context.words("other"))
    given = {"interest": interest, "name": name, "into": into}
    return do("edit_interest", {"action": action} | {key: words or None for key, words in given.items()})


def _undo(context: Context) -> Decision:
    """What was done last in this conversation is meant; an edit of any day before it otherwise."""
    tool, event_id = context.state.last_change or ("", "")
    if tool == RECORD and event_id:
        return do("forget", {"event_id": event_id})
    if tool == "forget":
        return Say(phrase="undo_nothing_said")
    return do("edit_interest", {"action": "undo"})


def _unquoted(words: str) -> str:
    return words.strip(" '\"《》“”「」")


def _object(context: Context) -> str:
    words = without_period(context.words("object"), context.reading.period)
    for _ in range(3):
        words = _TAIL.sub("", words).strip(" ,.;!?。，")
    return words


def _mention(context: Context) -> Mention:
    """The item that is meant, with its time words as part of its title only where that is a title."""
    whole = context.words("object")
    found = context.mentions.find(whole)
    if found.is_exact:
        return found
    shorter = _object(context)
    return context.mentions.find(shorter) if shorter != whole else found


def _opinion_clause(context: Context) -> str:
    tail = context.words("tail")
    if tail:
        verb = re.search(r"\b(?:wasn't|isn't|weren't|aren't)\b", context.reading.sentence.core, re.IGNORECASE)
        return f"not {tail}" if verb else tail
    clause = context.reading.sentence.core
    words = context.words("object")
    # What is liked may be called "Hate": only what stands before it is an opinion.
    return clause[: clause.rfind(words)] if words and words in clause else clause


def _like_or_dislike(mention: Mention) -> Decision:
    if mention.item is None or mention.title is None:
        return Say(phrase="no_such_item" if mention.words else "which_item", fields={"words": mention.words})
    options = tuple(
        Option(label=kind, call=ToolCall(name=RECORD, arguments={"kind": kind, "item": mention.item}))
        for kind in ("like", "dislike")
    )
    return Ask(phrase="like_or_dislike", options=options, fields={"title": mention.title})


def preferred(context: Context, liking: str, about: str) -> Decision:
    """The rule, where it can be kept; else as much of it as can be noted."""
    if context.reading.sentence.language == "zh" and len(about) > 2:
        about = about.removesuffix("的")
    if not about:
        return Say(phrase="prefer_what")
    if _PREFERENCE in context.tools:
        return do(_PREFERENCE, {"about": about, "liking": liking})
    if liking == "more":
        return _stated(context.reading.sentence, about)
    # A statement counts for what it names: one against a thing would strengthen it.
    return Say(phrase="no_less_yet", fields={"about": about, "is_never": liking == "never"})


def said_by_newcomer(done: Do, sentence: Sentence, tools: Collection[str]) -> Do | None:
    """What to record of a wish by somebody of whom nothing is known: rules are kept of known users only.

    A wish for more is a beginning that lists can be made from; one for less is none.
    """
    arguments = done.call.arguments
    if done.call.name != _PREFERENCE or arguments.get("liking") != "more" or RECORD not in tools:
        return None
    return _stated(sentence, str(arguments["about"]))


def _stated(sentence: Sentence, about: str) -> Do:
    return do(RECORD, {"kind": "statement", "text": sentence.said[:LONGEST_STATEMENT]}, about)
