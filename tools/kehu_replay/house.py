"""The company that the ledger belongs to: its books, customers and products.

They carry `company_id`, so that a ledger replayed into a used database stays apart.
"""

from odoo import Command

NAME = "Replayed ledger"
COUNTRIES = {"EIRE": "Ireland", "RSA": "South Africa", "USA": "United States"}


def company(env, currency):
    """The ledger's own company with a chart of accounts, made when missing."""
    found = env["res.company"].search([("name", "=", NAME)], limit=1)
    return found or _make_company(env, currency)


def _make_company(env, code):
    currency = env["res.currency"].with_context(active_test=False)
    currency = currency.search([("name", "=", code)])
    currency.active = True
    made = env["res.company"].create({"name": NAME, "currency_id": currency.id})
    env["account.chart.template"].try_loading("generic_coa", made)
    made.currency_id = currency
    for user in env["res.users"].search([("share", "=", False)]):
        user.company_ids = [Command.link(made.id)]
    env.cr.commit()
    return made


def raise_precision(env, digits):
    """Unit prices with more decimals than Odoo keeps would change the amounts."""
    precision = env.ref("product.decimal_price")
    if precision.digits < digits:
        precision.digits = digits


def customers(env, company, listed):
    """Partners by customer number; missing ones are made."""
    countries = {country.name: country.id for country in env["res.country"].search([])}
    model = env["res.partner"].with_context(active_test=False)

    def values(number):
        country = COUNTRIES.get(listed[number], listed[number])
        return {
            "name": f"Customer {number}",
            "ref": number,
            "is_company": True,
            "company_id": company.id,
            "country_id": countries.get(country),
        }

    return _by_key(model, "ref", company, listed, values)


def products(env, company, listed):
    """Products by item number; missing ones are made, without taxes."""

    def values(number):
        name, kind = listed[number]
        return {
            "name": name or number,
            "default_code": number,
            "type": "service" if kind == "service" else "consu",
            "company_id": company.id,
            "taxes_id": [Command.clear()],
            "supplier_taxes_id": [Command.clear()],
        }

    return _by_key(env["product.product"], "default_code", company, listed, values)


def _by_key(model, field, company, listed, values):
    """Records of the company by a text field, with those missing created."""

    def known():
        domain = [("company_id", "=", company.id), (field, "!=", False)]
        return {record[field]: record.id for record in model.search(domain)}

    missing = sorted(listed.keys() - known().keys())
    if missing:
        model.create([values(number) for number in missing])
        model.env.cr.commit()
    return known()


def points(env, company):
    """One point for every unit of money, to the cent: the ledger is net sales then."""
    if "kehu.points.rule" not in env:
        return
    known = [("company_id", "=", company.id), ("name", "=", "Replay")]
    if not env["kehu.points.rule"].search_count(known):
        company.kehu_points_expiry = "never"
        env["kehu.points.rule"].create(
            {
                "name": "Replay",
                "company_id": company.id,
                "date_from": "2000-01-01",
                "points": 1,
                "per": 1,
                "unit": 0.01,
                "rounding": "half",
                "by_grade": False,
                "sequence": 1,
            }
        )
