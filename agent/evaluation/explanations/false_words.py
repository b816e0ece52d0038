"""The words that planted errors are made of."""

from collections.abc import Mapping, Sequence

STATES = ("new", "rising", "steady", "fading", "dormant", "returned")
DEEDS = {
    "liked": "like", "loved": "like", "bought": "purchase", "got": "purchase",
    "rated": "rate", "reviewed": "rate",
    "saved": "save", "bookmarked": "save", "shared": "share", "played": "play", "watched": "play",
    "looked at": "view", "viewed": "view", "opened": "click", "clicked on": "click",
}  # fmt: skip
TELLING_DEEDS = (
    "liked",
    "bought",
    "rated",
    "saved",
    "shared",
    "played",
    "viewed",
    "opened",
    "reviewed",
    "watched",
)
CAUSES: Mapping[str, Sequence[str]] = {
    "new": ("It is here because it is new.", "It is a new release, and so it is listed."),
    "popular": (
        "It is here because it is popular.",
        "Many people took it in the last 7 days.",
        "It is trending right now.",
    ),
    "together": ("People who had {title} had it too.", "Others with the same history took it."),
    "interest": (
        "It fits your rising interest in {label}.",
        "It is here because of your interest in {label}.",
    ),
    "exploration": (
        "It is here so that you try something different.",
        "This one is for the sake of exploration.",
    ),
    "preference": ("You asked for more {label}.", "You said that you want more of this."),
    "query": ("It matches what you searched for.",),
    "recent": ("It is like {title}, which you liked.", "Because you bought {title}."),
    "without": (
        "Without {title} it would not be in this list.",
        "Had you not had {title}, it would not be here.",
    ),
    "history": ("Nothing in your history alone put this here.",),
}
INVENTED = (
    "Critics praise it.", "It is here because critics praise it.", "Your friends had it too.",
    "It is cheap this week.",
    "It won several awards.", "It comes from the same director.", "It is by an author you follow.",
    "It is short enough for an evening.", "It was advertised.", "It is close to where you live.",
    "It is highly rated.", "It suits the weather.", "People of your age take it.", "It is in your language.",
    "It was recommended by the editors.", "It is on sale.", "It has a sequel coming.", "It is a classic.",
    "It was made by the same studio.", "It is what your family had.", "It is easy to learn.",
)  # fmt: skip
PEOPLE = ("Ann", "Your brother", "Tom", "Your friend", "Maria", "She", "He", "My neighbour", "We")
LOOSE_TIMES = (
    "last week",
    "yesterday",
    "three days ago",
    "a year ago",
    "this morning",
    "for years",
    "last summer",
)
ABSOLUTES = ("always", "never", "certainly", "undoubtedly")
DENIALS = (
    (r"\b(is|was|has|have|would|does|did|are|were)\b", r"\1 not"),
    (
        r"\b(fits|matches|suits|serves|resembles|belongs|stands|ranks|speaks|counts|comes|brings)\b",
        r"never \1",
    ),
    (r"\b(you|You) (once )?(\w+ed|got|bought)\b", r"\1 never \3"),
    (r"\b(people|others|takers|users|readers of the list)\b", r"no \1"),
    (r"^Because\b", "Not because"),
    (r"^Since\b", "Not since"),
)
HEDGES = (
    ("comes close to", "belongs to"), ("comes near", "fits"), ("is not far from", "is squarely in"),
    ("touches on", "fits"), ("may have something to do with", "has to do with"), ("approaches", "matches"),
    ("is somewhat related to", "belongs to"), ("Perhaps it fits in near", "It fits"),
)  # fmt: skip
