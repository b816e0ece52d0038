"""A sentence as it is read: cleaned, folded, without the courtesies around what it says."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]

LONGEST_SAID = 1_000
"""Characters of one turn that are read; nobody says more in a sentence."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_HAN_ENOUGH = 0.3
"""Share of Han letters from which a sentence is Chinese: titles in another script may stand in it."""
_QUOTE_MARKS = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "…": "..."})
_LEAD_IN = re.compile(
    r"(?:(?:hi|hey|hello|ok|okay|well|so|oh|ah|um|and|but|also|actually|btw|by the way"
    r"|please|now|then|yeah|yes|hmm+|penchant)"
    r"(?:,\s*|\s+|\.\.\.\s*))(?=\S)"
    # "That's not true: I don't like westerns" says no more than what comes after it.
    r"|(?:(?:no|but)[,.!]? )?(?:that|this|it|your (?:profile|summary)|my profile|what you say)"
    r"(?:'s| is)(?: just)? (?:not (?:true|right|correct|so|me)|untrue|wrong|false)\s*[:;,.!–—-]+\s*(?=\S)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?:(?:can|could|would|will) you (?:please |kindly |just |maybe )*|please |i(?:'d| would) like you to "
    r"|i want you to |i need you to |would you mind |let's |go ahead and |(?:note|record"
    r"|remember|mark|log|write down|know)(?: down)? that )(?=\S)",
    re.IGNORECASE,
)
_LEAD_IN_ZH = re.compile(
    r"(?:你好|嗨|嘿|好的|好吧|那么|那|嗯|哦|对了|请问|麻烦你?|请你?|能不能|可不可以|可以"
    r"|帮我|你能)[,，、!！ ]*(?=\S)"
)
_QUOTED = re.compile(
    r"[《「『](?P<cjk>[^》」』]+)[》」』]|\"(?P<double>[^\"]+)\"|(?<!\w)'(?P<single>[^']{2,})'(?!\w)"
)
_SPELT_OUT = {
    "im": "I'm", "ive": "I've", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't",
    "couldnt": "couldn't", "wasnt": "wasn't", "isnt": "isn't", "havent": "haven't", "wont": "won't",
    "whats": "what's", "thats": "that's", "youre": "you're", "hasnt": "hasn't", "arent": "aren't",
}  # fmt: skip
"""What is typed without its apostrophe."""
_APOSTROPHE = re.compile(rf"(?<![\w'])(?:{'|'.join(_SPELT_OUT)})(?![\w'])", re.IGNORECASE)
_ENDS = " \t.,;:!?…。，、；：！？~"
_QUESTION = re.compile(
    r"(?:what|why|which|who|whom|whose|when|where|how|do|does|did|is|are|am|was|were|would"
    r"|should|could|can|will|have i|has)\b",
    re.IGNORECASE,
)
_QUESTION_ZH = re.compile(
    r"[吗呢么][?？。!！]*$|什么|为什么|为何|怎么|哪|谁|几[部个点]?[?？]|多少|有没有|是不是|如何"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """What a person said, ready to be read."""

    said: str
    """Their own words, cleaned."""
    core: str
    """The same without greetings in front of it, courtesies and marks at its end."""
    language: Language
    is_question: bool
    quoted: tuple[str, ...] = ()
    """What stands in quotation or book marks."""


def clean(text: str) -> str:
    """One line without control characters, not longer than is read."""
    # Cut first: the work must not grow with what somebody pastes.
    kept = "".join(_visible(one) for one in text[: 4 * LONGEST_SAID])
    return " ".join(kept.split())[:LONGEST_SAID].strip()


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character


def read_sentence(text: str) -> Sentence:
    """The sentence in a text that `clean` made."""
    said = text.translate(_QUOTE_MARKS)
    language = language_of(said)
    core, was_asked_politely = _core(said)
    return Sentence(
        said=said,
        core=core,
        language=language,
        is_question=_is_question(core, said, language) and not was_asked_politely,
        quoted=tuple(next(filter(None, found.groups())).strip() for found in _QUOTED.finditer(said)),
    )


def language_of(text: str) -> Language:
    """Chinese from a share of Han letters on, or where all but a quoted title is Chinese; else English."""
    letters = [one for one in _QUOTED.sub("", text) or text if one.isalpha()]
    han = sum(bool(_HAN.match(one)) for one in letters)
    return "zh" if han and han >= _HAN_ENOUGH * len(letters) else "en"


def _core(said: str) -> tuple[str, bool]:
    core, is_polite = _APOSTROPHE.sub(lambda found: _SPELT_OUT[found[0].casefold()], said.strip(_ENDS)), False
    for _ in range(4):
        shorter = (
            _LEAD_IN_ZH.sub("", _LEAD_IN.sub("", core, count=1) if _LEAD_IN.match(core) else core, count=1)
            if (_LEAD_IN.match(core) or _LEAD_IN_ZH.match(core))
            else core
        )
        polite = _POLITE.match(shorter)
        if polite is not None:
            is_polite = True
            shorter = shorter[polite.end() :]
        if shorter == core:
            break
        core = shorter
    core = re.sub(
        r"[\s,]+(?:please|thanks|thank you|pls|then|will you|would you)$",
        "",
        core,
        flags=re.IGNORECASE,
    )
    return core.strip(_ENDS), is_polite


def _is_question(core: str, said: str, language: Language) -> bool:
    if language == "zh":
        return bool(_QUESTION_ZH.search(said)) or said.rstrip().endswith(("?", "？"))
    return said.rstrip(" !.").endswith("?") or bool(_QUESTION.match(core))


def folded(text: str) -> str:
    """A text as it is compared: NFKC, without case, accents and marks, with single spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    letters = (one for one in plain.replace("&", " and ") if not unicodedata.combining(one))
    spaced = "".join(one if one.isalnum() else "" if one in "'’`.·" else " " for one in letters)
    return " ".join(spaced.split())
