"""One explanation into whose sentences errors are planted, and what they are made of."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from penchant.agent.evaluation.explanations.phrasings import in_a_sentence
from penchant.agent.types import Explanation


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """What errors are made of."""

    titles: Sequence[str]
    """The catalogue's."""
    labels: Sequence[str]
    """Of other interests."""
    seed: int = 0


class Case:
    """One explanation, and chance."""

    def __init__(self, explanation: Explanation, size: int, world: World) -> None:
        self.explanation = explanation
        self.size = size
        self.world = world
        self.chance = random.Random(f"{world.seed} {explanation.list_id} {explanation.item_id}")
        self.kinds = {one.kind for one in explanation.statements}
        self.evidence = list(
            dict.fromkeys(
                title
                for one in explanation.statements
                for title in (one.fields.get("title"), *listed(one.fields.get("titles")))
                if isinstance(title, str)
            )
        )

    def foreign_title(self) -> str:
        """A title of the catalogue that is neither the item nor evidence."""
        own = {self.explanation.title.casefold(), *(title.casefold() for title in self.evidence)}
        while True:
            title = self.chance.choice(self.world.titles)
            if not any(title.casefold() in one or one in title.casefold() for one in own):
                return title

    def foreign_label(self, but: str) -> str | None:
        """A label that shares no term with this one."""
        terms = set(map(str.casefold, re.findall(r"\w+", but)))
        found = [
            one for one in self.world.labels if terms.isdisjoint(map(str.casefold, re.findall(r"\w+", one)))
        ]
        return in_a_sentence(self.chance.choice(found)) if found else None


def listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
