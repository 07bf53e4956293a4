"""A file of past sales, row by row: which column is which, and what each row says.

What is wrong with a row is told as ``(code, values)``; the sentence is written where
the reader's language is known.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .reading import key, to_amount, to_day, words

#: Meaning → headings that name it, as they stand in the files people have.
HEADINGS = {
    "number": "单据号|单据编号|单据号码|单号|销售单号|订单号|出库单号"
    "|发票号|发票号码|凭证号|number|document number|document no|document"
    "|invoice number|invoice no|invoice|order number|order no",
    "date": "日期|单据日期|销售日期|开票日期|发票日期|业务日期|出库日期"
    "|date|document date|invoice date|sale date",
    "ref": "客户编号|客户编码|客户代码|客户号"
    "|reference|customer reference|customer number|customer no|customer code|ref",
    "vat": "税号|客户税号|税务识别号|纳税人识别号|统一社会信用代码"
    "|tax id|tax number|vat",
    "name": "客户|客户名称|客户全称|往来单位|购买方|购方名称|购货单位"
    "|customer|customer name|name|partner",
    "amount": "未税金额|不含税金额|金额|销售金额|净额|未税销售额"
    "|amount|untaxed amount|amount untaxed|net amount|net",
    "product": "商品|商品名称|产品|产品名称|货品|货品名称|品名|品项|存货名称"
    "|product|product name|item",
    "product_ref": "商品编码|商品编号|产品编码|产品编号|货号|存货编码"
    "|product code|item code|item no|sku|internal reference",
    "quantity": "数量|销售数量|件数|瓶数|quantity|qty",
    "unit": "单位|计量单位|unit|unit of measure",
    "type": "类型|单据类型|业务类型|type|document type",
    "currency": "币种|币别|货币|currency",
    "line": "行号|分录号|line|line no|line number",
}
MEANINGS = {
    key(heading): meaning
    for meaning, headings in HEADINGS.items()
    for heading in headings.split("|")
}
NEEDED = ("number", "date", "amount")
WHO = ("ref", "vat", "name")
REFUNDS = {
    "退货",
    "退款",
    "红字",
    "退货单",
    "销售退货",
    "销售退货单",
    "红字发票",
    "红冲",
}
REFUNDS |= {"refund", "return", "credit note", "credit", "out_refund"}
SALES = {"", "销售", "销售单", "蓝字", "正数", "出库", "销售出库", "销售出库单", "发票"}
SALES |= {"sale", "invoice", "out_invoice", "order"}
LONGEST = 64
HEADING_WITHIN = 10  # rows


@dataclass(slots=True)
class Entry:
    """One row of the file: what it says, and what is wrong with it."""

    line: int
    raw: str
    number: str = ""
    day: date | None = None
    ref: str = ""
    vat: str = ""
    name: str = ""
    amount: Decimal | None = None
    product: str = ""
    product_ref: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    order_line: str = ""
    currency: str = ""
    is_refund: bool = False
    partner_id: int | None = None
    product_id: int | None = None
    found_by: str | None = None
    #: Whom Odoo invoiced under this number, and the invoice's name.
    invoiced: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def blame(self, code, **values):
        self.problems.append((code, values))

    @property
    def document(self):
        return key(self.number)


def find_headings(rows):
    """The heading row: ``(how many rows down, meaning → column)``, best of the first.

    >>> find_headings([(1, ["2024 销售"]), (2, ["单号", "日期", "客户", "金额"])])
    (1, {'number': 0, 'date': 1, 'name': 2, 'amount': 3})
    """
    best = 0, {}
    for place, (_line, cells) in enumerate(rows[:HEADING_WITHIN]):
        columns = {}
        for column, cell in enumerate(cells):
            meaning = MEANINGS.get(_heading(cell))
            if meaning:
                columns.setdefault(meaning, column)
        if len(columns) > len(best[1]):
            best = place, columns
    return best


def _heading(cell):
    """A heading without what people put beside it: a star, a unit in brackets.

    >>> _heading("*金额（元）"), _heading("Invoice No.")
    ('金额', 'invoice no')
    """
    return key(cell).strip("*").partition("(")[0].strip(" :*.")


def missing(columns):
    """Meanings that a file must name and this one does not."""
    lacking = [meaning for meaning in NEEDED if meaning not in columns]
    return lacking if set(WHO) & set(columns) else [*lacking, "name"]


def understand(line, cells, columns):
    """What a row says, by its own light."""
    raw = " | ".join(words(cell) for cell in cells)
    entry = Entry(line, raw)

    def cell(meaning):
        column = columns.get(meaning)
        return cells[column] if column is not None and column < len(cells) else None

    for name in ("ref", "vat", "name", "product", "product_ref", "unit", "currency"):
        setattr(entry, name, words(cell(name)))
    entry.number = words(cell("number"))
    entry.order_line = words(cell("line"))
    _read_number(entry)
    _read_day(entry, cell("date"))
    _read_amount(entry, cell("amount"), key(cell("type")))
    _read_quantity(entry, cell("quantity"))
    if not (entry.ref or entry.vat or entry.name):
        entry.blame("no_customer")
    return entry


def _read_number(entry):
    if not entry.number:
        entry.blame("no_number")
    elif len(entry.number) > LONGEST:
        entry.blame("long_number", longest=LONGEST)


def _read_day(entry, cell):
    if not words(cell):
        entry.blame("no_date")
        return
    entry.day = to_day(cell)
    if entry.day is None:
        entry.blame("bad_date", value=words(cell))


def _read_amount(entry, cell, kind):
    if not words(cell):
        entry.blame("no_amount")
        return
    entry.amount = to_amount(cell)
    if entry.amount is None:
        entry.blame("bad_amount", value=words(cell))
        return
    if kind in REFUNDS:
        entry.is_refund, entry.amount = True, -abs(entry.amount)
    elif kind not in SALES:
        entry.blame("bad_type", value=kind)


def _read_quantity(entry, cell):
    if words(cell):
        entry.quantity = to_amount(cell)
        if entry.quantity is None:
            entry.blame("bad_quantity", value=words(cell))
        elif entry.amount is not None and entry.amount < 0:
            entry.quantity = -abs(entry.quantity)


@dataclass(frozen=True)
class Bounds:
    """What the company says of all rows: its days, and what its money is called."""

    today: date
    cutover: date | None
    currencies: frozenset
    digits: int = 2


def together(entries):
    """The rows of a document one after the other, documents as they begin.

    >>> rows = [Entry(2, "", "A"), Entry(3, "", "B"), Entry(4, "", "a"), Entry(5, "")]
    >>> [entry.line for entry in together(rows)]
    [2, 4, 3, 5]
    """
    first = {}
    return sorted(
        entries,
        key=lambda entry: (
            first.setdefault(entry.document, entry.line) if entry.number else entry.line
        ),
    )


def portion(entries, start, size):
    """From ``start`` so many rows, of rows `together`, or what their document has more.

    >>> rows = [Entry(2, "", "A"), Entry(3, "", "B"), Entry(4, "", "B"), Entry(5, "")]
    >>> [entry.line for entry in portion(rows, 0, 2)]
    [2, 3, 4]
    """
    end = start + size
    while 0 < end < len(entries) and _are_fellows(*entries[end - 1 : end + 1]):
        end += 1
    return entries[start:end]


def _are_fellows(entry, other):
    return bool(entry.number) and entry.document == other.document


def judge(entry, bounds):
    """What a row may not say: a day to come or after the cut-over, other money."""
    today, cutover = bounds.today, bounds.cutover
    if entry.amount is not None:
        step = Decimal(1).scaleb(-bounds.digits)
        entry.amount = entry.amount.quantize(step, ROUND_HALF_UP)
    if entry.day and entry.day > today:
        entry.blame("future", day=entry.day)
    elif entry.day and cutover and entry.day >= cutover:
        entry.blame("after_cutover", day=entry.day, cutover=cutover)
    if entry.currency and key(entry.currency) not in bounds.currencies:
        entry.blame("currency", value=entry.currency)


def find_customer(entry, known):
    """Whose the row is: by reference, else tax number, else exact name.

    :param known: `WHO` → key → ids of the customers that have it
    """
    found = {}
    for by in WHO:
        value = getattr(entry, by)
        ids = known[by].get(key(value)) if value else None
        if ids:
            found[by] = ids
    if not found:
        _blame_unknown(entry)
        return
    by, ids = next(iter(found.items()))
    if len(ids) > 1:
        entry.blame("ambiguous", by=by, value=getattr(entry, by), count=len(ids))
        return
    entry.partner_id, entry.found_by = ids[0], by
    for other, others in found.items():
        if len(others) == 1 and others != ids:
            entry.blame("two_customers", by=by, other=other)


def _blame_unknown(entry):
    by = next((by for by in WHO if getattr(entry, by)), None)
    if by:
        entry.blame("unknown", by=by, value=getattr(entry, by))


def find_product(entry, known):
    """The product a row names, where exactly one has that code or name."""
    for by in ("product_ref", "product"):
        ids = known[by].get(key(getattr(entry, by)), ())
        if len(ids) == 1:
            entry.product_id = ids[0]
            return


def compare(entries):
    """What rows say of each other: the same row twice, one number for two documents.

    A document is taken whole or not at all: a bad row keeps its fellows back.
    """
    documents = defaultdict(list)
    for entry in entries:
        if entry.number:
            documents[entry.document].append(entry)
    for fellows in documents.values():
        if len(fellows) > 1:
            _blame_repeated(fellows)
            _blame_contradicting(fellows)
            _blame_incomplete(fellows)


def _blame_repeated(fellows):
    seen = {}
    for entry in fellows:
        same = entry.order_line or entry.raw
        if same in seen:
            entry.blame("repeated", line=seen[same])
        else:
            seen[same] = entry.line


def _blame_contradicting(fellows):
    """All of them: nobody knows which row is the wrong one."""
    known = [entry for entry in fellows if entry.day and entry.partner_id]
    sides = {}
    for entry in known:
        sides.setdefault((entry.day, entry.partner_id), entry.line)
    if len(sides) > 1:
        for entry in known:
            mine = entry.day, entry.partner_id
            other = next(line for side, line in sides.items() if side != mine)
            entry.blame("contradicting", line=other)


def _blame_incomplete(fellows):
    bad = next((entry for entry in fellows if entry.problems), None)
    if bad:
        for entry in fellows:
            if not entry.problems:
                entry.blame("incomplete", line=bad.line)
