"""The database of a workspace, opened."""

from pathlib import Path
from threading import Barrier, Thread

from sqlalchemy import text

from penchant.agent.errors import PenchantError
from penchant.agent.memory.database import open_database

ROUNDS, OPENERS = 60, 4


def test_many_may_open_a_new_database_at_the_same_moment(tmp_path: Path) -> None:
    """A race that one round in twelve shows: sixty rounds miss it once in two hundred runs."""
    failures: list[PenchantError] = []

    def open_and_look(folder: Path, together: Barrier) -> None:
        database = open_database(folder, None, 10)
        together.wait(10)
        try:
            with database.write() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS looked (n INTEGER)"))
        except PenchantError as error:
            failures.append(error)
        finally:
            database.close()

    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        together = Barrier(OPENERS)
        openers = [Thread(target=open_and_look, args=(folder, together)) for _ in range(OPENERS)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
    assert failures == []
