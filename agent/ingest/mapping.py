"""Which column feeds which field: as the caller says, else by the usual names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penchant.agent.errors import BadColumn
from penchant.agent.ingest.aliases import EVENT_FIELDS, ITEM_FIELDS, QUANTITIES, RATINGS
from penchant.agent.ingest.columns import column_position, listed, plain_name
from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.types import ITEMLESS_KINDS, TEXT_KINDS, EventKind

_JOINED = frozenset({"text", "tags"})
"""Fields that several columns may feed."""
_REST_OF_ITEM = "attributes"
_REST_OF_EVENT = "context"

Pairs = Mapping[str, tuple[str, ...]]
"""Field -> columns, as given; no columns at all means that the field takes nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Where each field's cells are."""

    fields: Mapping[str, tuple[int, ...]]
    renamed: tuple[tuple[str, int], ...]
    """What else is carried along because the caller named it: name and position."""
    takes_rest: bool
    """Whether every other column is carried along under its own name."""

    def position(self, field: str) -> int | None:
        """The column of a field that one column feeds."""
        found = self.fields.get(field, ())
        return found[0] if found else None

    def carried(self, columns: Sequence[str]) -> tuple[tuple[str, int], ...]:
        """Name and position of everything that becomes an attribute or part of the context."""
        if not self.takes_rest:
            return self.renamed
        used = {position for positions in self.fields.values() for position in positions}
        used.update(position for _, position in self.renamed)
        rest = ((name, at) for at, name in enumerate(columns) if name and at not in used)
        return (*self.renamed, *rest)


def parse_mapping(texts: Sequence[str]) -> Pairs:
    """Read `field=column` texts; the same field again adds a column.

    Raises:
        BadColumn: a text has another form.
    """
    pairs: dict[str, tuple[str, ...]] = {}
    for text in texts:
        field, sign, column = text.partition("=")
        field, column = field.strip(), column.strip()
        if not sign or not field:
            raise BadColumn(f"the mapping {text!r} cannot be read", "write --map field=column")
        pairs[field] = (*pairs.get(field, ()), *((column,) if column else ()))
    return pairs


def item_layout(columns: Sequence[str], pairs: Pairs) -> Layout:
    """Place the fields of items.

    Raises:
        BadColumn: a named column is not there, or there is none for the id or for title and text.
    """
    layout = _layout(columns, pairs, ITEM_FIELDS, _REST_OF_ITEM)
    _demand(layout, columns, "item_id")
    if layout.position("title") is None and layout.position("text") is None:
        raise _missing(columns, "title", "--map title=COLUMN or --map text=COLUMN")
    return layout


def event_layout(columns: Sequence[str], pairs: Pairs, kind: str | None) -> tuple[Layout, EventKind | None]:
    """Place the fields of events; also the kind of them all, unless a column has it.

    Without a kind and a column for it, events with a rating are ratings.

    Raises:
        BadColumn: a named column is not there, or there is none for what every event needs.
        BadRow: `kind` is not known.
    """
    given = None if kind is None else parse_kind(kind)
    fields = {name: aliases for name, aliases in EVENT_FIELDS.items() if given is None or name != "kind"}
    if given == "purchase":
        fields["value"] = (*fields["value"], *QUANTITIES)
    layout = _layout(columns, pairs, fields, _REST_OF_EVENT)
    _demand(layout, columns, "user_id")
    _demand(layout, columns, "at")
    if given is None and layout.position("kind") is None:
        given = _kind_by_value(layout, columns, pairs)
    if given not in ITEMLESS_KINDS:
        _demand(layout, columns, "item_id")
    if given in TEXT_KINDS:
        _demand(layout, columns, "text")
    if given == "rate":
        _demand(layout, columns, "value")
    return layout, given


def _kind_by_value(layout: Layout, columns: Sequence[str], pairs: Pairs) -> EventKind:
    value = layout.position("value")
    if value is not None and ("value" in pairs or plain_name(columns[value]) in RATINGS):
        return "rate"
    raise _missing(columns, "kind", "--kind view (or another kind), or --map kind=COLUMN")


def _layout(
    columns: Sequence[str], pairs: Pairs, aliases: Mapping[str, tuple[str, ...]], rest: str
) -> Layout:
    fields: dict[str, tuple[int, ...]] = {}
    renamed: list[tuple[str, int]] = []
    for field, names in pairs.items():
        positions = tuple(column_position(columns, name) for name in names)
        if field == rest:
            renamed += [(columns[position], position) for position in positions]
        elif field in aliases:
            fields[field] = positions
        else:
            renamed += [(field, position) for position in positions]
        if len(positions) > 1 and field != rest and field not in _JOINED:
            raise BadColumn(
                f"{field} is mapped to {len(positions)} columns", "only text and tags join several"
            )
    taken = {position for positions in fields.values() for position in positions}
    taken.update(position for _, position in renamed)
    for field, names in aliases.items():
        if field not in fields:
            found = _guess(columns, names, taken)
            if found is not None:
                fields[field] = (found,)
                taken.add(found)
    return Layout(fields=fields, renamed=tuple(renamed), takes_rest=rest not in pairs)


def _guess(columns: Sequence[str], names: Sequence[str], taken: set[int]) -> int | None:
    free = {plain_name(name): at for at, name in reversed(list(enumerate(columns))) if at not in taken}
    return next((free[plain_name(name)] for name in names if plain_name(name) in free), None)


def _demand(layout: Layout, columns: Sequence[str], field: str) -> None:
    if layout.position(field) is None:
        raise _missing(columns, field, f"--map {field}=COLUMN")


def _missing(columns: Sequence[str], field: str, remedy: str) -> BadColumn:
    return BadColumn(f"no column holds the {field}; there are: {listed(columns)}", f"add {remedy}")
