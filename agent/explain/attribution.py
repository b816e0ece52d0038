"""What a stored list says about an item: read as it was made, nothing is added."""

from penchant.agent.types import Explanation, Item, Note, RecommendationList


def explain(made: RecommendationList, item: Item) -> Explanation:
    """The place, parts and reasons of an item in a list, or that it was not in it."""
    for place in made.items:
        if place.item_id == item.item_id:
            return Explanation(
                list_id=made.list_id,
                item_id=item.item_id,
                title=place.title,
                listed=True,
                rank=place.rank,
                score=place.score,
                parts=place.parts,
                statements=place.reasons,
                notes=made.notes,
            )
    return Explanation(
        list_id=made.list_id,
        item_id=item.item_id,
        title=item.title,
        listed=False,
        rank=None,
        score=None,
        parts={},
        notes=(Note(code="not_listed", text=f"{item.title} was not in this list"),),
    )
