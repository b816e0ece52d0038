"""An explanation in a language model's words: each sentence of it is borne out, or the template's stands."""

from dataclasses import dataclass

from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.explain.backing import explanation_facts
from penchant.agent.explain.check import Checked, CheckedSentence
from penchant.agent.explain.check_explanation import check_explanation
from penchant.agent.explain.facts import spoken
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.sentences import folded, joined
from penchant.agent.explain.wording import speaks_of_itself
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import ChatModel
from penchant.agent.types import Explanation, Reason

PROMPT = "explanation_sentence"
TEMPLATE = "template"
_WORDABLE = frozenset({"interest", "recent", "together", "popular", "new", "without"})
"""What argues against an item, and what was not found, is told as it stands."""
_ROOM = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Reworded:
    """A text that may be shown, and what the model had written."""

    text: str
    written_by: str
    """The model where a sentence of it is shown, else `template`."""
    checked: Checked
    """Every sentence that the model wrote."""


def reworded(
    explanation: Explanation,
    model: ChatModel,
    *,
    size: int | None = None,
    titles: TitleIndex | None = None,
) -> Reworded:
    """The statements of an explanation, in a model's words where those are borne out.

    Args:
        explanation: as `why` gives it.
        model: that words; where it is missing, silent or wrong, the templates stand.
        size: places of the list.
        titles: the catalogue's.
    """
    facts = explanation_facts(explanation, size=size)
    index = titles if titles is not None else TitleIndex(())
    shown: list[str] = []
    written: list[CheckedSentence] = []
    is_worded = False
    for reason in explanation.statements:
        answer = _asked(model, explanation.title, reason) if reason.kind in _WORDABLE else ""
        checked = check_explanation(answer, facts, index) if answer else None
        if checked is not None:
            written.extend(checked.sentences)
        is_kept = checked is not None and checked.is_whole and _tells(checked.text, reason)
        is_worded |= is_kept
        shown.append(checked.text if checked is not None and is_kept else f"{reason.text.rstrip('.。')}.")
    return Reworded(
        text=joined(list(dict.fromkeys(shown))),
        written_by=model.model_id if is_worded else TEMPLATE,
        checked=Checked(sentences=tuple(written), text=joined([one.text for one in written if one.admitted])),
    )


def _asked(model: ChatModel, title: str, reason: Reason) -> str:
    fact = reason.text.rstrip(".")
    label = reason.fields.get("label")
    if isinstance(label, str):
        fact = fact.replace(label, spoken(label))
    try:
        prompt = load_prompt(PROMPT).fill(item=title, fact=f"{fact}.")
        answer = model.complete(prompt, max_tokens=_ROOM)
    except (ModelMissing, ServiceUnreachable, BadModelAnswer, PromptTooLong):
        return ""
    return "" if speaks_of_itself(answer.text) else answer.text.strip()


def _tells(text: str, reason: Reason) -> bool:
    """Whether a wording still names what its statement rests on."""
    said = folded(text)
    named = (reason.fields.get("title"), reason.fields.get("label"))
    return all(
        folded(name) in said or folded(spoken(name)) in said for name in named if isinstance(name, str)
    )
