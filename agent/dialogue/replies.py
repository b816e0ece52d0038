"""Replies composed from results by code, in the language of the question.

Every name and number is read from a result. What comes from items is data: one line, limited in
length, without control characters.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue.changes import Compared, largest_change, strongest
from penchant.agent.dialogue.conditions.telling import conditions_in_words
from penchant.agent.dialogue.decisions import Ask, Do, Say
from penchant.agent.dialogue.edit_replies import EDIT_COMPOSERS, besides, day, marks
from penchant.agent.dialogue.phrases import PHRASES, phrase, word
from penchant.agent.dialogue.shapes import (
    FoundListShape,
    InterestsShape,
    ListShape,
    ReasonShape,
    RecordShape,
)
from penchant.agent.dialogue.showing import REASON, joined, percent, plain
from penchant.agent.dialogue.why_replies import WHY_COMPOSERS
from penchant.agent.dialogue.words import Language
from penchant.agent.errors import PenchantError, UnknownInterest, UnknownList, UnknownUser

if TYPE_CHECKING:
    from pydantic import BaseModel

_INTERESTS = 8
_FOUND = 10


def said(decision: Say | Ask, language: Language) -> str:
    """The text of an answer or question without a tool."""
    fields = {name: plain(value) for name, value in decision.fields.items()}
    if isinstance(decision, Say) and decision.phrase == "no_such_field":
        concept = word(language, f"concept_{fields['concept']}", fields["concept"])
        return phrase(language, "no_such_field", concept=concept)
    if isinstance(decision, Say) and decision.phrase == "no_such_tool":
        deed = word(language, f"deed_{fields['tool']}", word(language, "deed_other"))
        return phrase(language, "no_such_tool", deed=deed)
    text = phrase(language, decision.phrase, **fields)
    if isinstance(decision, Ask):
        labels = [word(language, f"option_{one.label}", plain(one.label)) for one in decision.options]
        text = "\n".join([text, *(f"{place}. {label}" for place, label in enumerate(labels, start=1))])
    return text


def refused(error: PenchantError, language: Language) -> str:
    """An error that the person can mend, as a plain sentence."""
    if isinstance(error, UnknownUser):
        return phrase(language, "unknown_user")
    if isinstance(error, UnknownList):
        return phrase(language, "no_list")
    message, hint = (plain(one, REASON).rstrip(".") for one in (error.message, error.hint))
    if isinstance(error, UnknownInterest):
        return phrase(language, "which_interest", message=message, hint=hint)
    return phrase(language, "error_hint" if hint else "error", message=message, hint=hint)


def lead(result: "BaseModel", done: Do, language: Language) -> str:
    """The sentence over a list, by template."""
    made = cast("ListShape", result)
    if any(note.code == "new_user" for note in made.notes):
        return phrase(language, "list_lead_new")
    query = done.call.arguments.get("query")
    first = (
        phrase(language, "list_lead_query", query=plain(query)) if query else phrase(language, "list_lead")
    )
    return joined(language, first, *conditions_told(done, language), *said_besides(done, language))


def conditions_told(done: Do, language: Language) -> list[str]:
    """Within which conditions a list was made."""
    given = cast("Sequence[Mapping[str, object]]", done.call.arguments.get("constraints") or ())
    told = conditions_in_words([one for one in given if isinstance(one, Mapping)], language)
    return [phrase(language, "list_conditions", conditions=told)] if told else []


def nothing_fits(made: ListShape, lead_sentence: str, language: Language) -> str:
    """An empty list: what was asked for, that nothing is so, and what comes nearest."""
    nearest = [note for note in made.notes if note.code == "near_miss"]
    lines = [phrase(language, "list_empty")]
    if nearest:
        lines = [joined(language, lead_sentence, phrase(language, "list_none_fits"))]
    return "\n".join([*lines, *_noted(made, language)])


def _noted(made: ListShape, language: Language) -> list[str]:
    """What is to be known of a list, a line each."""
    lines = []
    for note in made.notes:
        if note.code != "new_user":
            is_known = note.code in PHRASES and language != "en"
            text = plain(note.text, REASON)
            lines.append(
                phrase(language, note.code, text=text.partition(": ")[2] or text) if is_known else text
            )
    return lines


def said_besides(done: Do, language: Language) -> list[str]:
    """What is to be said beside a result."""
    return [said(one, language) for one in done.besides]


def listed(result: "BaseModel", lead_sentence: str, language: Language) -> str:
    """A list as numbered lines with the first reason of each."""
    made = cast("ListShape", result)
    if not made.items:
        return nothing_fits(made, lead_sentence, language)
    lines = [lead_sentence]
    for one in made.items:
        reason = _short_reason(one.reasons[0], language) if one.reasons else ""
        dash = f" — {reason}" if reason else ""
        lines.append(f"{one.rank}. {plain(one.title)}{dash}")
    for note in made.notes:
        if note.code != "new_user":
            is_known = note.code in PHRASES and language != "en"
            lines.append(phrase(language, note.code) if is_known else plain(note.text, REASON))
    return "\n".join(lines)


def replied(done: Do, result: "BaseModel", language: Language, compared: Compared | None = None) -> str:
    """The reply to a tool's result; `compared` are the interests before and after it."""
    composed = _COMPOSERS.get(done.call.name)
    if composed is not None:
        return composed(result, done, language)
    edited = EDIT_COMPOSERS.get(done.call.name)
    if edited is not None:
        return edited(result, done, language, compared)
    if done.call.name == "record_behaviour":
        return recorded(result, done, language, compared)
    return _generic(result, language)


def recorded(result: "BaseModel", done: Do, language: Language, compared: Compared | None) -> str:
    """What was noted, and what it changed."""
    if cast("RecordShape", result).duplicate:
        return phrase(language, "recorded_already")
    arguments = done.call.arguments
    kind = str(arguments["kind"])
    title = plain(done.about or arguments.get("item") or "")
    if kind == "statement":
        first = phrase(language, "recorded_statement", text=plain(arguments.get("text", ""), REASON))
    elif kind == "rate":
        first = phrase(language, "recorded_rate", title=title, value=f"{_number(arguments.get('value')):g}")
    else:
        first = phrase(
            language, "recorded", title=title, verb=done.verb or word(language, f"verb_{kind}", kind)
        )
    if compared is None:
        return first
    change = largest_change(compared, kind)
    if change is None:
        return joined(language, first, phrase(language, "interest_kept"))
    told = phrase(
        language,
        change.phrase,
        label=plain(change.label),
        before=percent(change.before),
        after=percent(change.after),
    )
    return joined(language, first, told)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _short_reason(reason: ReasonShape, language: Language) -> str:
    return word(language, f"reason_{reason.kind}", plain(reason.text, REASON).rstrip("."))


def _interests(result: "BaseModel", done: Do, language: Language) -> str:
    found = cast("InterestsShape", result)
    state = done.call.arguments.get("state")
    then = day(found.as_of, language)
    is_then = "as_of" in done.call.arguments
    if state is not None:
        name = "interests_none_state" if not found.interests else "interests_state"
        head = phrase(language, name, state=word(language, f"state_{state}", str(state)))
    elif not found.interests:
        head = phrase(language, "interests_none_then" if is_then else "interests_none", day=then)
    else:
        head = phrase(language, "interests_then" if is_then else "interests_now", day=then)
    shown = strongest(found, _INTERESTS)
    lines = [
        phrase(
            language,
            "interest",
            label=plain(one.label),
            share=percent(one.share),
            state=word(language, f"state_{one.state}", one.state) + marks(one, language),
        )
        for one in shown
    ]
    rest = [one for one in found.interests if one not in shown]
    if rest:
        lines.append(
            phrase(language, "interests_more", count=len(rest), share=percent(sum(one.share for one in rest)))
        )
    return "\n".join([head, *lines, *besides(found, language)])


def _found(result: "BaseModel", done: Do, language: Language) -> str:
    found = cast("FoundListShape", result)
    query = plain(found.query)
    if not found.items:
        told = (*conditions_told(done, language), *said_besides(done, language))
        return joined(language, phrase(language, "found_none", query=query), *told)
    lines = [
        joined(
            language,
            phrase(language, "found", query=query),
            *conditions_told(done, language),
            *said_besides(done, language),
        )
    ]
    for place, one in enumerate(found.items[:_FOUND], start=1):
        tags = plain(", ".join(one.tags[:4]))
        lines.append(f"{place}. {plain(one.title)}" + (f" ({tags})" if tags else ""))
    return "\n".join(lines)


def _generic(result: "BaseModel", language: Language) -> str:
    """A tool whose answer has words of its own: its summary, else its statements."""
    summary = getattr(result, "summary", None) or getattr(result, "text", None)
    if isinstance(summary, str) and summary.strip():
        return plain(summary, 1_000)
    statements: Sequence[object] = getattr(result, "statements", None) or ()
    texts = [plain(getattr(one, "text", ""), REASON) for one in statements]
    return " ".join(filter(None, texts)) or phrase(language, "done")


_COMPOSERS: Mapping[str, Callable[["BaseModel", Do, Language], str]] = {
    **WHY_COMPOSERS,
    "get_interests": _interests,
    "search_catalogue": _found,
}
