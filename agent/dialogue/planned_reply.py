"""The reply to a planned turn: deeds and lists by code, findings in the model's words where they hold."""

from collections.abc import Sequence

from penchant.agent.dialogue.reply_writer import is_worded
from penchant.agent.dialogue.turn import Outcome

_LISTING = frozenset({"recommend", "search_catalogue"})
"""Tools whose items are always shown, whatever is said of them."""
_NUMBERED = tuple(f"{digit}" for digit in range(1, 10))


def composed(outcomes: Sequence[Outcome], worded: str) -> str:
    """All that is to be said of these outcomes, in their order; of several lists only the last is shown."""
    parts: list[str] = []
    is_told = False
    shown = _last_of_each(outcomes)
    for one in shown:
        if not worded or not is_worded(one):
            parts.append(one.text)
            continue
        if not is_told:
            parts.append(worded)
            is_told = True
        if one.done.call.name in _LISTING:
            parts.append(_items(one.text))
    return "\n".join(part for part in parts if part)


def _last_of_each(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Without refusals that were mended later, and without lists that a later one replaced."""
    kept: list[Outcome] = []
    for place, one in enumerate(outcomes):
        later = [other for other in outcomes[place + 1 :] if other.done.call.name == one.done.call.name]
        is_mended = one.error is not None and any(other.error is None for other in later)
        is_replaced = one.done.call.name in _LISTING and any(other.result is not None for other in later)
        if not is_mended and not is_replaced:
            kept.append(one)
    return kept


def _items(text: str) -> str:
    """A composed list without the sentence over it."""
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if line.startswith(_NUMBERED)), len(lines))
    return "\n".join(lines[first:]) or text
