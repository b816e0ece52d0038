"""What may be given as an export, and what is said of what may not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from penchant.agent.errors import BadFile, BadInput, BadRow
from penchant.agent.ingest.exports.importing import import_export
from penchant.agent.ingest.exports.services import SERVICES, is_own_id


def test_a_path_that_is_not_there_is_named(shelf: Any, tmp_path: Path) -> None:
    for service in SERVICES:
        with pytest.raises(BadFile, match="does not exist"):
            shelf.take(service, tmp_path / "nothing")


def test_a_folder_without_an_export_is_named_with_what_to_give(shelf: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    for key, service in SERVICES.items():
        with pytest.raises(BadFile, match=f"holds no {service.name} export") as caught:
            shelf.take(key, tmp_path)
        assert caught.value.hint == service.hint


def test_a_damaged_archive_is_named(shelf: Any, tmp_path: Path, packed: Any, fixtures: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(BadFile, match="is not a zip archive"):
        shelf.take("letterboxd", broken)
    whole = packed(fixtures / "letterboxd")
    content = bytearray(whole.read_bytes())
    content[200 : len(content) // 2] = bytes(len(content) // 2 - 200)
    whole.write_bytes(content)
    with pytest.raises(BadFile, match="cannot be unpacked"):
        shelf.take("letterboxd", whole)


def test_an_archive_cannot_write_outside_its_own_folder(shelf: Any, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("../../goodreads_out.csv", "Title,Author\n")
    with pytest.raises(BadInput):
        shelf.take("goodreads", path)
    assert not list(tmp_path.parent.glob("goodreads_out.csv"))


def test_an_unknown_service_is_answered_with_those_that_are_known(shelf: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        shelf.take("myspace", tmp_path)
    assert "letterboxd, goodreads, netflix, spotify, steam" in caught.value.hint


def test_a_user_without_a_name_is_refused(shelf: Any, fixtures: Path) -> None:
    with pytest.raises(BadRow, match="user_id: missing"):
        shelf.take("letterboxd", fixtures / "letterboxd", user_id=" ")


@pytest.mark.parametrize("service", SERVICES)
def test_importing_twice_is_importing_once_and_leaves_the_catalogue_alone(
    shelf: Any, fixtures: Path, service: str
) -> None:
    first = shelf.take(service, fixtures / service)
    revision = shelf.catalogue.revision()
    second = shelf.take(service, fixtures / service)
    assert first.added
    assert (first.duplicates, second.added, second.duplicates) == (0, 0, first.added)
    assert shelf.catalogue.revision() == revision


def test_an_import_that_is_stopped_leaves_whole_batches_and_goes_on_the_next_time(
    log: Any, shelf: Any, fixtures: Path
) -> None:
    small = shelf.settings.model_copy(update={"batch_size": 3})
    log.fail_at = 2

    def take() -> Any:
        return import_export(
            "letterboxd",
            fixtures / "letterboxd",
            user_id="ann",
            log=log,
            catalogue=shelf.catalogue,
            settings=small,
            clock=shelf.clock,
        )

    with pytest.raises(KeyboardInterrupt):
        take()
    landed = len(log.events)
    assert 0 < landed < 14
    log.fail_at = None
    assert (take().duplicates, len(log.events)) == (landed, 14)


def test_an_item_that_was_enriched_is_not_overwritten(shelf: Any, fixtures: Path) -> None:
    from dataclasses import replace

    shelf.take("letterboxd", fixtures / "letterboxd")
    richer = replace(shelf.item("letterboxd:the-heat-2013"), text="Two officers who cannot stand each other.")
    shelf.catalogue.upsert([richer])
    shelf.take("letterboxd", fixtures / "letterboxd", user_id="ben")
    assert shelf.item("letterboxd:the-heat-2013") == richer


def test_own_ids_are_told_from_those_of_catalogues() -> None:
    told: Callable[[str], bool] = is_own_id
    assert [told(one) for one in ("letterboxd:heat-1995", "film-heat-1995", "urn:1")] == [True, False, False]
