"""The tables of a workspace, as SQLAlchemy Core sees them.

Times are microseconds since 1970-01-01 UTC: exact, and the same on SQLite and PostgreSQL.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

metadata = MetaData()

# SQLite counts rows by itself only on a column of type INTEGER.
Counter = BigInteger().with_variant(Integer, "sqlite")

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("seq", Counter, primary_key=True, autoincrement=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("item_id", Text),
    Column("value", Float),
    Column("text", Text),
    Column("context", Text),
    Index("events_by_user", "user_id", "at"),
    # Lists that were shown are rows as well, and may be many: what asks for behaviour steps over them.
    Index(
        "behaviour_by_time",
        "at",
        sqlite_where=text("kind <> 'impression'"),
        postgresql_where=text("kind <> 'impression'"),
    ),
    Index(
        "impressions_by_user",
        "user_id",
        "at",
        sqlite_where=text("kind = 'impression'"),
        postgresql_where=text("kind = 'impression'"),
    ),
    # A landing number is never given twice, even after an erasure: readers remember it.
    sqlite_autoincrement=True,
)

# Literals: with bound values SQLite does not see that the indexes above answer the question.
IS_BEHAVIOUR = events.c.kind != literal_column("'impression'")
IS_IMPRESSION = events.c.kind == literal_column("'impression'")

items = Table(
    "items",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("revision", BigInteger, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("kind", Text),
    Column("attributes", Text, nullable=False),
    Column("topic_text", Text, nullable=False),
    Column("content_hash", Text, nullable=False, index=True),
)

embeddings = Table(
    "embeddings",
    metadata,
    # Vectors land after their items and in another order: readers follow this number too.
    Column("seq", Counter, primary_key=True, autoincrement=True),
    Column("content_hash", Text, nullable=False),
    Column("model_id", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    UniqueConstraint("content_hash", "model_id"),
    sqlite_autoincrement=True,
)

topic_sets = Table(
    "topic_sets",
    metadata,
    Column("version", Counter, primary_key=True, autoincrement=True),
    Column("model_id", Text, nullable=False),
    Column("item_count", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("event_count", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

topics = Table(
    "topics",
    metadata,
    Column("version", BigInteger, primary_key=True),
    Column("topic_id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("centroid", LargeBinary, nullable=False),
    Column("level", BigInteger, nullable=False, server_default="0"),
    Column("parent_id", Text),
    Column("members", Text, nullable=False, server_default="[]"),
)

lists = Table(
    "lists",
    metadata,
    # Lists of one moment are told apart by the order in which they were made.
    Column("seq", Counter, primary_key=True, autoincrement=True),
    Column("list_id", Text, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Index("lists_by_user", "user_id", "seq"),
    sqlite_autoincrement=True,
)

conversation_turns = Table(
    "conversation_turns",
    metadata,
    Column("seq", Counter, primary_key=True, autoincrement=True),
    Column("user_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("conversation_turns_by_user", "user_id", "seq"),
    sqlite_autoincrement=True,
)

conversation_states = Table(
    "conversation_states",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("payload", Text, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("written_at", BigInteger, nullable=False),
    Column("facts", Text, nullable=False),
    Column("payload", Text, nullable=False),
    # The moment that it describes; NULL in the oldest, which describe when they were written.
    Column("as_of", BigInteger),
)

profile_vectors = Table(
    "profile_vectors",
    metadata,
    Column("seq", Counter, primary_key=True, autoincrement=True),
    Column("user_id", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("model_id", Text, nullable=False),
    # The vector of the whole, then one for each statement that may steer: with their keys in `payload`.
    Column("payload", Text, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    UniqueConstraint("user_id", "version", "model_id"),
    sqlite_autoincrement=True,
)

profile_queue = Table(
    "profile_queue",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("events", BigInteger, nullable=False),
    Column("reason", Text),
    Column("claimed_by", Text),
    Column("lease_until", BigInteger, nullable=False, server_default="0"),
    Column("tries", BigInteger, nullable=False, server_default="0"),
    Column("failure", Text),
)

rankers = Table(
    "rankers",
    metadata,
    Column("version", Counter, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    # What it was learned from and how well it did, as JSON; the trees as their library writes them.
    Column("record", Text, nullable=False),
    Column("trees", Text, nullable=False),
    sqlite_autoincrement=True,
)

# What one transaction is about to append; joined with the log to find what is there already.
staged_events = Table(
    "staged_events",
    MetaData(),
    Column("event_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("item_id", Text),
    Column("at", BigInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
