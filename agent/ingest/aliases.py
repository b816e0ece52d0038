"""The names under which files usually keep what Penchant asks for, likeliest first."""

ITEM_FIELDS: dict[str, tuple[str, ...]] = {
    "item_id": (
        "item_id", "product_id", "movie_id", "film_id", "book_id", "track_id", "song_id", "game_id",
        "article_id", "app_id", "asin", "isbn", "sku", "stock_code", "item", "item_no", "id", "code",
    ),
    "title": (
        "title", "name", "item_title", "item_name", "product_name", "product_title", "product",
        "movie_title", "film", "track_name", "song", "book_title", "headline", "label",
    ),
    "text": (
        "text", "description", "overview", "summary", "plot", "synopsis", "abstract", "body", "content",
    ),
    "tags": ("tags", "genres", "genre", "categories", "category", "keywords", "subjects", "topics"),
    "kind": ("kind", "item_kind", "item_type", "media_type", "product_type", "type"),
}  # fmt: skip

EVENT_FIELDS: dict[str, tuple[str, ...]] = {
    "user_id": (
        "user_id", "user", "customer_id", "customer", "member_id", "member", "reviewer_id", "account_id",
        "account", "visitor_id", "client_id", "person_id", "person", "uid", "username",
    ),
    "item_id": tuple(alias for alias in ITEM_FIELDS["item_id"] if alias != "id"),
    "at": (
        "at", "timestamp", "time", "ts", "datetime", "event_time", "created_at", "date", "event_date",
        "unix_time", "unix_review_time", "occurred_at", "rated_at", "watched_at", "played_at", "viewed_at",
        "purchased_at", "order_date", "invoice_date", "when",
    ),
    "kind": ("kind", "event", "event_type", "event_kind", "action", "behavior", "behaviour", "type"),
    "value": ("value", "rating", "score", "stars", "overall"),
    "text": ("text", "review", "review_text", "comment", "query", "search_query", "message"),
    "event_id": ("event_id", "event_uuid"),
}  # fmt: skip
"""An `id` is no alias here: a row number taken for an event's id would swallow another file's rows."""

QUANTITIES = ("quantity", "qty", "units", "amount")
"""What the value of a purchase may be called; below zero it tells of a return."""

RATINGS = frozenset({"rating", "score", "stars", "overall"})
"""A value under one of these names makes the events ratings."""
