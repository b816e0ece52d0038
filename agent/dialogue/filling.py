"""The words for the slots of an intent that was recognised by the sentence as a whole.

The rules find them by their way of speaking; here they are found by what they are: titles, places in
the list, and the words that are not common to sentences of this kind.
"""

# ruff: noqa: E501 - a pattern is read best on one line

import re
from collections.abc import Mapping

from penchant.agent.dialogue.classifier.examples import common_words, fragments
from penchant.agent.dialogue.cues import Intent
from penchant.agent.dialogue.intents import Reading, Understood
from penchant.agent.dialogue.recognised import Recognised
from penchant.agent.dialogue.slots import THINGS

_INTENTS: Mapping[str, Intent] = {
    "refine": "recommend",
    "what_if_with": "what_if",
    "record": "record",
    "opinion": "opinion",
    "preference": "preference",
    "edit": "edit_interest",
    "forget": "forget",
}
_SLOTS: Mapping[str, Mapping[str, object]] = {
    "what_if": {"kind": "without"},
    "what_if_with": {"kind": "with"},
    "record_play": {"kind": "play"},
    "record_purchase": {"kind": "purchase"},
    "record_save": {"kind": "save"},
    "record_share": {"kind": "share"},
    "record_skip": {"kind": "skip", "else": "less"},
    "opinion_like": {"tense": "either", "said": "for"},
    "opinion_dislike": {"tense": "either", "said": "against"},
    "preference_more": {"liking": "more"},
    "preference_less": {"liking": "less"},
    "preference_never": {"liking": "never"},
    "edit_pin": {"action": "pin"},
    "edit_unpin": {"action": "unpin"},
    "edit_mute": {"action": "mute"},
    "edit_unmute": {"action": "unmute"},
    "edit_rename": {"action": "rename"},
    "edit_merge": {"action": "merge"},
    "edit_split": {"action": "split"},
    "edit_undo": {"action": "undo"},
    "forget_all": {"everything": True},
    "forget_span": {"span": True},
    "recommend": {"is_guessed": True},
    "search": {"is_guessed": True},
    "interests": {"is_guessed": True},
}
_REFERENCE = re.compile(
    r"\b(?:that one|this one|that film|that movie|that book|that game|that|this|it|them|these|those)\b"
    r"|这[部个本首款]?|那[部个本首款]?|它",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"\b(?:like|similar|resembl\w+|after|spirit|vein|style|remind\w*|closest|along the lines|feels?|next|same|kind of|liked|loved|enjoyed|than|comparable|in between)\b"
    r"|像|类似|一样|那样|差不多|同类|跟|和|看完|比|风格",
    re.IGNORECASE,
)
"""What says that a title in a wish is one to be like."""
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_THING = re.compile(
    rf"(?:{THINGS}|music|cinema|fiction|stories|food|stuff|dishes|novels?|tv|topic|literature)", re.IGNORECASE
)
_JOINTS = frozenset({"and", "or", "of", "in", "the", "with", "about", "from", "by", "on", "for", "to", "a"})
_GAP = 2
"""Common words that may stand inside what is named."""
_QUOTED = re.compile(r"《([^》]+)》|「([^」]+)」|\"([^\"]+)\"|(?<!\w)'([^']{2,})'(?!\w)")
_AND = re.compile(r"\s+(?:and|with|into|to|&)\s+|和|跟|与|并入|、", re.IGNORECASE)


def intent_of(label: str) -> Intent | str:
    """The intent that a label of the classifier stands for; a word that is none for "other"."""
    if label in _INTENTS:
        return _INTENTS[label]
    return (
        _INTENTS.get(label.partition("_")[0], label)
        if label not in ("what_if", "compare_items", "not_done", "compare_interests")
        else label
    )


def understood(label: str, score: float, reading: Reading, recognised: Recognised) -> Understood:
    """The intent with its words; those that a rule of the same intent found are taken over."""
    intent = intent_of(label)
    slots = dict(_SLOTS.get(label, {}))
    for known in reading.intents:
        if known.intent == intent and _agrees(slots, known):
            return Understood(
                intent=known.intent,
                score=score,
                words=known.words,
                slots={**known.slots, **({"said": slots["said"]} if "said" in slots else {})},
            )
    words = _words(label, intent, reading, recognised)
    return Understood(intent=intent, score=score, words={k: v for k, v in words.items() if v}, slots=slots)  # type: ignore[arg-type]


def _agrees(slots: Mapping[str, object], known: Understood) -> bool:
    """Whether a rule's way of speaking says the same of what both settle."""
    if known.intent in ("forget", "edit_interest") and set(known.slots) != set(slots):
        return False
    return all(
        known.slots.get(name, value) == value
        for name, value in slots.items()
        if name in ("kind", "liking", "action", "everything", "span")
    )


def _words(label: str, intent: str, reading: Reading, recognised: Recognised) -> Mapping[str, str]:
    items = [one.words for one in recognised.of("TITLE", "RANK")]
    text = recognised.text
    if intent == "compare_items":
        first, second = [*items, *_references(text), "", ""][:2]
        return {"object": first, "other": second}
    if intent == "recommend":
        if items and _LIKE.search(text):
            return {"like": items[0]}
        return {"object": content(label, recognised, reading.sentence.language)}
    if intent == "edit_interest":
        return _edited(label, recognised, reading.sentence.language)
    if intent in ("search", "preference"):
        named = [one.words for one in recognised.of("TITLE")]
        subject = content(label, recognised, reading.sentence.language)
        return {
            "object": (named[0] if named and intent == "search" else subject) or (items[0] if items else "")
        }
    if intent in ("interests", "compare_interests", "profile"):
        return {}
    subject = "" if items else content(label, recognised, reading.sentence.language)
    found = items[0] if items else subject or [*_references(text), ""][0]
    return {"object": found}


def _references(text: str) -> list[str]:
    return [one[0] for one in _REFERENCE.finditer(text)]


def _edited(label: str, recognised: Recognised, language: str) -> Mapping[str, str]:
    text = recognised.text
    quoted = [next(filter(None, one.groups())) for one in _QUOTED.finditer(text)]
    subject = content(label, recognised, language)
    if label == "edit_rename":
        if quoted:
            rest = content(label, Recognised(text=_QUOTED.sub(" ", text), parts=()), language)
            return {"interest": quoted[0] if len(quoted) > 1 else rest, "name": quoted[-1]}
        return _two(subject, "interest", "name")
    if label == "edit_merge":
        return _two(subject, "interest", "into")
    return {"interest": subject}


def _two(subject: str, first: str, second: str) -> Mapping[str, str]:
    parts = _AND.split(subject, maxsplit=1)
    return {first: parts[0].strip(), second: parts[1].strip() if len(parts) > 1 else ""}


def content(label: str, recognised: Recognised, language: str) -> str:
    """What a sentence is about: its words without those that all sentences of its kind have."""
    if language == "zh":
        return _content_zh(label, recognised)
    text = recognised.text
    kept = [one.span() for one in _TOKEN.finditer(text) if not _is_common(one[0])]
    skipped = [(one.start, one.end) for one in recognised.of("TIME", "RATING", "NUMBER", "RANK")]
    kept = [span for span in kept if not any(span[0] < end and start < span[1] for start, end in skipped)]
    if not kept:
        return _thing_alone(label, text)
    start, end = _longest_run(text, kept)
    return _with_thing(text, start, end)


def _is_common(token: str) -> bool:
    return re.sub(r"[^a-z]", "", token.casefold()) in common_words() or len(token) < 2


def _longest_run(text: str, kept: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest stretch of words that are not common, with short joints between them."""
    runs = [[kept[0][0], kept[0][1], 1]]
    for start, end in kept[1:]:
        between = _TOKEN.findall(text[runs[-1][1] : start])
        is_joined = len(between) <= _GAP and all(one.casefold() in _JOINTS for one in between)
        if is_joined and not re.search(r"[,.;:!?]", text[runs[-1][1] : start]):
            runs[-1][1], runs[-1][2] = end, runs[-1][2] + 1
        else:
            runs.append([start, end, 1])
    best = max(runs, key=lambda run: run[2])
    return best[0], best[1]


def _with_thing(text: str, start: int, end: int) -> str:
    behind = re.match(rf"\s+{_THING.pattern}\b", text[end:], re.IGNORECASE)
    return text[start : end + (behind.end() if behind else 0)]


def _thing_alone(label: str, text: str) -> str:
    """Where every word is common, what is behind the liking or before its verdict."""
    if not label.startswith("preference"):
        return ""
    found = re.search(
        r"\b(?:any|more|less|fewer|no|of|into|about|with|much|many|like|love|enjoy|ban|avoid|never) (?P<rest>[\w' -]+?)(?: (?:please|any ?more|ever|again|now|at all|for (?:now|good)))*$",
        text,
        re.IGNORECASE,
    )
    return found["rest"].strip() if found else ""


def _content_zh(label: str, recognised: Recognised) -> str:
    text = recognised.text
    for one in reversed(recognised.of("TIME", "RATING", "NUMBER", "RANK")):
        text = f"{text[: one.start]} {text[one.end :]}"
    for fragment in fragments(label):
        text = text.replace(fragment, " ")
    runs = [run.strip("的了吧呢吗啊呀和跟，,。 ") for run in re.split(r"[\s,，。!！?？、]+", text)]
    return max(runs, key=len, default="")
