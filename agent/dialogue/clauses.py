"""A sentence of several clauses, read one after the other where it cannot be read as a whole."""

import re

_BETWEEN = re.compile(
    r"\s*(?:[,;。，；]|\s[-–—]\s|\.\s)\s*(?:and |but |so |then |yet |但是?|不过|而且|所以)?|\s+(?:and"
    r"|but|yet)\s+(?=(?:i|we|it|loved|liked|hated|disliked|enjoyed|didn't|really|give"
    r"|show|recommend|skip|rate|tell|pin|mute|save|add|put|never|stop|don't|explain|suggest|find|more|less|fewer"
    r"|no more|please|also)\b)",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"(?:please|thanks|thank you|pls|thx|谢谢|拜托)", re.IGNORECASE)
_MOST = 4


def clauses(sentence: str) -> tuple[str, ...]:
    """Its clauses in order; one alone is no division, and a long list of them is not read."""
    parts = tuple(
        part.strip()
        for part in _BETWEEN.split(sentence)
        if part and part.strip(" .!?") and not _COURTESY.fullmatch(part.strip(" .!?"))
    )
    return parts if 1 < len(parts) <= _MOST else ()
