"""What a person asks about one customer: products, months, open items, odd orders."""

from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestPurchases(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")
        cls.bottle, cls.case = cls.env["product.product"].create(
            [{"name": "Bottle"}, {"name": "Tasting"}]
        )

    def products(self, kind="out_invoice", day=None, **lines):
        """A document with lines given as name=(quantity, price, unit)."""
        goods = {"bottle": self.bottle, "tasting": self.case}
        commands = [
            Command.create(
                {
                    "product_id": goods[name].id,
                    "quantity": quantity,
                    "price_unit": price,
                    "product_uom_id": self.env.ref(f"uom.product_uom_{unit}").id,
                    "tax_ids": False,
                }
            )
            for name, (quantity, price, unit) in lines.items()
        ]
        day = day or ago(5)
        return self.document(kind, self.shop, day, 0, invoice_line_ids=commands)

    def top(self):
        rows = self.facts._top_products(self.company, TODAY, self.shop)
        return [(r["product_id"], float(r["quantity"]), r["amount"]) for r in rows]

    def test_top_products_by_money_in_their_own_unit(self):
        self.products(bottle=(2, 600, "dozen"), tasting=(1, 90, "unit"))
        self.products(bottle=(3, 50, "unit"))
        self.assertEqual(
            self.top(), [(self.bottle.id, 27, 1350), (self.case.id, 1, 90)]
        )

    def test_returns_are_taken_off(self):
        self.products(bottle=(2, 600, "dozen"))
        self.products("out_refund", bottle=(1, 600, "dozen"))
        self.assertEqual(self.top(), [(self.bottle.id, 12, 600)])

    def test_products_of_last_year_are_not_asked_for(self):
        self.products(day=ago(365), bottle=(2, 600, "dozen"))
        self.assertEqual(self.top(), [])

    def test_months(self):
        self.sell(self.shop, date(2026, 6, 1), 70)
        self.sell(self.shop, date(2026, 6, 30), 30)
        self.refund(self.shop, date(2026, 5, 31), 20)
        months = self.facts._months(self.company, TODAY, self.shop)
        self.assertEqual([m["month"] for m in months], ["2026-05", "2026-06"])
        self.assertEqual([m["net"] for m in months], [-20, 100])
        self.assertEqual([m["order_count"] for m in months], [0, 2])
        self.assertEqual([m["customer_count"] for m in months], [0, 1])

    def test_open_documents_oldest_due_first(self):
        late = self.sell(self.shop, ago(40), 10, due=ago(30))
        early = self.sell(self.shop, ago(50), 20, due=ago(2))
        self.pay(self.sell(self.shop, ago(60), 99, due=ago(59)), ago(59))
        rows = self.facts._open_documents(self.company, TODAY, self.shop)
        self.assertEqual([r["name"] for r in rows], [late.name, early.name])
        self.assertEqual([r["residual"] for r in rows], [10, 20])


@tagged("post_install", "-at_install")
class TestAbnormalOrders(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")

    def odd(self, *amounts):
        """Amounts of the orders that stand out from all these."""
        for number, amount in enumerate(amounts):
            self.sell(self.shop, ago(100 - number), amount)
        rows = self.facts._abnormal_orders(self.company, TODAY, self.shop)
        return [(row["amount"], row["side"]) for row in rows]

    def test_far_off_the_customers_own_pattern(self):
        # median 100, spread 10: odd is beyond 50
        self.assertEqual(self.odd(90, 100, 110, 100, 151), [(151, "high")])

    def test_exactly_five_times_the_spread_is_not_odd(self):
        self.assertEqual(self.odd(90, 100, 110, 90, 150), [])

    def test_low_orders_are_odd_too(self):
        self.assertEqual(self.odd(90, 100, 110, 110, 90, 1), [(1, "low")])

    def test_four_orders_are_no_pattern(self):
        self.assertEqual(self.odd(90, 100, 110, 9000), [])

    def test_always_the_same_amount_flags_nothing(self):
        self.assertEqual(self.odd(100, 100, 100, 100, 9000), [])
