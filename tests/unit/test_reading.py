"""Cells of anybody's file: read aright or not at all, whatever stands in them."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import reading
from kehu_liquor.engine.reading import decode, rows, to_amount, to_day, words

DAYS = st.dates(reading.EARLIEST, date(2099, 12, 31))
AMOUNTS = st.decimals(-(10**11), 10**11, places=2, allow_nan=False)
FULL_WIDTH = str.maketrans("0123456789,.-()", "０１２３４５６７８９，．－（）")
WRITINGS = (
    "{:%Y-%m-%d}",
    "{:%Y/%m/%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{:%Y%m%d}",
    "{:%d.%m.%Y}",
    "{:%Y-%m-%d} 00:00:00",
    " {:%Y-%m-%d}　",
)


@given(st.text() | st.floats() | st.integers() | st.none() | st.booleans())
def test_any_cell_is_read_or_not(cell):
    assert to_day(cell) is None or to_day(cell) >= reading.EARLIEST
    amount = to_amount(cell)
    assert amount is None or (amount.is_finite() and abs(amount) < reading.LARGEST)
    assert words(cell) == words(words(cell))


@given(DAYS, st.sampled_from(WRITINGS))
def test_a_day_however_written(day, writing):
    assert to_day(writing.format(day)) == day
    assert to_day(writing.format(day).translate(FULL_WIDTH)) == day


@given(DAYS)
def test_a_day_as_excel_numbers_it(day):
    serial = (day - reading.EXCEL_ZERO).days
    assert to_day(serial) == to_day(str(serial)) == to_day(serial + 0.25) == day


@pytest.mark.parametrize(
    "cell", ["01/02/2025", "1-2-25", "2025-13-01", "2025-02-29", "1899-12-31", "明天"]
)
def test_what_may_mean_two_days_means_none(cell):
    assert to_day(cell) is None


@given(AMOUNTS, st.booleans(), st.sampled_from(["", "¥", "￥", "RMB"]))
def test_an_amount_with_and_without_commas(amount, full_width, sign):
    text = f"{'-' if amount < 0 else ''}{sign}{abs(amount):,.2f}"
    text = text.translate(FULL_WIDTH) if full_width else text
    assert to_amount(text) == to_amount(f"{amount:.2f}元") == amount


@given(AMOUNTS)
def test_brackets_and_a_minus_say_the_same(amount):
    size = abs(amount)
    expected = -size
    for text in (f"({size:,.2f})", f"-{size}", f"{size}-", f"（{size}）", f"−{size}"):
        assert to_amount(text) == expected


@given(st.floats(-1e11, 1e11, allow_nan=False))
def test_a_number_of_a_workbook(number):
    assert to_amount(number) == Decimal(repr(number))


@pytest.mark.parametrize(
    "cell", ["1,23", "12,34,567", "1.234.567", "12,5", "1e5", "$5", "inf", "五百", "-"]
)
def test_what_may_mean_two_amounts_means_none(cell):
    assert to_amount(cell) is None


CELLS = st.text(
    st.characters(
        codec="gb18030", exclude_characters="\x00\r\n", exclude_categories="C"
    )
)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8)


@given(st.binary())
def test_any_file_is_read_or_refused(data):
    text, encoding = decode(data)
    assert (text is None) == (encoding is None)
    if text is not None:
        assert all(line >= 1 for line, _cells in rows(text))


@given(TABLES, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_what_was_written_is_read(table, encoding):
    target = io.StringIO()
    csv.writer(target).writerows([["单号", "日期", "金额"], *table])
    text, found = decode(target.getvalue().encode(encoding))
    if found == encoding or encoding == "utf-8":
        read = [cells for _line, cells in rows(text)]
        expected = [r for r in table if any(cell.strip() for cell in r)]
        assert read[1:] == expected


@given(st.integers(1, 400), st.sampled_from(reading.DELIMITERS))
def test_line_numbers_are_those_of_the_file(count, mark):
    text = "\n".join(
        mark.join((str(n), "a", "b")) if n % 3 else "" for n in range(1, count + 1)
    )
    found = [(line, cells[0]) for line, cells in rows(text)]
    assert found == [(n, str(n)) for n in range(1, count + 1) if n % 3]


def test_a_cell_over_two_lines_counts_both():
    assert [line for line, _cells in rows('a,"b\nc"\nd,e')] == [1, 3]


def test_a_day_is_the_same_a_day_later():
    assert to_day("45688") + timedelta(days=1) == to_day("45689")
