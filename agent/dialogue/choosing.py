"""Which of a person's interests is meant, asked back where the words fit several or none is named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from penchant.agent.dialogue.decisions import Ask, Do
from penchant.agent.dialogue.shapes import InterestShape, InterestsShape
from penchant.agent.dialogue.state import Option
from penchant.agent.dialogue.words import folded

MOST_OFFERED = 8


def which_interest(done: Do, known: InterestsShape | None) -> Ask | None:
    """The interests that a refused edit may be about, each with the call that it would be; None for none."""
    arguments = done.call.arguments
    shown = known.interests if known is not None else ()
    slots = ("interest", "into") if arguments.get("action") == "merge" else ("interest",)
    for slot in slots:
        words = str(arguments.get(slot) or "")
        meant = _meant(words, shown) if words else list(shown)
        if slot == "into":
            meant = [one for one in meant if one.interest_id != arguments.get("interest")]
        if len(meant) > 1:
            return Ask(
                phrase="which_interest_of" if words else "which_interest_is_it",
                options=tuple(_option(one, done, slot) for one in meant[:MOST_OFFERED]),
                fields={"words": words},
            )
    return None


def _meant(words: str, shown: Sequence[InterestShape]) -> list[InterestShape]:
    """Those that bear the words in their label or, where none does, in a tag."""
    wanted = folded(words)
    by_label = [one for one in shown if wanted in folded(one.label) or words == one.interest_id]
    exact = [one for one in by_label if wanted == folded(one.label) or words == one.interest_id]
    return exact or by_label or [one for one in shown if any(wanted in folded(tag) for tag in one.tags)]


def _option(one: InterestShape, done: Do, slot: str) -> Option:
    arguments: Mapping[str, object] = {**done.call.arguments, slot: one.interest_id}
    return Option(label=one.label, call=replace(done.call, arguments=arguments))
