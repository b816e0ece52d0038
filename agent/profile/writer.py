"""Writes a profile: statements from templates, a summary that a language model may word."""

from datetime import datetime

from penchant.agent.explain.facts import spoken
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.wording import Titles, worded
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import ChatModel
from penchant.agent.profile import templates
from penchant.agent.profile.allowed import allowed
from penchant.agent.profile.facts import InterestFact, ProfileFacts
from penchant.agent.types import Profile

PROMPT = "profile_summary"
TEMPLATE = "template"
TEMPLATE_PROMPT = "template@1"
UNSAVED = 0
"""The version of a profile that no store has numbered."""

_INTERESTS_WORDED = 2
"""A small model keeps two interests apart, and confuses three."""
_TAGS_EACH = 3
_TAGS = 12


class ProfileWriter:
    """Words facts; without a model, or where its wording is not admitted, by template alone.

    Args:
        model: that words the summary.
        titles: the catalogue's, to catch one that the facts do not name.
    """

    def __init__(self, model: ChatModel | None, titles: Titles = lambda: TitleIndex(())) -> None:
        self._model = model
        self._titles = titles

    def write(self, user_id: str, facts: ProfileFacts, at: datetime) -> Profile:
        """The profile of these facts, not yet numbered."""
        text = self._worded(facts) if self._model is not None else None
        is_worded = text is not None and self._model is not None
        return Profile(
            user_id=user_id,
            version=UNSAVED,
            written_at=at,
            written_by=self._model.model_id if is_worded and self._model else TEMPLATE,
            prompt=load_prompt(PROMPT).reference if is_worded else TEMPLATE_PROMPT,
            summary=text or templates.summary(facts),
            statements=templates.statements(facts),
            tags=_tags(facts),
        )

    def _worded(self, facts: ProfileFacts) -> str | None:
        if self._model is None or len(facts.interests) < _INTERESTS_WORDED or not facts.liked:
            return None
        first, second = facts.interests[:_INTERESTS_WORDED]
        inputs = {"first": _fact(first), "second": _fact(second), "lately": facts.liked[0].title}
        return worded(
            self._model,
            load_prompt(PROMPT),
            inputs,
            allowed(facts),
            titles=self._titles,
            must_name=[spoken(first.label), spoken(second.label)],
        )


def _fact(one: InterestFact) -> str:
    return f"{spoken(one.label)} ({one.state}, {one.percent}%)"


def _tags(facts: ProfileFacts) -> tuple[str, ...]:
    every = (tag for one in facts.interests for tag in one.tags[:_TAGS_EACH])
    return tuple(dict.fromkeys(every))[:_TAGS]
