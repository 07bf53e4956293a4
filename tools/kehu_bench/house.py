"""The house that the bench fills: made once per database through Odoo's models.

One invoice, one credit note and their payments are made the ordinary way; their
rows are the patterns that all others are copies of.
"""

import datetime

from odoo import Command

SALESPEOPLE = 20
PRODUCTS = 60
TAX = 13  # percent
DAY = datetime.date(2023, 1, 31)  # of the patterns, before all that is generated


def make(env):
    """Company, taxes, products, salespeople, patterns; returns their ids."""
    company = _company(env)
    tax = company.account_sale_tax_id
    tax.amount = TAX
    products = _products(env, tax)
    customer, contact = _customers(env)
    ids = {
        "company": company.id,
        "tax": tax.id,
        "products": products.ids,
        "users": _users(env).ids,
        "customer": customer.id,
        "contact": contact.id,
    }
    for kind in ("sale", "refund"):
        ids[kind] = _document(env, customer, products[:1], kind)
    env.cr.commit()
    return ids


def _company(env):
    company = env.company
    yuan = env.ref("base.CNY")
    yuan.active = True
    if not company.chart_template:
        env["account.chart.template"].try_loading("generic_coa", company)
    company.currency_id = yuan
    bank = _journal(env, "bank")
    account = env["account.account"].search([("account_type", "=", "asset_current")])
    lines = bank.inbound_payment_method_line_ids + bank.outbound_payment_method_line_ids
    lines.payment_account_id = account[0]
    return company


def _journal(env, kind):
    domain = [("type", "=", kind), ("company_id", "=", env.company.id)]
    return env["account.journal"].search(domain, limit=1)


def _products(env, tax):
    return env["product.product"].create(
        [
            {"name": f"Bench spirit {number:02}", "taxes_id": [Command.set(tax.ids)]}
            for number in range(1, PRODUCTS + 1)
        ]
    )


def _users(env):
    group = env.ref("sales_team.group_sale_salesman")
    return env["res.users"].create(
        [
            {
                "name": f"Bench salesperson {number:02}",
                "login": f"bench{number:02}",
                "group_ids": [Command.link(group.id)],
            }
            for number in range(1, SALESPEOPLE + 1)
        ]
    )


def _customers(env):
    customer = env["res.partner"].create({"name": "Bench pattern", "is_company": True})
    contact = env["res.partner"].create(
        {"name": "Bench contact", "parent_id": customer.id, "type": "invoice"}
    )
    return customer, contact


def _document(env, customer, product, kind):
    """A posted and paid document: ids of its rows."""
    move = env["account.move"].create(
        {
            "move_type": {"sale": "out_invoice", "refund": "out_refund"}[kind],
            "partner_id": customer.id,
            "invoice_date": DAY,
            "invoice_line_ids": [
                Command.create({"product_id": product.id, "price_unit": 100})
            ],
        }
    )
    move.action_post()
    register = env["account.payment.register"].with_context(
        active_model="account.move", active_ids=move.ids
    )
    journal = _journal(env, "bank")
    values = {"payment_date": DAY, "journal_id": journal.id}
    payment = register.create(values)._create_payments()
    return _document_ids(move) | _payment_ids(payment)


def _document_ids(move):
    lines = {line.display_type: line.id for line in move.line_ids}
    return {
        "move": move.id,
        "prefix": move.sequence_prefix.partition("/")[0],
        "product_line": lines["product"],
        "tax_line": lines["tax"],
        "due_line": lines["payment_term"],
    }


def _payment_ids(payment):
    money, due, _rest = payment._seek_for_lines()
    partial = due.matched_debit_ids or due.matched_credit_ids
    return {
        "payment": payment.id,
        "payment_move": payment.move_id.id,
        "payment_prefix": payment.move_id.sequence_prefix.partition("/")[0],
        "money_line": money.id,
        "paid_line": due.id,
        "partial": partial.id,
        "full": due.full_reconcile_id.id,
    }
