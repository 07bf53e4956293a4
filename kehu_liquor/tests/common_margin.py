"""Customers who buy goods of a known cost, of none, at a loss, or by free text."""

from odoo.fields import Command

from .common import TODAY, KehuTeamCase, ago

PRICE, COST = 100, 60


class MarginCase(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bottle = cls.env["uom.uom"].create({"name": "Bottle"})
        cls.case = cls.env["uom.uom"].create(
            {"name": "Case", "relative_uom_id": cls.bottle.id, "relative_factor": 6}
        )
        cls.product = cls.make_product("Old Cellar", COST)
        cls.costless = cls.make_product("Gift Box", 0)
        cls.freight = cls.make_product("Freight", 0, type="service")
        cls.outlets = cls.env.ref("kehu_liquor.audience_outlet").id
        cls.good = cls.shop("Good")
        cls.bill(cls.good, cls.item(10), cls.item(1, 600, uom=cls.case))
        cls.bill(cls.good, cls.item(2), kind="out_refund", day=ago(5))
        cls.fair = [cls.shop(f"Fair {n}") for n in range(4)]
        for number, partner in enumerate(cls.fair):
            cls.bill(partner, cls.item(1 + number), cls.service(30), day=ago(40))
        cls.losing = cls.shop("Losing")
        cls.bill(cls.losing, cls.item(20, 50))
        cls.rebated = cls.shop("Rebated")
        cls.bill(cls.rebated, cls.item(5), day=ago(200))
        cls.refund(cls.rebated, ago(100), 40)  # a free line: money back, no goods
        cls.half = cls.shop("Half known", user_id=cls.stranger.id)
        cls.bill(cls.half, cls.item(7), cls.item(1, 900, product=cls.costless))
        cls.free_text = cls.shop("Free text")
        cls.sell(cls.free_text, ago(9), 400)
        cls.idle = cls.shop("Idle")

    @classmethod
    def make_product(cls, name, cost, **values):
        product = cls.env["product.product"].create(
            {"name": name, "uom_id": cls.bottle.id, "taxes_id": False, **values}
        )
        product.with_company(cls.company).standard_price = cost
        return product

    @classmethod
    def shop(cls, name, **values):
        values.setdefault("user_id", cls.seller.id)
        return cls.make_customer(name, "outlet", **values)

    @classmethod
    def item(cls, quantity, price=PRICE, product=None, uom=None):
        product = product or cls.product
        return Command.create(
            {
                "product_id": product.id,
                "product_uom_id": (uom or cls.bottle).id,
                "quantity": quantity,
                "price_unit": price,
                "tax_ids": False,
            }
        )

    @classmethod
    def service(cls, price):
        return cls.item(1, price, product=cls.freight)

    @classmethod
    def bill(cls, partner, *lines, kind="out_invoice", day=TODAY, company=None):
        return cls.document(
            kind, partner, day, 0, company=company, invoice_line_ids=list(lines)
        )

    # ------------------------------------------------------------- the screen
    def overview(self, user=None):
        env = self.env(
            user=user or self.manager,
            context={"allowed_company_ids": self.company.ids},
        )
        return env["kehu.overview"]

    def drawn(self, user=None, **filters):
        asked = {"audience_id": self.outlets, "measure": "margin", **filters}
        return self.overview(user).get_overview(asked)

    def opened(self, drawn, part):
        overview = self.overview()
        action = overview.action_open(drawn["filters"], part)
        if action["res_model"] == "res.partner":
            return overview.env["res.partner"].browse(action["res_id"])
        return overview.env[action["res_model"]].search(action["domain"]).partner_id
