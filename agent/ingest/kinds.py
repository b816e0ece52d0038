"""The kinds of event, and the words that other programs use for them."""

from penchant.agent.errors import BadRow
from penchant.agent.types import EVENT_KINDS, EventKind

_SYNONYMS: dict[EventKind, tuple[str, ...]] = {
    "view": (
        "views", "viewed", "pageview", "page_view", "product_view", "detail", "details", "detail_view",
        "visit", "visited", "browse", "seen", "open", "opened",
    ),
    "search": ("searched", "query", "search_query"),
    "click": ("clicked", "clicks", "clickout", "tap", "select"),
    "play": (
        "played", "plays", "listen", "listened", "listening", "scrobble", "stream", "streamed", "watch",
        "watched", "watching", "read", "finished", "complete", "completed",
    ),
    "like": (
        "liked", "likes", "thumbs_up", "thumbsup", "upvote", "favorite", "favourite", "favorited",
        "favourited", "fav", "fave", "love", "loved", "heart", "recommended",
    ),
    "dislike": ("disliked", "dislikes", "thumbs_down", "thumbsdown", "downvote", "hate", "hated"),
    "rate": ("rated", "rating", "ratings", "review_score", "score", "stars"),
    "purchase": (
        "purchased", "purchases", "buy", "bought", "order", "ordered", "sale", "sold", "transaction",
        "checkout", "paid",
    ),
    "save": (
        "saved", "bookmark", "bookmarked", "wishlist", "add_to_wishlist", "watchlist", "add_to_watchlist",
        "add_to_list", "addtolist", "cart", "add_to_cart", "addtocart", "basket", "add_to_basket",
    ),
    "share": ("shared", "shares", "repost", "retweet", "forward", "forwarded", "send"),
    "comment": ("commented", "comments", "review", "reviewed", "tag", "tagged", "note", "reply"),
    "skip": ("skipped", "skips", "pass", "dismiss", "dismissed", "not_interested"),
    "statement": ("said", "stated", "preference"),
    "impression": ("impressions", "impressed", "shown", "exposure", "displayed"),
    "edit": (),
}  # fmt: skip

_KINDS: dict[str, EventKind] = {
    word: kind for kind, synonyms in _SYNONYMS.items() for word in (kind, *synonyms)
}
UNKNOWN_KIND = "unknown kind"
_EDITS_ARE_MADE = "pin, mute, rename, merge, split and prefer make them: a file must not correct a person"
KNOWN_KINDS = f"the kinds are: {', '.join(kind for kind in EVENT_KINDS if kind != 'edit')}"


def parse_kind(cell: object) -> EventKind:
    """The kind that a word means, in any case and with any marks between its parts.

    Raises:
        BadRow: the word is missing or not known (the hint names the kinds), or means an edit, which only
            the person makes.
    """
    kind = _KINDS.get(cell) if isinstance(cell, str) else None
    if kind is not None and kind != "edit":
        return kind
    if cell is None or cell == "":
        raise BadRow("kind", "missing", KNOWN_KINDS)
    word = "_".join(str(cell).casefold().replace("-", " ").replace("_", " ").split())
    kind = _KINDS.get(word)
    if kind is None:
        raise BadRow("kind", UNKNOWN_KIND, KNOWN_KINDS, cell)
    if kind == "edit":
        raise BadRow("kind", "edits are not taken in as events", _EDITS_ARE_MADE, cell)
    return kind
