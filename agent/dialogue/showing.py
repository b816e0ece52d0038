"""How names and numbers from data are shown in a reply."""

from penchant.agent.dialogue.words import Language, clean

TITLE, REASON = 120, 240
"""Characters of a title and of a reason that are shown."""


def plain(text: object, limit: int = TITLE) -> str:
    """Text from data as it may be shown."""
    shown = clean(str(text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def percent(share: float) -> str:
    """A share in whole percents."""
    if 0 < share < 0.005:
        return "<1%"
    return f"{100 * share:.0f}%"


def joined(language: Language, *sentences: str) -> str:
    """Sentences one behind the other."""
    return ("" if language == "zh" else " ").join(filter(None, sentences))


def listing(language: Language, words: list[str]) -> str:
    """Things in a row: "a, b and c"."""
    if language == "zh":
        return "、".join(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
