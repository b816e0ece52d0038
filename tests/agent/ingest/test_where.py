"""Filters of the form FIELD OP VALUE."""

from datetime import UTC, date, datetime

import pytest

from penchant.agent.errors import BadColumn, BadConstraint
from penchant.agent.ingest.where import Constraint, parse_where, row_filter


@pytest.mark.parametrize(
    ("text", "field", "op", "value"),
    [
        ("quantity > 0", "quantity", ">", "0"),
        ("quantity>=0", "quantity", ">=", "0"),
        ("a != b = c", "a", "!=", "b = c"),
        ("a == b", "a", "=", "b"),
        ("First Name = Ann", "First Name", "=", "Ann"),
        ("tags contains in", "tags", "contains", "in"),
        ("year in [1999, 2000]", "year", "in", "[1999, 2000]"),
        ("year IN 1999", "year", "in", "1999"),
        ("'born in' = x", "born in", "=", "x"),
        ("origin = x", "origin", "=", "x"),
    ],
)
def test_a_filter_is_read(text: str, field: str, op: str, value: str) -> None:
    assert parse_where(text) == Constraint(field=field, op=op, value=value)


@pytest.mark.parametrize(
    "text", ["", "year", "= 3", "year =", "year in", "year in []", "year 3", "contains x"]
)
def test_another_form_is_a_bad_constraint(text: str) -> None:
    with pytest.raises(BadConstraint) as caught:
        parse_where(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("x > 5", "10", True),
        ("x > 5", 10, True),
        ("x = 5", "5.0", True),
        ("x = '5'", "5.0", False),
        ("x < 5", -3, True),
        ("x = True", "True", True),
        ("x = true", True, True),
        ("x = 1", True, True),
        ("x = 1", "True", True),
        ("x = True", "False", False),
        ("x != True", "False", True),
        ("x = true", 1, True),
        ("x >= 2020-01-01", "2020-06-01", True),
        ("x < 2020-01-01T12:00:00", datetime(2020, 1, 1, 11, tzinfo=UTC), True),
        ("x < 2020-01-01T12:00:00+02:00", datetime(2020, 1, 1, 11, tzinfo=UTC), False),
        ("x = 2020-01-01", datetime(2020, 1, 1, 18, tzinfo=UTC), True),
        ("x <= 2020-01-01", "2020-01-01T18:00:00", True),
        ("x >= 1999", date(1999, 5, 1), True),
        ("x = comedy", "COMEDY", True),
        ("x = ｃｏｍｅｄｙ", "Comedy", True),
        ("x < b", "A", True),
        ("x in a, B", "b", True),
        ("x in (1, 2)", "2.0", True),
        ("x in ['a, b', c]", "a, b", True),
        ("x in a, b", "c", False),
        ("x contains ED", "Comedy", True),
        ("x = drama", ["Comedy", "Drama"], True),
        ("x in drama, crime", ["Comedy", "Drama"], True),
        ("x contains drama", ("Comedy", "Drama"), True),
        ("x contains dram", ("Comedy", "Drama"), False),
        ("x != drama", ["Comedy", "Drama"], False),
        ("x != crime", ["Comedy", "Drama"], True),
        ("x > 5", "many", True),
    ],
)
def test_values_are_compared_in_the_type_that_both_have(text: str, value: object, holds: bool) -> None:
    assert parse_where(text).holds(value) is holds


@pytest.mark.parametrize("missing", [None, "", float("nan"), []])
@pytest.mark.parametrize("op", ["=", "<", "<=", ">", ">=", "in", "contains"])
def test_nothing_holds_of_a_missing_value_but_unequal(op: str, missing: object) -> None:
    assert not Constraint(field="x", op=op, value="0").holds(missing)
    assert Constraint(field="x", op="!=", value="0").holds(missing)


def test_typed_values_need_no_text() -> None:
    assert Constraint(field="year", op="in", value=[1999, 2000]).holds(2000)
    assert Constraint(field="year", op=">=", value=1999).holds("2001")
    assert str(Constraint(field="year", op=">=", value=1999)) == "year >= 1999"


@pytest.mark.parametrize(("op", "value"), [("~", 1), ("<", [1, 2]), ("=", None), ("in", []), ("=", "")])
def test_an_operator_that_does_not_fit_is_a_bad_constraint(op: str, value: object) -> None:
    with pytest.raises(BadConstraint):
        Constraint(field="year", op=op, value=value)


def test_a_column_that_is_not_there_names_those_that_are_and_the_nearest() -> None:
    with pytest.raises(BadColumn, match="user_id, quantity") as caught:
        row_filter([parse_where("quantitty > 0")], ["user_id", "quantity"])
    assert caught.value.hint == "did you mean quantity?"


def test_a_row_is_taken_when_all_filters_hold() -> None:
    takes = row_filter([parse_where("a > 1"), parse_where("B = x")], ["a", "b"])
    assert takes is not None
    assert takes.used == {0, 1}
    assert [takes(cells) for cells in (["2", "x"], ["1", "x"], ["2", "y"])] == [True, False, False]
    assert row_filter([], ["a"]) is None
