"""Orders of a customer with a limit, and the people who confirm them."""

from odoo.addons.kehu_liquor.tests.common import TODAY, KehuTeamCase, ago
from odoo.fields import Command


class OrderCase(KehuTeamCase):
    """A customer without a role, limit 1,000; a seller and a manager who may sell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        salesman = cls.env.ref("sales_team.group_sale_salesman")
        everything = cls.env.ref("sales_team.group_sale_salesman_all_leads")
        (cls.seller + cls.colleague).group_ids = [Command.link(salesman.id)]
        cls.manager.group_ids = [Command.link(everything.id)]
        cls.company.account_use_credit_limit = True
        cls.product = cls.env["product.product"].create(
            {
                "name": "Baijiu",
                "invoice_policy": "order",
                "taxes_id": False,
                "list_price": 100,
            }
        )
        cls.golden = cls.make_customer("Golden Cup", user_id=cls.seller.id)
        cls.limit(cls.golden, 1000)
        cls.env.flush_all()

    @classmethod
    def limit(cls, partner, amount, company=None):
        partner.with_company(company or cls.company).credit_limit = amount

    @classmethod
    def order(cls, amount=500, partner=None, company=None, **values):
        company = company or cls.company
        line = {"product_id": cls.product.id, "price_unit": amount, "tax_ids": False}
        return (
            cls.env["sale.order"]
            .with_company(company)
            .create(
                {
                    "partner_id": (partner or cls.golden).id,
                    "company_id": company.id,
                    "user_id": cls.seller.id if company == cls.company else False,
                    "team_id": False,
                    "order_line": [Command.create(line)],
                    **values,
                }
            )
        )

    def owe(self, amount, days=0, partner=None, company=None):
        """An open invoice, due so many days ago."""
        day = ago(days)
        return self.sell(partner or self.golden, day, amount, company=company)

    def ask_dialog(self, order, user, note="They pay on Monday"):
        return (
            self.env["kehu.release.ask"]
            .with_user(user)
            .create({"order_id": order.id, "note": note})
        )

    def released(self, order):
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids[:1].with_user(self.manager)
        release.decision_note = "A good customer"
        release.action_release()
        return release


__all__ = ["TODAY", "OrderCase", "ago"]
