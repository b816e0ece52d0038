"""What every catalogue, and the stores beside it, must do."""

from datetime import UTC, datetime

import numpy as np
import pytest

from penchant.agent.memory.catalogue import SqlCatalogue, content_hash, embedded_text
from penchant.agent.memory.database import Database
from penchant.agent.memory.embeddings import NOTHING, SqlEmbeddings
from penchant.agent.memory.lists import SqlLists
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.types import Item, Note, Reason, Recommendation, RecommendationList

HEAT = Item(
    item_id="heat",
    title="Heat (1995)",
    topic_text="Heat",
    text="A thief and a detective.",
    tags=("crime", "drama"),
    kind="film",
    attributes={
        "year": 1995,
        "score": 8.3,
        "streaming": True,
        "released": datetime(1995, 12, 15, tzinfo=UTC),
        "cast": ("Al Pacino", "Robert De Niro"),
        "title_zh": "盗火线",
    },
)
EMMA = Item(item_id="emma", title="Emma", topic_text="Emma", kind="book")


@pytest.fixture
def catalogue(database: Database) -> SqlCatalogue:
    return SqlCatalogue(database)


def test_an_item_comes_back_as_it_was_given(catalogue: SqlCatalogue) -> None:
    catalogue.upsert([HEAT])
    assert catalogue.get(["heat", "nothing"]) == {"heat": HEAT}


def test_upsert_tells_new_from_changed_from_equal(catalogue: SqlCatalogue) -> None:
    first = catalogue.upsert([HEAT, EMMA])
    again = catalogue.upsert(
        [HEAT, Item(item_id="emma", title="Emma", topic_text="Emma", kind="book", tags=("novel",))]
    )
    assert (first.added, first.changed, first.unchanged) == (2, 0, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 1, 1)
    assert catalogue.get(["emma"])["emma"].tags == ("novel",)


def test_only_what_changed_gets_a_new_revision(catalogue: SqlCatalogue) -> None:
    catalogue.upsert([HEAT, EMMA])
    seen = catalogue.revision()
    catalogue.upsert([HEAT, Item(item_id="emma", title="Emma!", topic_text="Emma!")])
    assert [item.item_id for _, item in catalogue.changed_after(seen)] == ["emma"]


def test_known_ids_and_kinds_are_found_however_many_are_asked(catalogue: SqlCatalogue) -> None:
    catalogue.upsert(
        [Item(item_id=f"i{n}", title=f"t{n}", kind="song" if n % 2 else "film") for n in range(1_200)]
    )
    assert len(catalogue.known([f"i{n}" for n in range(2_000)])) == 1_200
    assert len(catalogue.of_kinds(["song"])) == 600
    assert catalogue.count() == 1_200


def test_what_is_embedded_leaves_the_year_out() -> None:
    assert embedded_text(HEAT) == "Heat. crime, drama. A thief and a detective."


def test_vectors_are_kept_once_a_text_and_model(database: Database, catalogue: SqlCatalogue) -> None:
    catalogue.upsert([HEAT, EMMA, Item(item_id="emma2", title="Emma", topic_text="Emma", kind="film")])
    embeddings = SqlEmbeddings(database, "model-a")
    waiting = dict(embeddings.hashes_without())
    assert len(waiting) == 2  # two items share a text
    assert embeddings.items_without() == 3
    vector = np.array([0.6, 0.8], np.float32)
    embeddings.put(dict.fromkeys(waiting, vector))
    embeddings.put(dict.fromkeys(waiting, -vector))
    assert embeddings.items_without() == 0
    assert embeddings.count() == 2
    assert {item.item_id for item in embeddings.item_vectors(NOTHING)} == {"heat", "emma", "emma2"}
    assert all(np.array_equal(item.vector, vector) for item in embeddings.item_vectors(NOTHING))
    assert SqlEmbeddings(database, "model-b").items_without() == 3


def test_a_reader_sees_vectors_that_land_after_later_items(
    database: Database, catalogue: SqlCatalogue
) -> None:
    """A vector of an early item may land after that of a late one; both must be seen."""
    embeddings = SqlEmbeddings(database, "m")
    catalogue.upsert([HEAT, EMMA])
    vector = np.ones(2, np.float32)
    embeddings.put({content_hash(embedded_text(EMMA)): vector})
    landed = embeddings.landed()
    assert [item.item_id for item in embeddings.item_vectors(NOTHING)] == ["emma"]
    embeddings.put({content_hash(embedded_text(HEAT)): vector})
    assert [item.item_id for item in embeddings.item_vectors(landed)] == ["heat"]


def test_a_list_comes_back_as_it_was_made(database: Database) -> None:
    lists = SqlLists(database)
    made = RecommendationList(
        list_id="l1",
        user_id="ann",
        at=datetime(2024, 5, 1, tzinfo=UTC),
        items=(
            Recommendation(
                item_id="heat",
                title="Heat (1995)",
                rank=1,
                score=0.1 + 0.2,
                parts={"interests": 0.1, "popular_7d": 0.2},
                reasons=(
                    Reason(
                        text="因为", kind="interest", evidence=("e1",), fields={"fit": 0.5}, contribution=0.1
                    ),
                ),
            ),
        ),
        notes=(Note(code="new_user", text="x"),),
        query="crime",
        constraints=("year > 1990",),
    )
    lists.save(made)
    assert lists.get("l1") == made
    assert lists.of_user("ann") == [made]
    assert lists.get("l2") is None


def test_facts_about_the_workspace_are_replaced(database: Database) -> None:
    meta = SqlMeta(database)
    meta.set("k", "1")
    meta.set("k", "2")
    assert (meta.get("k"), meta.get("none")) == ("2", None)
