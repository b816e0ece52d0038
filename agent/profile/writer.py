"""Writes a profile: code says what is to change, a language model words it or proposes it, code judges.

Whatever a model does, every point of the facts has its sentence: one that was admitted, or the template's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.explain.facts import spoken
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.wording import Titles, worded
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import Cancel, ChatModel
from penchant.agent.profile import templates
from penchant.agent.profile.admission import Ground, judged
from penchant.agent.profile.allowed import allowed
from penchant.agent.profile.facts import InterestFact, ProfileFacts
from penchant.agent.profile.metering import Metered
from penchant.agent.profile.operations import applied, proposed
from penchant.agent.profile.points import Point, points, told
from penchant.agent.profile.proposals import ask_for_operations
from penchant.agent.types import Profile, ProfileOperation, ProfileStatement

PROMPT = "profile_summary"
STATEMENT_PROMPT = "profile_statement"
TEMPLATE = "template"
TEMPLATE_PROMPT = "template@1"
UNSAVED = 0
"""The version of a profile that no store has numbered."""

_INTERESTS_WORDED = 2
"""A small model keeps two interests apart, and confuses three."""
_TAGS_EACH = 3
_TAGS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How much a model is asked for one version."""

    calls: int = 1
    """The most; the first is for the summary."""
    may_propose: bool = False
    """True for a model that is trusted to think of operations itself; code judges them."""
    cancel: Cancel | None = None
    """Stops the model; what is written then is not kept."""


SUMMARY_ONLY = Plan()


class ProfileWriter:
    """Words facts; without a model, or where its wording is not admitted, by template alone.

    Args:
        model: that words, and that proposes where it may.
        titles: the catalogue's, to catch one that the facts do not name.
    """

    def __init__(self, model: ChatModel | None, titles: Titles = lambda: TitleIndex(())) -> None:
        self._model = model
        self._titles = titles

    def write(
        self,
        user_id: str,
        facts: ProfileFacts,
        at: datetime,
        *,
        as_of: datetime | None = None,
        earlier: Profile | None = None,
        own: Collection[str] = (),
        plan: Plan = SUMMARY_ONLY,
    ) -> Profile:
        """The profile of these facts, not yet numbered.

        Args:
            user_id: whose it is.
            facts: all that it may say.
            at: when it is written.
            as_of: the moment of the facts; `at` where None.
            earlier: the version that it follows.
            own: ids of all the person's events, by which a model's operations are judged.
            plan: how much a model is asked.
        """
        model = Metered(self._model, plan.cancel) if self._model is not None and plan.calls > 0 else None
        before = earlier.statements if earlier else ()
        told_points = points(facts)
        steps = proposed(before, told_points)
        suggested: list[ProfileOperation] = []
        # The summary has the first call: it is what is read first.
        text = self._summary(facts, model) if model else None
        if model and plan.may_propose:
            suggested = self._suggested(model, before, told_points, facts, own)
        elif model:
            steps = self._reworded(model, steps, told_points, plan.calls)
            steps += self._improved(model, steps, told_points, before, plan.calls)
        accepted = [one for one in suggested if not one.refused]
        statements = applied(before, told_points, [*steps, *accepted])
        return Profile(
            user_id=user_id,
            version=UNSAVED,
            written_at=at,
            written_by=model.model_id if model and text else TEMPLATE,
            prompt=load_prompt(PROMPT).reference if text else TEMPLATE_PROMPT,
            summary=text or templates.summary(facts),
            statements=statements,
            tags=_tags(facts.interests),
            as_of=as_of or at,
            recent=templates.recent(facts),
            lasting=templates.lasting(facts),
            recent_tags=_tags([one for one in facts.interests if _term(one, statements) == "short"]),
            lasting_tags=_tags([one for one in facts.interests if _term(one, statements) == "long"]),
            operations=(*_needed(steps, accepted), *suggested),
            calls=model.calls if model else 0,
            tokens=model.tokens if model else 0,
            seconds=model.seconds if model else 0.0,
        )

    def _summary(self, facts: ProfileFacts, model: ChatModel) -> str | None:
        if len(facts.interests) < _INTERESTS_WORDED or not facts.liked:
            return None
        first, second = facts.interests[:_INTERESTS_WORDED]
        inputs = {"first": _fact(first), "second": _fact(second), "lately": facts.liked[0].title}
        return worded(
            model,
            load_prompt(PROMPT),
            inputs,
            allowed(facts),
            titles=self._titles,
            must_name=[spoken(first.label), spoken(second.label)],
        )

    def _suggested(
        self,
        model: ChatModel,
        before: Sequence[ProfileStatement],
        told_points: Sequence[Point],
        facts: ProfileFacts,
        own: Collection[str],
    ) -> list[ProfileOperation]:
        """What the model proposes, judged; nothing where it fails: code's own operations stand."""
        try:
            operations = ask_for_operations(model, before, told_points)
        except (BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable):
            return []
        ground = Ground(
            earlier=before,
            points={point.key: point for point in told_points},
            own=own,
            muted=facts.muted,
            titles=self._titles,
        )
        return judged(operations, ground)

    def _reworded(
        self,
        model: Metered,
        steps: Sequence[ProfileOperation],
        told_points: Sequence[Point],
        calls: int,
    ) -> list[ProfileOperation]:
        """Code's operations, some of them in the model's words: as many as there are calls left."""
        by_key = {point.key: point for point in told_points}
        done: list[ProfileOperation] = []
        for step in steps:
            point = by_key.get(step.keys[0])
            text = None
            if step.action != "retire" and point and _may_be_worded(point) and model.calls < calls:
                text = self._sentence(model, point)
            done.append(step if text is None else _in_words_of(model, step, text))
        return done

    def _improved(
        self,
        model: Metered,
        steps: Sequence[ProfileOperation],
        told_points: Sequence[Point],
        before: Sequence[ProfileStatement],
        calls: int,
    ) -> list[ProfileOperation]:
        """Rewordings of what stands in template words and still holds, with the calls that are left."""
        touched = {key for step in steps for key in step.keys}
        plain = {one.key: one for one in before if one.written_by == TEMPLATE and not one.also}
        done: list[ProfileOperation] = []
        for point in told_points:
            standing = plain.get(point.key)
            if standing is None or point.key in touched or not _may_be_worded(point) or model.calls >= calls:
                continue
            text = self._sentence(model, point)
            if text is not None:
                step = ProfileOperation(action="reword", keys=(point.key,), evidence=point.evidence)
                done.append(_in_words_of(model, step, text))
        return done

    def _sentence(self, model: ChatModel, point: Point) -> str | None:
        if point.interest is None:
            return None
        return worded(
            model,
            load_prompt(STATEMENT_PROMPT),
            told(point.interest),
            point.facts,
            titles=self._titles,
            must_name=point.must_name,
        )


def _may_be_worded(point: Point) -> bool:
    """A doubtful interest is not for a model: it leaves the doubt out. What is pinned stays as it is."""
    one = point.interest
    return one is not None and bool(one.titles) and not one.is_doubtful and not point.is_pinned


def _in_words_of(model: ChatModel, step: ProfileOperation, text: str) -> ProfileOperation:
    reference = load_prompt(STATEMENT_PROMPT).reference
    return replace(step, text=text, proposed_by=model.model_id, prompt=reference)


def _needed(
    steps: Sequence[ProfileOperation], accepted: Sequence[ProfileOperation]
) -> list[ProfileOperation]:
    """Code's operations without those in whose place a model's stand."""
    taken = {key for one in accepted for key in one.keys}
    return [step for step in steps if taken.isdisjoint(step.keys)]


def _term(one: InterestFact, statements: Sequence[ProfileStatement]) -> str:
    return next((said.term for said in statements if one.key in (said.key, *said.also)), "long")


def _fact(one: InterestFact) -> str:
    return f"{spoken(one.label)} ({one.state}, {one.percent}%)"


def _tags(interests: Sequence[InterestFact]) -> tuple[str, ...]:
    every = (tag for one in interests for tag in one.tags[:_TAGS_EACH])
    return tuple(dict.fromkeys(every))[:_TAGS]
