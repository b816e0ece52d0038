"""The house rules of a workspace: `rules.toml`, what every list must keep to, whoever asks for it."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from penchant.agent.errors import BadSettings

RULES_FILE = "rules.toml"


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class RepeatRules(_Rules):
    """What somebody had before."""

    never: bool = False
    """Nothing that was had comes again, of whatever kind; else the repeatable kinds may."""


class SponsoredRules(_Rules):
    """Items that somebody pays for."""

    disclose: bool = True
    """Say which items of a list are sponsored."""
    field: str = Field(default="sponsored", min_length=1)
    """The field of an item that says so."""


class AgeRules(_Rules):
    """Items that are not for everybody."""

    ask: bool = False
    """Leave them out until the person has said that they are fine."""
    field: str = Field(default="age_rating", min_length=1)
    """The field of an item that holds its rating."""
    ratings: tuple[str, ...] = ("R", "NC-17", "X", "AO", "M", "TV-MA", "18", "18+", "R18")
    """The ratings that are meant."""


class ListRules(_Rules):
    """How much is shown at once."""

    one_at_a_time: bool = False
    """A single suggestion in place of a list."""


class AvailabilityRules(_Rules):
    """Where an item must be to be had."""

    services: tuple[str, ...] = ()
    """Only what is on one of these; empty for no such rule."""
    field: str = Field(default="services", min_length=1)
    """The field of an item that names its services."""
    users: Mapping[str, tuple[str, ...]] = {}
    """User -> that person's own services, in place of those of all."""


class HouseRules(_Rules):
    """All of them; a workspace without the file keeps to the defaults."""

    repeat: RepeatRules = RepeatRules()
    sponsored: SponsoredRules = SponsoredRules()
    age_rated: AgeRules = AgeRules()
    lists: ListRules = ListRules()
    availability: AvailabilityRules = AvailabilityRules()


def load_house_rules(workspace: Path) -> HouseRules:
    """The rules of a workspace; the defaults where it has no file.

    Raises:
        BadSettings: the file is not TOML, or a rule is not what it should be.
    """
    import tomllib

    file = workspace / RULES_FILE
    if not file.is_file():
        return HouseRules()
    try:
        return HouseRules.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadSettings(f"{file}: {where}: {first['msg']}", f"mend {where} in {RULES_FILE}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{file} is not TOML: {error}", "mend the line it names") from error
