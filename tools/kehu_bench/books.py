"""Writing `bench_doc` and `bench_paid` into Odoo's own tables, copy by copy."""

from .bulk import clone
from .plan import TAKEN

PAYMENTS = f"""
CREATE TEMP TABLE bench_payment ON COMMIT DROP AS
SELECT p.*, CASE kind WHEN 'sale' THEN 1 ELSE -1 END AS sign,
       %(payment)s + place AS id, %(top_move)s + place AS move_id,
       %(top_line)s + 2 * place - 1 AS line_id, %(full)s + place AS full_id,
       COALESCE(taken, 0)
           + row_number() OVER (PARTITION BY prefix ORDER BY place) AS number
  FROM (SELECT partner_id, kind, due, paid_on, SUM(paid) AS amount,
               bool_and(whole) AS whole,
               %(prefix)s || extract(year FROM paid_on) || '/' AS prefix,
               row_number() OVER (ORDER BY paid_on, partner_id, kind, due) AS place
          FROM bench_paid GROUP BY partner_id, kind, due, paid_on) p
  LEFT JOIN ({TAKEN}) t USING (prefix)
"""
TAXES = """
INSERT INTO account_move_line_account_tax_rel (account_move_line_id, account_tax_id)
SELECT d.line_id + 1 + g, %s FROM bench_doc d, generate_series(1, d.lines) g
"""
PARTIALS = """(
SELECT d.*, %s + row_number() OVER (ORDER BY d.paid_on, d.line_id) AS id,
       p.line_id + 1 AS other_id, CASE WHEN p.whole THEN p.full_id END AS full_id
  FROM bench_paid d JOIN bench_payment p USING (partner_id, kind, due, paid_on))"""
#: The day a row was written is the day it is about.
STAMP = {"create_date": "s.day", "write_date": "s.day"}
NUMBERED = "s.prefix || lpad(s.number::text, GREATEST(5, length(s.number::text)), '0')"


def partners(cursor, house):
    """The customers, and the contacts that some of them are invoiced through."""
    name = "'Bench customer ' || lpad(s.n::text, 6, '0')"
    common = {"user_id": "s.user_id", "ref": "'B' || lpad(s.n::text, 6, '0')"}
    clone(
        cursor,
        "res_partner",
        house["customer"],
        "bench_customer",
        "s.partner_id",
        **common,
        id="s.partner_id",
        commercial_partner_id="s.partner_id",
        name=name,
        complete_name=name,
        kehu_role_id="s.role_id",
    )
    clone(
        cursor,
        "res_partner",
        house["contact"],
        "(SELECT * FROM bench_customer WHERE invoiced_id <> partner_id)",
        "s.partner_id",
        user_id="s.user_id",
        id="s.invoiced_id",
        parent_id="s.partner_id",
        commercial_partner_id="s.partner_id",
        complete_name=f"{name} || ', Bench contact'",
    )


def documents(cursor, house):
    """Invoices and credit notes of `bench_doc` with their lines; their count."""
    count = 0
    for kind in ("sale", "refund"):
        count += _moves(cursor, house[kind], kind)
        _due_lines(cursor, house[kind], kind)
        _tax_lines(cursor, house[kind], kind)
        _product_lines(cursor, house[kind], kind, house["products"])
    cursor.execute(TAXES, [house["tax"]])
    return count


def plan_payments(cursor, house, tops):
    """One transfer for each customer and due day in `bench_paid`."""
    prefix = house["sale"]["payment_prefix"] + "/"
    cursor.execute(PAYMENTS, tops | {"prefix": prefix})
    cursor.execute("ANALYZE bench_payment")
    cursor.execute("ANALYZE bench_paid")


def payments(cursor, house, tops):
    """The transfers of `bench_payment`, reconciled with what is in `bench_paid`."""
    for kind in ("sale", "refund"):
        _payment_moves(cursor, house[kind], kind)
        _payments(cursor, house[kind], kind)
        _fulls(cursor, house[kind], kind)
        _payment_lines(cursor, house[kind], kind)
        _partials(cursor, house[kind], kind, tops["partial"])


def _moves(cursor, pattern, kind):
    total = "s.untaxed + s.tax"
    residual = f"({total} - s.paid)"
    return clone(
        cursor,
        "account_move",
        pattern["move"],
        _of("bench_doc", kind),
        "s.id",
        **STAMP,
        **_heading("s.posted"),
        id="s.id",
        partner_id="s.invoiced_id",
        partner_shipping_id="s.invoiced_id",
        commercial_partner_id="s.partner_id",
        invoice_user_id="s.user_id",
        invoice_partner_display_name="NULL",
        payment_reference="NULL",
        date="s.day",
        invoice_date="s.day",
        invoice_date_due="s.due",
        posted_before="s.posted",
        payment_state=_payment_state(),
        kehu_paid_late="s.paid = s.untaxed + s.tax AND s.paid_on > s.due",
        **_amounts("untaxed", "s.untaxed", "_in_currency_signed"),
        **_amounts("tax", "s.tax"),
        **_amounts("total", total, "_in_currency_signed"),
        **_amounts("residual", residual),
    )


def _heading(posted):
    """Name and sequence of a move; a draft has none."""
    return {
        "state": f"CASE WHEN {posted} THEN 'posted' ELSE 'draft' END",
        "name": f"CASE WHEN {posted} THEN {NUMBERED} END",
        "sequence_prefix": f"CASE WHEN {posted} THEN s.prefix END",
        "sequence_number": f"CASE WHEN {posted} THEN s.number ELSE 0 END",
    }


def _payment_state():
    return (
        "CASE WHEN s.paid = 0 THEN 'not_paid'"
        " WHEN s.paid < s.untaxed + s.tax THEN 'partial' ELSE 'paid' END"
    )


def _amounts(name, amount, *further):
    """`amount_<name>` and its signed twins."""
    signed = {f"amount_{name}{end}": f"s.sign * {amount}" for end in further}
    plain = {f"amount_{name}": amount, f"amount_{name}_signed": f"s.sign * {amount}"}
    return plain | signed


def _line(balance, state="CASE WHEN s.posted THEN 'posted' ELSE 'draft' END"):
    """What every journal item of a document has."""
    return STAMP | {
        "move_id": "s.id",
        "move_name": f"CASE WHEN s.posted THEN {NUMBERED} END",
        "parent_state": state,
        "partner_id": "s.partner_id",
        "date": "s.day",
        "invoice_date": "s.day",
        **_balance(balance),
    }


def _balance(balance):
    return {
        "balance": balance,
        "amount_currency": balance,
        "debit": f"GREATEST(0, {balance})",
        "credit": f"GREATEST(0, -({balance}))",
    }


def _due_lines(cursor, pattern, kind):
    residual = "s.sign * (s.untaxed + s.tax - s.paid)"
    clone(
        cursor,
        "account_move_line",
        pattern["due_line"],
        _of("bench_doc", kind),
        "s.id",
        **_line("s.sign * (s.untaxed + s.tax)"),
        id="s.line_id",
        name=f"CASE WHEN s.posted THEN {NUMBERED} END",
        date_maturity="s.due",
        amount_residual=residual,
        amount_residual_currency=residual,
        reconciled="s.paid = s.untaxed + s.tax",
        full_reconcile_id="s.full_id",
        matching_number="s.full_id::text",
    )


def _tax_lines(cursor, pattern, kind):
    clone(
        cursor,
        "account_move_line",
        pattern["tax_line"],
        _of("bench_doc", kind),
        "s.id",
        **_line("-s.sign * s.tax"),
        id="s.line_id + 1",
        tax_base_amount="-s.sign * s.untaxed",
    )


def _product_lines(cursor, pattern, kind, products):
    share = "round(s.untaxed / s.lines, 2)"
    first = f"s.untaxed - (s.lines - 1) * {share}"
    amount = f"CASE s.g WHEN 1 THEN {first} ELSE {share} END"
    listed = ",".join(map(str, products))
    clone(
        cursor,
        "account_move_line",
        pattern["product_line"],
        f"(SELECT * FROM {_of('bench_doc', kind)} d, generate_series(1, lines) g)",
        "s.id, s.g",
        **_line(f"-s.sign * ({amount})"),
        id="s.line_id + 1 + s.g",
        product_id=f"(ARRAY[{listed}])[1 + mod(s.id + s.g, {len(products)})]",
        price_unit=amount,
        price_subtotal=amount,
        price_total=f"round(1.13 * ({amount}), 2)",
    )


def _payment_moves(cursor, pattern, kind):
    clone(
        cursor,
        "account_move",
        pattern["payment_move"],
        _paid(kind),
        "s.id",
        **STAMP,
        **_heading("TRUE"),
        **_amounts("total", "s.amount", "_in_currency_signed"),
        id="s.move_id",
        partner_id="s.partner_id",
        commercial_partner_id="s.partner_id",
        invoice_partner_display_name="NULL",
        ref="NULL",
        date="s.day",
        invoice_date_due="s.day",
        origin_payment_id="s.id",
    )


def _payments(cursor, pattern, kind):
    clone(
        cursor,
        "account_payment",
        pattern["payment"],
        _paid(kind),
        "s.id",
        **STAMP,
        id="s.id",
        move_id="s.move_id",
        partner_id="s.partner_id",
        name=NUMBERED,
        memo="NULL",
        date="s.day",
        amount="s.amount",
        amount_company_currency_signed="s.sign * s.amount",
    )


def _payment_lines(cursor, pattern, kind):
    full = "CASE WHEN s.whole THEN s.full_id END"
    for line, offset, sign in (("money_line", 0, ""), ("paid_line", 1, "-")):
        balance = f"{sign}s.sign * s.amount"
        clone(
            cursor,
            "account_move_line",
            pattern[line],
            f"(SELECT *, TRUE AS posted FROM {_paid(kind)} p)",
            "s.id",
            **_line(balance, "'posted'")
            | {"move_id": "s.move_id", "invoice_date": "NULL", "name": NUMBERED},
            id=f"s.line_id + {offset}",
            ref="NULL",
            payment_id="s.id",
            date_maturity="s.day",
            price_subtotal=balance,
            price_total=balance,
            full_reconcile_id=full if offset else "NULL",
            matching_number=f"({full})::text" if offset else "NULL",
        )


def _fulls(cursor, pattern, kind):
    source = f"(SELECT * FROM {_paid(kind)} p WHERE whole)"
    values = STAMP | {"id": "s.full_id"}
    clone(cursor, "account_full_reconcile", pattern["full"], source, "s.id", **values)


def _partials(cursor, pattern, kind, top):
    debit, credit = "line_id", "other_id"
    if kind == "refund":
        debit, credit = credit, debit
    clone(
        cursor,
        "account_partial_reconcile",
        pattern["partial"],
        f"(SELECT *, paid_on AS day FROM {PARTIALS % top} x WHERE kind = '{kind}')",
        "s.id",
        **STAMP,
        id="s.id",
        debit_move_id=f"s.{debit}",
        credit_move_id=f"s.{credit}",
        full_reconcile_id="s.full_id",
        max_date="GREATEST(s.invoiced_on, s.paid_on)",
        amount="s.paid",
        debit_amount_currency="s.paid",
        credit_amount_currency="s.paid",
    )


def _of(table, kind):
    return f"(SELECT * FROM {table} WHERE kind = '{kind}')"


def _paid(kind):
    return f"(SELECT *, paid_on AS day FROM bench_payment WHERE kind = '{kind}')"
