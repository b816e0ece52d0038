"""Filters of the form FIELD OP VALUE: on the rows of a file, and on what items say of themselves."""

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as record_field

from penchant.agent.errors import BadConstraint
from penchant.agent.ingest.columns import column_position
from penchant.agent.ingest.operands import Compare, Operand, fold, operand
from penchant.agent.ingest.rows import Cells, is_empty

OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "in", "contains", "not in", "not contains")

_COMPARES: dict[str, Compare] = {
    "=": operator.eq,
    "!=": operator.eq,
    "in": operator.eq,
    "not in": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NEGATED = frozenset({"!=", "not in", "not contains"})
_FORM = re.compile(
    r"""\s*(?P<field>"[^"]+"|'[^']+'|\S.*?)
        (?:\s*(?P<sign>==|!=|<=|>=|=|<|>)|\s+(?P<word>(?:not\s+)?(?:in|contains))(?=[\s\[(]|$))
        \s*(?P<value>.*?)\s*$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(r""""[^"]*"|'[^']*'|[^,]+""")
_HINT = f"write 'FIELD OP VALUE' with an operator of: {' '.join(OPERATORS)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Constraint:
    """One condition on one field.

    Numbers, booleans and dates are compared as such where both sides are; everything else is text,
    without regard to case. A list holds when one of its elements does. Nothing holds of a missing
    value but what is negated: `!=`, `not in`, `not contains`.

    Raises:
        BadConstraint: the operator is not known, or does not fit the value.
    """

    field: str
    op: str
    value: object
    """Text as it was typed, or a typed value; a list for `in` and `not in`."""
    _operands: tuple[Operand, ...] = record_field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        op = "=" if self.op == "==" else " ".join(self.op.casefold().split())
        if not isinstance(self.field, str) or not self.field.strip():
            raise BadConstraint("a filter needs the name of a field", _HINT)
        if op not in OPERATORS:
            raise BadConstraint(f"{self.op} is not an operator", _HINT)
        object.__setattr__(self, "op", op)
        object.__setattr__(self, "_operands", tuple(operand(value) for value in self._values()))
        if not self._operands:
            raise BadConstraint(f"{self} names no value", f"write '{self.field} in a, b, c'")

    def _values(self) -> list[object]:
        is_list = isinstance(self.value, list | tuple | set | frozenset)
        if self.op not in ("in", "not in"):
            if is_list or isinstance(self.value, dict) or self.value is None:
                raise BadConstraint(f"{self.field} {self.op} needs one value", "use `in` for a list")
            if self.value == "":
                raise BadConstraint(f"{self.field} {self.op} has no value", _HINT)
            return [self.value]
        if is_list:
            return list(self.value)  # type: ignore[call-overload, no-any-return]
        if not isinstance(self.value, str):
            return [self.value]
        inner = self.value.strip()
        if inner[:1] + inner[-1:] in ("[]", "()"):
            inner = inner[1:-1]
        return [part.strip() for part in _LISTED.findall(inner) if part.strip()]

    def __str__(self) -> str:
        return f"{self.field} {self.op} {self.value}"

    def holds(self, value: object) -> bool:
        """Whether the condition is true of a field's value."""
        if isinstance(value, list | tuple | set | frozenset):
            elements = [element for element in value if not is_empty(element)]
            held = any(self._holds_one(element, is_element=True) for element in elements)
        elif is_empty(value):
            held = False
        else:
            held = self._holds_one(value)
        return held != (self.op in _NEGATED)

    def _holds_one(self, value: object, *, is_element: bool = False) -> bool:
        if self.op in ("contains", "not contains"):
            text = fold(value)
            return any(part.text == text if is_element else part.text in text for part in self._operands)
        compare = _COMPARES[self.op]
        return any(part.meets(value, compare) for part in self._operands)


def parse_where(text: str) -> Constraint:
    """Read `FIELD OP VALUE`; a field with an operator in its name is put in quotation marks.

    Raises:
        BadConstraint: the text has another form.
    """
    match = _FORM.match(text)
    if match is None:
        raise BadConstraint(f"the filter {text!r} cannot be read", _HINT)
    name = match["field"].strip()
    if name[0] in "\"'" and name[-1] == name[0]:
        name = name[1:-1]
    return Constraint(field=name, op=match["sign"] or match["word"], value=match["value"])


class RowFilter:
    """A test of rows that takes those of which all constraints hold."""

    def __init__(self, placed: Sequence[tuple[int, Constraint]]) -> None:
        self._tests = [(position, constraint.holds) for position, constraint in placed]
        self.used = {position for position, _ in placed}
        """Positions of the columns that are looked at."""

    def __call__(self, cells: Cells) -> bool:
        """Whether the row is taken."""
        return all(holds(cells[position]) for position, holds in self._tests)


def row_filter(constraints: Sequence[Constraint], columns: Sequence[str]) -> RowFilter | None:
    """The filter of a file's rows; None when there is nothing to test.

    Raises:
        BadColumn: a constraint names a column that is not there.
    """
    placed = [(column_position(columns, one.field), one) for one in constraints]
    return RowFilter(placed) if placed else None
