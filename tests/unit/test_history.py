"""Rows of a history file: every one good or blamed, documents whole or not at all."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import history
from kehu_liquor.engine.history import Bounds, Entry, compare, find_headings, judge

COLUMNS = {"number": 0, "date": 1, "name": 2, "amount": 3, "type": 4, "quantity": 5}
BOUNDS = Bounds(date(2026, 6, 30), date(2026, 1, 1), frozenset({"cny"}))
CUSTOMERS = {"ref": {}, "vat": {}, "name": {"shop": [1], "bar": [2], "twin": [3, 4]}}
ANY = st.none() | st.text(max_size=8) | st.integers() | st.floats() | st.dates()
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "a1", "A2", "Ａ2", "", None]) | ANY,
        st.sampled_from(["2025-01-31", "2025/2/1", "2026-01-01", "2030-01-01"]) | ANY,
        st.sampled_from(["Shop", "bar ", "twin", "nobody"]) | ANY,
        st.sampled_from(["1,000.00", "(5)", "0", ""]) | ANY,
        st.sampled_from(["", "退货", "销售"]) | ANY,
        st.sampled_from(["", "3"]) | ANY,
    ),
    max_size=12,
)


def read(*table):
    entries = [history.understand(n, row, COLUMNS) for n, row in enumerate(table, 2)]
    for entry in entries:
        history.find_customer(entry, CUSTOMERS)
        judge(entry, BOUNDS)
    compare(entries)
    return entries


def codes(*table):
    return [[code for code, _values in entry.problems] for entry in read(*table)]


def row(number="X1", day="2025-01-31", name="Shop", amount="10", kind="", quantity=""):
    return number, day, name, amount, kind, quantity


@given(ROWS)
def test_a_good_row_is_complete(table):
    for entry in read(*table):
        if not entry.problems:
            assert entry.number
            assert entry.partner_id
            assert entry.day < BOUNDS.cutover
            assert entry.amount == round(entry.amount, 2)


@given(ROWS)
def test_a_document_is_good_as_a_whole(table):
    verdicts, sides = {}, {}
    for entry in read(*table):
        if entry.number:
            verdicts.setdefault(entry.document, set()).add(not entry.problems)
            if not entry.problems:
                side = entry.day, entry.partner_id
                sides.setdefault(entry.document, set()).add(side)
    assert all(len(verdict) == 1 for verdict in verdicts.values())
    assert all(len(side) == 1 for side in sides.values())


@given(ROWS, st.randoms())
def test_what_is_good_does_not_depend_on_the_order(table, luck):
    def good(rows):
        kept = [e for e in read(*rows) if not e.problems]
        return sorted((e.document, e.day, e.partner_id, e.amount) for e in kept)

    other = list(table)
    luck.shuffle(other)
    assert good(table) == good(other)


def test_headings_in_two_languages():
    chinese = ["销售单号", "开票日期", "客户名称", "不含税金额（元）", "品名", "备注"]
    english = ["Invoice No.", "Date", "Customer Name", "Untaxed Amount", "Item", "Memo"]
    expected = {"number": 0, "date": 1, "name": 2, "amount": 3, "product": 4}
    assert find_headings([(1, chinese)]) == (0, expected)
    assert find_headings([(1, ["Sales 2024"]), (2, english)]) == (1, expected)


def test_what_a_file_lacks_is_named():
    assert history.missing({"number": 0, "ref": 1}) == ["date", "amount"]
    assert history.missing({}) == ["number", "date", "amount", "name"]


def test_lines_of_one_document():
    assert codes(row(), row(amount="20")) == [[], []]


def test_the_same_row_twice():
    assert codes(row(), row(), row("X2")) == [["incomplete"], ["repeated"], []]


def test_one_number_for_two_documents():
    found = codes(row(), row(name="bar", amount="5"), row("X2"))
    assert found == [["contradicting"], ["contradicting"], []]
    assert codes(row(), row(day="2025-02-01")) == [["contradicting"]] * 2


def test_a_bad_row_keeps_its_fellows_back():
    assert codes(row(), row(amount="ten")) == [["incomplete"], ["bad_amount"]]


def test_the_cut_over_day_itself_is_too_late():
    assert codes(row(day="2026-01-01")) == [["after_cutover"]]
    assert codes(row(day="2025-12-31")) == [[]]
    assert codes(row(day="2026-07-01")) == [["future"]]


def test_customers_are_never_guessed():
    assert codes(row(name="twin")) == [["ambiguous"]]
    assert codes(row(name="sho")) == [["unknown"]]
    assert codes(row(name="")) == [["no_customer"]]


def test_two_keys_that_name_two_customers():
    entry = Entry(2, "", ref="1", vat="9", name="Shop")
    known = {"ref": {"1": [1]}, "vat": {"9": [2]}, "name": {"shop": [1]}}
    history.find_customer(entry, known)
    assert [code for code, _values in entry.problems] == ["two_customers"]
    assert entry.found_by == "ref"


def test_refunds_by_sign_or_by_word():
    signed, worded = read(row(amount="(10)"), row("X2", kind="退货", quantity="3"))
    assert signed.amount == worded.amount == Decimal(-10)
    assert (signed.is_refund, worded.is_refund, worded.quantity) == (False, True, -3)
    assert codes(row(kind="盘点")) == [["bad_type"]]


def test_other_money():
    entry = Entry(2, "", currency="USD")
    judge(entry, BOUNDS)
    assert [code for code, _values in entry.problems] == ["currency"]
