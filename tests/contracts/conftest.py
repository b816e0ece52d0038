"""Every implementation of the stores, by one fixture: SQLite always, PostgreSQL where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from penchant.agent.memory.database import Database, open_database
from penchant.agent.memory.migrations import migrate

POSTGRES_URL = os.environ.get("PENCHANT_TEST_POSTGRES_URL")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgresql",
            marks=pytest.mark.skipif(not POSTGRES_URL, reason="PENCHANT_TEST_POSTGRES_URL names no server"),
        ),
    ]
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path, POSTGRES_URL if request.param == "postgresql" else None, 10)
    if not opened.is_sqlite:
        with opened.write() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    migrate(opened)
    yield opened
    opened.close()
