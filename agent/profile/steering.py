"""The vectors of a profile: made once when it is written, never in a request."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.memory.profile_vectors import ProfileVectors, Steering
from penchant.agent.ranking.profile_part import ProfileSights
from penchant.agent.types import Profile, ProfileStatement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], Mapping[str, NDArray[np.float32]]]

_NUMBERS = re.compile(
    r"\(?\b\d[\d.,]*\s?%\)?|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d{4}\b"
)
_LEFT = re.compile(r"\s+([,.:;)])")


def profile_vectors(profile: Profile, embed: "Embed") -> ProfileVectors | None:
    """The vectors of a profile and of its statements that may steer; None where nothing can be read.

    Args:
        profile: a version as it is stored.
        embed: gives the vectors of texts, of those that the embedding model can read.
    """
    import numpy as np

    whole = _whole(profile)
    steering = [one for one in profile.statements if one.weight > 0 and one.key]
    texts = {one.key: meaning(one) for one in steering}
    found = embed(list(dict.fromkeys((whole, *texts.values()))))
    if whole not in found:
        return None
    kept = [one for one in steering if texts[one.key] in found]
    return ProfileVectors(
        user_id=profile.user_id,
        version=profile.version,
        steering=tuple(Steering(key=one.key, weight=one.weight, evidence=one.evidence) for one in kept),
        matrix=np.array([found[whole], *(found[texts[one.key]] for one in kept)], np.float32),
    )


def sights(stored: ProfileVectors | None) -> ProfileSights | None:
    """Stored vectors as the ranking looks near them; the vector of the whole is for search over people."""
    import numpy as np

    if stored is None or not stored.steering:
        return None
    return ProfileSights(
        version=stored.version,
        keys=tuple(one.key for one in stored.steering),
        evidence=tuple(one.evidence for one in stored.steering),
        vectors=stored.matrix[1:],
        weights=np.array([one.weight for one in stored.steering]),
    )


def meaning(statement: ProfileStatement) -> str:
    """What a statement is about: its words and tags, without the shares and dates that mean nothing."""
    return _with_tags(_plain(statement.text), statement.tags)


def _whole(profile: Profile) -> str:
    return _with_tags(_plain(profile.summary), profile.tags)


def _plain(text: str) -> str:
    return _LEFT.sub(r"\1", " ".join(_NUMBERS.sub("", text).split()))


def _with_tags(text: str, tags: Sequence[str]) -> str:
    return f"{text} {', '.join(tags)}" if tags else text
