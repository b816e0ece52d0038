"""The sentence that introduces a list of recommendations."""

from datetime import date

from penchant.agent.explain.facts import About, Facts, spoken
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.quantities import quantities
from penchant.agent.explain.wording import Titles, worded
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import ChatModel
from penchant.agent.types import Reason, Recommendation, RecommendationList

PROMPT = "recommendation_lead"
TEMPLATE = "template"
_NOTHING = "There is nothing to recommend within these limits."


def lead_sentence(
    made: RecommendationList, model: ChatModel | None, *, titles: Titles = lambda: TitleIndex(())
) -> tuple[str, str]:
    """One sentence that says how many items there are, which is first and why; and who worded it.

    Args:
        made: the list.
        model: None leaves it to the template.
        titles: the catalogue's, to catch one that the list does not hold.
    """
    if not made.items:
        return _NOTHING, TEMPLATE
    first = made.items[0]
    if model is not None and len(made.items) > 1 and first.reasons:
        text = worded(
            model,
            load_prompt(PROMPT),
            {"count": str(len(made.items)), "first": first.title, "reason": _because(first)},
            lead_facts(made),
            titles=titles,
            must_name=[first.title, _because(first)],
        )
        if text is not None:
            return text, model.model_id
    return _template(made), TEMPLATE


def lead_facts(made: RecommendationList) -> Facts:
    """What the sentence may say."""
    first = made.items[0]
    reason = first.reasons[0] if first.reasons else None
    fields = reason.fields if reason else {}
    label, state, title = fields.get("label"), fields.get("state"), fields.get("title")
    words = [_because(first), str(fields.get("query") or "")]
    return Facts(
        about=(About(label=str(label), state=state),) if label else (),  # type: ignore[arg-type]
        titles=(first.title, str(title)) if title else (first.title,),
        names=tuple(word for word in words if word),
        numbers=(len(made.items), *(value for value in fields.values() if isinstance(value, int | float))),
        dates=_dates(reason),
    )


def _template(made: RecommendationList) -> str:
    first = made.items[0]
    count = len(made.items)
    opening = (
        f"Here are {count} for you; first comes {first.title}" if count > 1 else f"Here is {first.title}"
    )
    because = _because(first)
    return f"{opening}: {because}." if because else f"{opening}."


def _because(first: Recommendation) -> str:
    """The first reason, as it stands inside a sentence."""
    if not first.reasons:
        return ""
    reason = first.reasons[0]
    text, label = reason.text.rstrip("."), reason.fields.get("label")
    if isinstance(label, str):
        text = text.replace(label, spoken(label))
    return text[0].lower() + text[1:]


def _dates(reason: Reason | None) -> tuple[date, ...]:
    found = [one.when for one in quantities(reason.text) if one.when] if reason else []
    return tuple(
        date(when.year, when.month, when.day) for when in found if when.year and when.month and when.day
    )
