"""Workspaces of earlier formats are brought up to date, with all that they hold."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import inspect

from penchant.agent.errors import WorkspaceTooNew
from penchant.agent.memory.database import DATABASE_FILE, Database, open_database
from penchant.agent.memory.migrations import VERSION, migrate
from penchant.agent.memory.tables import metadata
from penchant.agent.memory.topic_store import SqlTopics

FORMAT_1 = """
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO meta VALUES ('schema_version', '1');
CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL,
    kind TEXT NOT NULL, at BIGINT NOT NULL, item_id TEXT, value FLOAT, text TEXT, context TEXT);
CREATE TABLE items (item_id TEXT NOT NULL PRIMARY KEY, revision BIGINT NOT NULL UNIQUE, title TEXT NOT NULL,
    text TEXT NOT NULL, tags TEXT NOT NULL, kind TEXT, attributes TEXT NOT NULL, topic_text TEXT NOT NULL,
    content_hash TEXT NOT NULL);
CREATE TABLE embeddings (seq INTEGER PRIMARY KEY AUTOINCREMENT, content_hash TEXT NOT NULL,
    model_id TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (content_hash, model_id));
CREATE TABLE topic_sets (version INTEGER PRIMARY KEY AUTOINCREMENT, model_id TEXT NOT NULL,
    item_count BIGINT NOT NULL, at BIGINT NOT NULL);
CREATE TABLE topics (version BIGINT NOT NULL, topic_id TEXT NOT NULL, label TEXT NOT NULL, tags TEXT NOT NULL,
    size BIGINT NOT NULL, centroid BLOB NOT NULL, PRIMARY KEY (version, topic_id));
CREATE TABLE lists (seq INTEGER PRIMARY KEY AUTOINCREMENT, list_id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL,
    at BIGINT NOT NULL, payload TEXT NOT NULL);
INSERT INTO topic_sets VALUES (1, 'hashing', 40, 1700000000000000);
"""
"""What the first workspaces looked like, before conversations and profiles were kept."""

CENTROID = np.array([0.6, 0.8], np.float32)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / DATABASE_FILE) as connection:
        connection.executescript(FORMAT_1)
        row = (1, "t7", "space opera", '["space", "opera"]', 12, CENTROID.tobytes())
        connection.execute("INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.close()
    return tmp_path


def opened(workspace: Path) -> Database:
    database = open_database(workspace, None, 10)
    migrate(database)
    return database


def shape(database: Database) -> dict[str, set[str]]:
    looked_at = inspect(database.engine)
    return {
        name: {column["name"] for column in looked_at.get_columns(name)}
        for name in looked_at.get_table_names()
    }


def test_a_workspace_of_the_first_format_has_every_table_and_column_of_a_fresh_one(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old, fresh = opened(workspace), opened(tmp_path_factory.mktemp("fresh"))
    assert shape(old) == shape(fresh)
    assert set(shape(old)) == set(metadata.tables)


def test_topics_of_the_first_format_are_there_still_on_the_finest_level(workspace: Path) -> None:
    store = SqlTopics(opened(workspace))
    (version,) = store.versions("hashing")
    assert (version.version, version.item_count, version.event_count) == (1, 40, 0)
    (topic,) = store.topics(1)
    assert (topic.topic_id, topic.label, topic.tags, topic.size) == (
        "t7",
        "space opera",
        ("space", "opera"),
        12,
    )
    assert (topic.level, topic.parent_id, topic.members) == (0, None, ())
    assert np.array_equal(topic.centroid, CENTROID)


def test_bringing_up_to_date_a_second_time_changes_nothing(workspace: Path) -> None:
    opened(workspace).close()
    database = opened(workspace)
    with sqlite3.connect(workspace / DATABASE_FILE) as connection:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall()
    connection.close()
    database.close()
    assert found == [(str(VERSION),)]


def test_a_workspace_of_a_newer_penchant_is_left_alone(workspace: Path) -> None:
    with sqlite3.connect(workspace / DATABASE_FILE) as connection:
        connection.execute("UPDATE meta SET value = ?", (str(VERSION + 1),))
    connection.close()
    with pytest.raises(WorkspaceTooNew):
        opened(workspace)
    with sqlite3.connect(workspace / DATABASE_FILE) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(topics)")]
    connection.close()
    assert "level" not in columns
