"""Conversations are kept with each user, in order, on every database."""

from datetime import UTC, datetime, timedelta

from penchant.agent.memory.conversations import SqlConversations
from penchant.agent.memory.database import Database
from penchant.agent.ports import Utterance

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def said(*texts: str) -> list[Utterance]:
    return [
        Utterance(role="assistant" if at % 2 else "user", text=text, at=NOON + timedelta(seconds=at))
        for at, text in enumerate(texts)
    ]


def test_what_was_said_comes_back_in_order(database: Database) -> None:
    store = SqlConversations(database)
    store.keep("ann", said("hello", "Hello."), {})
    store.keep("ann", said("推荐", "好。"), {})
    assert [one.text for one in store.transcript("ann")] == ["hello", "Hello.", "推荐", "好。"]
    assert store.transcript("ann")[:2] == said("hello", "Hello.")


def test_the_last_of_a_long_conversation_can_be_read_alone(database: Database) -> None:
    store = SqlConversations(database)
    store.keep("ann", said("one", "two", "three"), {})
    assert [one.text for one in store.transcript("ann", limit=2)] == ["two", "three"]


def test_the_newest_state_is_in_force(database: Database) -> None:
    store = SqlConversations(database)
    assert store.state("ann") is None
    store.keep("ann", [], {"list_id": "l1", "listed": [["i", "《题》", 1]]})
    store.keep("ann", [], {"list_id": "l2"})
    assert store.state("ann") == {"list_id": "l2"}


def test_users_do_not_see_each_other(database: Database) -> None:
    store = SqlConversations(database)
    store.keep("ann", said("hello"), {"list_id": "l1"})
    assert store.transcript("bob") == []
    assert store.state("bob") is None
