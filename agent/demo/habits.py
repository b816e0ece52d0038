"""What people do with an item of each kind, as short scripts that a sitting is made of."""

from collections.abc import Mapping
from types import MappingProxyType

from penchant.agent.types import EventKind

Script = tuple[EventKind, ...]

FIRST_TIME: Mapping[str, tuple[Script, ...]] = MappingProxyType(
    {
        "film": (
            ("view",),
            ("view", "save"),
            ("click", "play"),
            ("play", "like"),
            ("play", "rate"),
            ("view", "play", "rate"),
            ("play", "comment"),
        ),
        "book": (
            ("view",),
            ("click", "save"),
            ("view", "purchase"),
            ("purchase",),
            ("rate",),
            ("rate", "comment"),
            ("like",),
        ),
        "music": (("play",), ("play", "like"), ("play", "save"), ("click", "play")),
        "game": (
            ("view",),
            ("view", "purchase"),
            ("play",),
            ("play", "like"),
            ("play", "rate"),
            ("play", "comment"),
        ),
        "podcast": (("play",), ("play", "save"), ("click", "play"), ("play", "like")),
        "course": (
            ("view",),
            ("view", "save"),
            ("play",),
            ("click", "play"),
            ("play", "like"),
            ("play", "comment"),
            ("rate",),
        ),
        "recipe": (
            ("view",),
            ("view", "save"),
            ("view", "like"),
            ("click", "comment"),
            ("view", "rate"),
        ),
        "grocery": (("purchase",), ("purchase",), ("view", "purchase")),
        "goods": (("view",), ("view", "save"), ("view", "purchase"), ("purchase",)),
        "scene": (("play",), ("play", "like"), ("view", "save"), ("view", "play")),
    }
)
"""What is done with an item met for the first time, by its kind."""

AGAIN: Mapping[str, tuple[Script, ...]] = MappingProxyType(
    {
        "film": (("view",), ("view",), ("click",), ("share",), ("comment",)),
        "book": (("view",), ("view",), ("click",), ("share",), ("comment",)),
        "music": (("play",), ("play",), ("play", "share")),
        "game": (("play",), ("play",), ("play", "share"), ("comment",)),
        "podcast": (("play",), ("play",), ("play", "share")),
        "course": (("play",), ("play",), ("play", "comment")),
        "recipe": (("view",), ("view",), ("view", "share"), ("comment",)),
        "grocery": (("purchase",),),
        "goods": (("view",), ("click",)),
        "scene": (("play",),),
    }
)
"""What is done with an item met before: nobody buys the same book twice."""

STRAY: tuple[Script, ...] = (("view",), ("view",), ("click",), ("skip",))
"""What is done with an item that belongs to no interest of the person's."""

AVERSE: tuple[Script, ...] = (
    ("skip",),
    ("dislike",),
    ("view", "dislike"),
    ("click", "rate"),
    ("comment", "dislike"),
)
"""What is done with an item that the person rejects."""

REPEAT_WEIGHT: Mapping[str, float] = MappingProxyType(
    {
        "film": 0.08,
        "book": 0.08,
        "goods": 0.08,
        "recipe": 0.4,
        "podcast": 0.5,
        "game": 0.5,
        "course": 0.6,
        "music": 0.8,
        "grocery": 1.0,
        "scene": 1.0,
    }
)
"""What is left of an item's pull for each time it was chosen before."""

MINUTES_PLAYED: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "film": (85, 160),
        "game": (30, 110),
        "podcast": (20, 55),
        "course": (20, 60),
        "music": (20, 50),
    }
)
"""How long playing an item of a kind takes, between least and most."""
