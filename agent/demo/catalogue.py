"""The demo catalogue, read from the JSON lines in `items/`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from penchant.agent.types import Item

DOMAINS: tuple[str, ...] = (
    "films",
    "books",
    "albums",
    "games",
    "podcasts",
    "courses",
    "recipes_and_goods",
    "scenes",
)
"""One file each, in this order."""


class CatalogueLine(BaseModel):
    """One line of a catalogue file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    item_id: str = Field(pattern=r"^[a-z]+-[a-z0-9-]+$")
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    tags: list[str] = Field(min_length=3, max_length=6)
    kind: str = Field(min_length=1)
    attributes: Mapping[str, bool | int | str]
    """Among them, where we know them, `title_zh` and `text_zh`."""

    def item(self) -> Item:
        """The line as the record that the house works with."""
        return Item(
            item_id=self.item_id,
            title=self.title,
            text=self.text,
            tags=tuple(self.tags),
            kind=self.kind,
            attributes=MappingProxyType(dict(self.attributes)),
            topic_text=self.title,
        )


@cache
def demo_items() -> tuple[Item, ...]:
    """Every item of the demo, domain by domain."""
    return tuple(item for domain in DOMAINS for item in _domain(domain))


def _domain(domain: str) -> tuple[Item, ...]:
    source = files("penchant.agent.demo").joinpath("items", f"{domain}.jsonl")
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(CatalogueLine.model_validate_json(line).item() for line in lines)
