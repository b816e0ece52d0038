"""What statements say, in English and Chinese: templates that are filled from a statement's fields.

One text for each kind and language, so that a text can be checked against the fields that it words.
"""

from collections.abc import Callable, Mapping

from penchant.agent.explain import templates_for as reasons
from penchant.agent.explain import templates_proof as proof
from penchant.agent.explain.said import Fields, Language, Said

_Wording = Callable[[Said], str]


def statement_text(kind: str, fields: Fields, language: Language = "en") -> str:
    """The sentence of a statement, closed by a stop; empty where its fields do not suffice.

    Args:
        kind: of the statement.
        fields: its facts.
        language: English or Chinese; in Chinese a title is the Chinese one where it is known.
    """
    worded = _WORDED.get(kind)
    if worded is None:
        return ""
    try:
        return worded[0 if language == "en" else 1](Said(fields, language))
    except KeyError:
        return ""


_WORDED: Mapping[str, tuple[_Wording, _Wording]] = {
    "interest": (reasons.interest, reasons.interest_zh),
    "recent": (reasons.recent, reasons.recent_zh),
    "together": (reasons.together, reasons.together_zh),
    "popular": (reasons.popular, reasons.popular_zh),
    "new": (reasons.new, reasons.new_zh),
    "query": (reasons.query, lambda facts: f"它符合“{facts['query']}”。"),
    "preference": (reasons.preference, reasons.preference_zh),
    "exploration": (
        lambda facts: "It was drawn to try something that the ranking alone would not have put here.",
        lambda facts: "它是抽取出来供尝试的，单凭排序不会排在这里。",
    ),
    "remaining": (
        lambda facts: "Little speaks for it: it is the best of what is left.",
        lambda facts: "没有太多理由，它是余下内容中最好的。",
    ),
    "despite": (proof.despite, proof.despite_zh),
    "without": (proof.without, proof.without_zh),
    "history": (proof.history, proof.history_zh),
    "held_back": (proof.held_back, proof.held_back_zh),
    "compared": (proof.compared, proof.compared_zh),
}
