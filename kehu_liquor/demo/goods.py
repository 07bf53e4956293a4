"""What the company sells: categories, units and products."""

from odoo import Command

from . import tables
from .ledger import CASE


class Shelf:
    """The company's products by code, with what an invoice line needs of them."""

    def __init__(self, env, company):
        self.rows = tables.products()
        self.units = _units(env, {row.unit for row in self.rows})
        self.case = self._case(env)
        self.categories = _categories(env, {row.category: None for row in self.rows})
        self.tax = company.account_sale_tax_id
        products = env["product.product"].create([self._values(r) for r in self.rows])
        self.products = {
            row.code: p for row, p in zip(self.rows, products, strict=True)
        }

    def _case(self, env):
        bottle = self.units["瓶"]
        case = {"name": "件", "relative_uom_id": bottle.id, "relative_factor": CASE}
        return env["uom.uom"].create(case)

    def _values(self, row):
        by_the_case = row.unit == "瓶"
        return {
            "name": row.name,
            "default_code": row.code,
            "categ_id": self.categories[row.category].id,
            "uom_id": self.units[row.unit].id,
            "uom_ids": [Command.set(self.case.ids if by_the_case else [])],
            "list_price": row.price,
            "standard_price": row.cost,
            "taxes_id": [Command.set(self.tax.ids)],
            "supplier_taxes_id": [Command.clear()],
        }


def _units(env, names):
    one = env.ref("uom.product_uom_unit")
    return {
        name: env["uom.uom"].create(
            {"name": name, "relative_uom_id": one.id, "relative_factor": 1}
        )
        for name in sorted(names)
    }


def _categories(env, names):
    top = env["product.category"].create({"name": "酒类"})
    return {
        name: env["product.category"].create({"name": name, "parent_id": top.id})
        for name in names
    }
