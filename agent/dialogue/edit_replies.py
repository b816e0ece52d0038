"""Replies to corrections and comparisons: what was done, and what it changes from the next list on.

What an edit did to the shares is read from the interests before and after it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue.changes import Compared
from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.edit_shapes import ChangeShape, ChangesShape, EditShape, RuleShape
from penchant.agent.dialogue.phrases import phrase, word
from penchant.agent.dialogue.shapes import InterestShape, InterestsShape
from penchant.agent.dialogue.showing import listing, percent, plain
from penchant.agent.dialogue.words import Language
from penchant.agent.explain.surety import surety

if TYPE_CHECKING:
    from pydantic import BaseModel

_CHANGES = 8
_PASSING = 4
_EDITS = 6
_RULES = 6


def edited(result: "BaseModel", done: Do, language: Language, compared: Compared | None) -> str:
    """What was done to an interest, or taken back."""
    edit = cast("EditShape", result)
    before, after = (_by_id(compared.before), _by_id(compared.after)) if compared else ({}, {})
    if edit.undone:
        text = _taken_back(edit, language, compared) or plain(edit.text).rstrip(".")
        return phrase(language, "undone", text=text)
    was, now = before.get(edit.interest_id or ""), after.get(edit.interest_id or "")
    if edit.action == "merge":
        # The interest itself is gone: what it went into is told.
        now = _grown(before, after)
    parts = [f"“{plain(one.label)}”" for one in after.values() if one.interest_id not in before]
    is_told = bool(was and parts) if edit.action == "split" else now is not None
    if not is_told:
        return phrase(language, "edited", text=plain(edit.text).rstrip("."))
    spoken = done.call.arguments.get("interest", "")
    named = plain(was.label if was else spoken)
    return phrase(
        language,
        f"edited_{edit.action}",
        label=plain(now.label) if now and edit.action != "split" else named,
        other=named,
        before=percent(was.share if was else 0.0),
        after=percent(now.share if now else 0.0),
        parts=listing(language, parts),
    )


def preferred(result: "BaseModel", done: Do, language: Language, compared: Compared | None) -> str:
    """The rule that was set."""
    rule = cast("RuleShape", result)
    return phrase(language, f"preferred_{rule.liking}", about=plain(rule.about))


def compared_interests(result: "BaseModel", done: Do, language: Language, compared: Compared | None) -> str:
    """How the interests moved, and the person's own hand in it."""
    found = cast("ChangesShape", result)
    fields = {"since": day(found.since, language), "until": day(found.until, language)}
    lines = [phrase(language, "changes" if found.changes else "changes_none", **fields)]
    lines += [_change(one, language) for one in found.changes[:_CHANGES]]
    if len(found.changes) > _CHANGES:
        lines.append(phrase(language, "changes_more", count=len(found.changes) - _CHANGES))
    # What was taken back is marked as such: the taking back needs no line of its own.
    own = [one for one in found.edits if one.action != "undo"]
    if own:
        texts = "; ".join(_own(one, language) for one in own[-_EDITS:])
        lines.append(phrase(language, "changes_own", texts=texts))
    return "\n".join(lines)


def besides(found: InterestsShape, language: Language) -> list[str]:
    """What stands beside the interests: what is too early to tell, and the rules that were set."""
    lines = []
    if found.passing:
        titles = [plain(one.title) for one in found.passing[:_PASSING]]
        lines.append(phrase(language, "passing", titles=listing(language, titles)))
    if found.preferences:
        rules = [_rule(one, language) for one in found.preferences[:_RULES]]
        lines.append(phrase(language, "rules", rules=listing(language, rules)))
    return lines


def marks(one: InterestShape, language: Language) -> str:
    """What is to be known of an interest besides its state: pinned, muted, how sure it is."""
    said = [word(language, f"mark_{mark}") for mark in ("pinned", "muted") if getattr(one, mark)]
    said.append(word(language, f"surety_{surety(one.confidence)}"))
    comma = "，" if language == "zh" else ", "
    return "".join(f"{comma}{one}" for one in said if one)


def day(moment: datetime, language: Language) -> str:
    """The date as it is said."""
    return f"{moment:%Y-%m-%d}" if language == "zh" else f"{moment.day} {moment:%B %Y}"


def _taken_back(edit: EditShape, language: Language, compared: Compared | None) -> str:
    before, after = (compared.before, compared.after) if compared else (None, None)
    if edit.action == "prefer":
        left = {one.event_id for one in after.preferences} if after else set()
        gone = [one for one in before.preferences if one.event_id not in left] if before else []
        return _rule(gone[0], language) if len(gone) == 1 else ""
    key = edit.interest_id or ""
    shown = _by_id(before).get(key) or _by_id(after).get(key)
    return word(language, f"action_{edit.action}").format(label=plain(shown.label)) if shown else ""


def _rule(one: RuleShape, language: Language) -> str:
    return word(language, f"rule_{one.liking}", "{about}").format(about=plain(one.about))


def _change(one: ChangeShape, language: Language) -> str:
    fields = {"before": percent(one.from_share), "after": percent(one.to_share)}
    return phrase(language, f"change_{one.change}", label=plain(one.label), **fields)


def _own(one: EditShape, language: Language) -> str:
    text = plain(one.text).rstrip(".")
    return word(language, "taken_back").format(text=text) if one.undone else text


def _by_id(state: InterestsShape | None) -> Mapping[str, InterestShape]:
    return {one.interest_id: one for one in state.interests} if state else {}


def _grown(before: Mapping[str, InterestShape], after: Mapping[str, InterestShape]) -> InterestShape | None:
    """The interest that gained most."""
    gains = {key: one.share - (before[key].share if key in before else 0.0) for key, one in after.items()}
    best = max(gains, key=lambda key: gains[key], default=None)
    return after[best] if best is not None and gains[best] > 0 else None


EDIT_COMPOSERS: Mapping[str, Callable[["BaseModel", Do, Language, Compared | None], str]] = {
    "edit_interest": edited,
    "state_preference": preferred,
    "compare_interests": compared_interests,
}
