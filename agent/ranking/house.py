"""The house rules at work: conditions that every list is made under, and what must be said of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from penchant.agent.config import RankingSettings
from penchant.agent.config.house_rules import HouseRules
from penchant.agent.ingest.where import Constraint
from penchant.agent.ranking.shelf import field
from penchant.agent.types import Item, Note, RecommendationList


class House:
    """The rules of one workspace."""

    def __init__(self, rules: HouseRules) -> None:
        self.rules = rules

    @property
    def has_conditions(self) -> bool:
        """Whether some rule keeps items out of lists."""
        availability = self.rules.availability
        return self.rules.age_rated.ask or bool(availability.services or availability.users)

    def ranking(self, settings: RankingSettings) -> RankingSettings:
        """The settings of ranking as the rules change them."""
        return settings.model_copy(update={"repeatable_kinds": ()}) if self.rules.repeat.never else settings

    def count(self, k: int) -> int:
        """How many items are shown of those that were asked for."""
        return 1 if self.rules.lists.one_at_a_time else k

    def constraints(
        self, user_id: str, fields: Collection[str], allows_age_rated: bool
    ) -> tuple[Constraint, ...]:
        """The conditions that hold for a user besides those that were asked for.

        Args:
            user_id: whose list it is.
            fields: what items of the catalogue say of themselves; a rating that none has bars nothing.
            allows_age_rated: the person has said that age-rated items are fine.
        """
        made: list[Constraint] = []
        services = self.services(user_id)
        if services:
            availability = self.rules.availability.field
            made.append(Constraint(field=availability, op="in", value=list(services)))
        if self.asks_for_age(fields) and not allows_age_rated:
            age = self.rules.age_rated
            made.append(Constraint(field=age.field, op="not in", value=list(age.ratings)))
        return tuple(made)

    def services(self, user_id: str) -> tuple[str, ...]:
        """Where an item must be for a user; empty for anywhere."""
        availability = self.rules.availability
        return availability.users.get(user_id, availability.services)

    def asks_for_age(self, fields: Collection[str]) -> bool:
        """Whether there may be items that somebody must be asked for first."""
        age = self.rules.age_rated
        return age.ask and age.field.casefold() in {name.casefold() for name in fields}

    def told(
        self,
        made: RecommendationList,
        items: Mapping[str, Item],
        fields: Collection[str],
        allows_age_rated: bool,
    ) -> RecommendationList:
        """The list with what the rules want said of it."""
        notes = [*self._sponsored(made, items)]
        services = self.services(made.user_id)
        if services:
            notes.append(Note(code="services", text=f"Only what is on {' or '.join(services)}"))
        if self.asks_for_age(fields) and not allows_age_rated:
            text = "Age-rated items are left out: say that they are fine to have them too"
            notes.append(Note(code="age_rated", text=text))
        if self.rules.lists.one_at_a_time and made.items:
            notes.append(Note(code="one_at_a_time", text="One at a time: ask for more to see the next"))
        return replace(made, notes=(*made.notes, *notes)) if notes else made

    def _sponsored(self, made: RecommendationList, items: Mapping[str, Item]) -> Sequence[Note]:
        if not self.rules.sponsored.disclose:
            return ()
        paid = [
            items[one.item_id].title
            for one in made.items
            if one.item_id in items and is_true(field(items[one.item_id], self.rules.sponsored.field))
        ]
        return (Note(code="sponsored", text=f"Sponsored: {', '.join(paid)}"),) if paid else ()


def is_true(value: object) -> bool:
    """Whether a field says yes, in whatever way the source writes it."""
    if isinstance(value, str):
        return value.strip().casefold() not in ("", "0", "false", "no", "none", "n")
    return bool(value)
