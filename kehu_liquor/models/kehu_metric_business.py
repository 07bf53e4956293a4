from odoo import models
from odoo.tools import format_date, formatLang


class KehuMetricBusiness(models.Model):
    """The tab "Business": what the customer buys, month by month, and what is open."""

    _inherit = "kehu.metric"

    def _business(self):
        """Top products, twelve months, open items; False without a row."""
        if not self:
            return False
        self.ensure_one()
        self.check_access("read")
        facts = self.env["kehu.facts"].sudo()
        day = self.as_of or facts._today(self.company_id)
        return {
            "currency": self._currency_word(),
            "products": self._business_products(facts, day),
            "months": self._business_months(facts, day),
            "open_items": self._business_open(facts, day),
        }

    def _business_products(self, facts, day):
        rows = facts._top_products(self.company_id, day, self.partner_id)
        return [self._business_product(row) for row in rows]

    def _business_product(self, row):
        """A line of the tab; imported history may name what we do not sell."""
        product = self.env["product.product"].sudo().browse(row["product_id"] or ())
        known = row["quantity"] is not None
        return {
            "name": product.display_name or row["name"],
            "quantity": formatLang(self.env, row["quantity"], digits=0)
            if known
            else "–",
            "unit": (known and (product.uom_id.name or row["unit"])) or "",
            "amount": self._money(row["amount"]),
        }

    def _business_months(self, facts, day):
        """Twelve months to the day's, oldest first, zero where nothing was sold."""
        rows = facts._months(self.company_id, day, self.partner_id)
        net = {row["month"]: float(row["net"]) for row in rows}
        last = day.year * 12 + day.month - 1
        keys = [f"{n // 12}-{n % 12 + 1:02d}" for n in range(last - 11, last + 1)]
        return {
            "labels": keys,
            "values": [net.get(key, 0.0) for key in keys],
            "title": self.env._("Net sales by month"),
        }

    def _business_open(self, facts, day):
        return [
            {
                "name": row["name"],
                "due": format_date(self.env, row["due"]) if row["due"] else "–",
                "residual": self._money(row["residual"]),
                "late": self._say_late(row["due"], day),
            }
            for row in facts._open_documents(self.company_id, day, self.partner_id)
        ]

    def _say_late(self, due, day):
        if not due or due >= day:
            return False
        return self.env._("%s days overdue", (day - due).days)
