"""A person puts a sentence of their profile right: what they say instead, as rules for every list.

"I don't like westerns, I like space operas" is two rules. A few plain forms are understood; whatever
else is said of oneself is taken as what is wanted more of.
"""

import re
from collections.abc import Iterator, Mapping

from penchant.agent.errors import BadInput
from penchant.agent.explain.facts import spoken
from penchant.agent.profile.facts import INTEREST, RULE
from penchant.agent.types import Interest, Liking, ProfileStatement

NewRule = tuple[Liking, str]

_CLAUSES = re.compile(r"[.;!?\n]+|,?\s+\bbut\b\s+|,\s+(?=(?:i|you|not|no|never|less|more)\b)", re.IGNORECASE)
_SELF = r"(?:(?:i|you|we)(?:'m|'re| am| are)? )?"
_ADVERBS = r"(?:(?:really|now|still|just|actually|also|mostly|only|always|much|so|very|quite) )*"
_DO_NOT = r"(?:don't|do not|didn't|did not|no longer)"
_FOND = r"(?:into|interested in|drawn to|a fan of|fond of)"
_NEVER: tuple[str, ...] = (
    rf"{_SELF}{_ADVERBS}(?:hate|detest|loathe|can't stand|cannot stand|never (?:like|watch|read|play)"
    r"|never want(?: to (?:see|hear|read))?) ",
    r"never(?: again)? ",
    rf"{_SELF}(?:don't|do not) {_ADVERBS}want(?: to (?:see|hear|read))?(?: any)? ",
)
_LESS: tuple[str, ...] = (
    rf"{_SELF}{_ADVERBS}{_DO_NOT} {_ADVERBS}(?:like|love|enjoy|care (?:for|about)|follow) ",
    rf"{_SELF}{_ADVERBS}(?:not|no longer) {_ADVERBS}{_FOND} ",
    rf"{_SELF}{_ADVERBS}(?:dislike|avoid|tired of|bored (?:by|with|of)) ",
    r"(?:less|not|no|fewer) ",
)
_MORE: tuple[str, ...] = (
    rf"{_SELF}{_ADVERBS}(?:like|love|enjoy|prefer|adore|follow|want|care (?:for|about)|{_FOND})(?: more)? ",
    r"more ",
)
_BY_LIKING: Mapping[Liking, tuple[str, ...]] = {"never": _NEVER, "less": _LESS, "more": _MORE}
_FORMS: tuple[tuple[Liking, re.Pattern[str]], ...] = tuple(
    (liking, re.compile(form, re.IGNORECASE)) for liking, forms in _BY_LIKING.items() for form in forms
)
_END = re.compile(
    r"(?:\s+(?:any ?more|at all|any longer|instead|please|now|a lot|very much))+$", re.IGNORECASE
)


def rules_in(text: str) -> list[NewRule]:
    """The rules that a sentence of a person's own comes to, in their order.

    Raises:
        BadInput: it says nothing.
    """
    found = list(dict.fromkeys(_rules(text.replace("’", "'"))))
    if not found:
        raise BadInput("The sentence says nothing", "such as: I like space operas, not westerns")
    return found


def rule_against(statement: ProfileStatement, label: str | None) -> NewRule:
    """The rule that takes a statement out of a profile.

    Args:
        statement: what is not true.
        label: of the interest that it speaks of, where it speaks of one.

    Raises:
        BadInput: the statement is not about something that there can be less of.
    """
    if label is not None:
        return "less", spoken(label)
    if statement.key.startswith(RULE):
        raise BadInput("That is a rule of your own", "take it back with `penchant undo`")
    raise BadInput(
        "That says what you did or said, which is in the log",
        "say what is true instead with --edit, or take the events out with `penchant forget`",
    )


def label_of(statement: ProfileStatement, interests: "tuple[Interest, ...]") -> str | None:
    """The label of the interest that a statement speaks of; None where it is about something else."""
    if not statement.key.startswith(INTEREST):
        return None
    interest_id = statement.key.removeprefix(INTEREST)
    return next((one.label for one in interests if one.interest_id == interest_id), None)


def _rules(text: str) -> Iterator[NewRule]:
    for clause in _CLAUSES.split(text):
        said = " ".join(clause.split()).strip(" ,:–-\"'“”")
        if not said:
            continue
        found = next(((liking, match) for liking, form in _FORMS if (match := form.match(f"{said} "))), None)
        liking: Liking = found[0] if found else "more"
        about = f"{said} "[found[1].end() :] if found else said
        about = _END.sub("", about.strip())
        if about:
            yield liking, about
