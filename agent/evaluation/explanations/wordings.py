"""How a language model words explanations, and what the checker makes of it and of errors in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from penchant.agent.evaluation.explanations.phrasings import Told, told
from penchant.agent.evaluation.explanations.planted import World, planted
from penchant.agent.evaluation.explanations.subject import LENGTH, Explained
from penchant.agent.explain.backing import explanation_facts
from penchant.agent.explain.check_explanation import check_explanation
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.explain.rewording import reworded
from penchant.agent.ports import ChatModel
from penchant.agent.types import Explanation


@dataclass(frozen=True, kw_only=True, slots=True)
class PlantedFound:
    """What the checker caught of planted errors, and refused of true sentences."""

    planted: Mapping[str, int]
    """Error -> how many were planted."""
    caught: Mapping[str, int]
    true: Mapping[str, int]
    """Origin -> how many true sentences."""
    refused: Mapping[str, int]

    @property
    def caught_share(self) -> float:
        """Of all that was planted."""
        return sum(self.caught.values()) / max(sum(self.planted.values()), 1)

    @property
    def refused_share(self) -> float:
        """Of all true sentences."""
        return sum(self.refused.values()) / max(sum(self.true.values()), 1)

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON, error by error."""
        return {
            "planted": sum(self.planted.values()),
            "caught": self.caught_share,
            "true": sum(self.true.values()),
            "refused": self.refused_share,
            "by_error": {name: [self.caught.get(name, 0), count] for name, count in self.planted.items()},
            "by_origin": {name: [self.refused.get(name, 0), count] for name, count in self.true.items()},
        }


def plant_errors(
    explanations: Sequence[Explanation],
    titles: Sequence[str],
    labels: Sequence[str],
    seed: int,
    size: int = LENGTH,
) -> PlantedFound:
    """Put errors into true sentences about explanations, and see what the checker admits."""
    index, world = TitleIndex(titles), World(titles=titles, labels=labels, seed=seed)
    count, caught, true, refused = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for explanation in explanations:
        facts = explanation_facts(explanation, size=size)
        sentences: list[Told] = list(told(explanation, size))
        for one in sentences:
            true[one.origin] += 1
            refused[one.origin] += not check_explanation(one.text, facts, index).is_whole
        for error in planted(explanation, sentences, size, world):
            count[error.error] += 1
            caught[error.error] += not check_explanation(error.text, facts, index).is_whole
    return PlantedFound(planted=count, caught=caught, true=true, refused=refused)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingFound:
    """What became of a model's wordings."""

    asked: int
    """Explanations that were given to it."""
    admitted: int
    """Sentences of its own that may be shown."""
    said: int
    """Sentences that it wrote."""
    planted: int
    """Errors put into the admitted ones."""
    passed: int
    """Of which the checker admitted so many."""
    worded: int
    """Explanations that were shown in its words, as a whole."""
    seconds: Sequence[float]

    @property
    def wrong_share(self) -> float:
        """Of everything admitted, its own and the planted ones, what is wrong by planting."""
        return self.passed / max(self.admitted + self.passed, 1)


def word_all(
    some: Sequence[Explained], model: ChatModel, titles: Sequence[str], labels: Sequence[str], seed: int
) -> WordingFound:
    """Have a model word explanations; put errors into what is admitted of it, and check again."""
    index, world = TitleIndex(titles), World(titles=titles, labels=labels, seed=seed)
    admitted = said = errors = passed = worded = 0
    seconds: list[float] = []
    for one in some:
        explanation, size = one.explanation, len(one.made.items)
        started = perf_counter()
        answer = reworded(explanation, model, size=size, titles=index)
        seconds.append(perf_counter() - started)
        facts = explanation_facts(explanation, size=size)
        said += len(answer.checked.sentences)
        worded += answer.written_by == model.model_id
        for sentence in answer.checked.sentences:
            if not sentence.admitted:
                continue
            admitted += 1
            for error in planted(explanation, _as_told(sentence.text, explanation, size), size, world):
                errors += 1
                passed += check_explanation(error.text, facts, index).is_whole
    return WordingFound(
        asked=len(some),
        admitted=admitted,
        said=said,
        planted=errors,
        passed=passed,
        worded=worded,
        seconds=seconds,
    )


def _as_told(text: str, explanation: Explanation, size: int) -> list[Told]:
    """A sentence of a model, its facts made slots, so that errors can be planted into it."""
    from penchant.agent.evaluation.explanations.phrasings import as_told

    found = as_told(text, explanation, size)
    return [] if found is None else [found]
