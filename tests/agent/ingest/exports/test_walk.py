"""From an export to interests and a list, through the front door."""

from pathlib import Path

from penchant.agent.config import EmbeddingSettings, Settings
from penchant.agent.demo.catalogue import demo_items
from penchant.agent.runtime import open_runtime


def test_a_letterboxd_export_gives_a_new_person_interests_and_a_list(fixtures: Path, tmp_path: Path) -> None:
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    films = [item for item in demo_items() if item.kind == "film"]
    with open_runtime(tmp_path / "workspace", settings) as penchant:
        penchant.import_records(films, [])
        embedded: list[int] = []
        summary = penchant.import_export(
            "letterboxd",
            fixtures / "letterboxd",
            user_id="ann",
            encode_progress=lambda done, total: embedded.append(done),
        )
        assert (summary.added, summary.matched, summary.own) == (14, 4, 3)
        assert embedded
        assert summary.rejects_path is not None
        assert summary.rejects_path.read_text(encoding="utf-8").count("\n") == 2

        interests = penchant.interests("ann").interests
        assert interests
        assert "film-heat-1995" in {event.item_id for one in interests for event in one.evidence}

        made = penchant.recommend("ann", 5)
        had = {event.item_id for event in penchant.stores.log.user_events("ann")}
        assert len(made.items) == 5
        assert not had & {place.item_id for place in made.items}
        assert all(place.reasons for place in made.items)

        assert penchant.import_export("letterboxd", fixtures / "letterboxd", user_id="ann").added == 0
