"""What was bought, by definition, on examples small enough to add up by hand."""

from datetime import date

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestSalesFigures(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")

    def test_the_window_has_both_ends_in(self):
        self.sell(self.shop, date(2025, 7, 1), 1)
        self.sell(self.shop, TODAY, 2)
        self.refresh()
        self.assertFigures(self.shop, sales_12m=3, net_prev_12m=0, order_count_12m=2)

    def test_the_day_before_belongs_to_the_year_before(self):
        self.sell(self.shop, date(2025, 6, 30), 1)
        self.sell(self.shop, date(2024, 7, 1), 2)
        self.sell(self.shop, date(2024, 6, 30), 4)
        self.refresh()
        self.assertFigures(self.shop, sales_12m=0, net_prev_12m=3, order_count_12m=0)

    def test_a_leap_day_ends_the_window_before_it(self):
        self.sell(self.shop, date(2023, 2, 28), 1)
        self.sell(self.shop, date(2023, 3, 1), 2)
        self.refresh(date(2024, 2, 29))
        self.assertFigures(self.shop, sales_12m=2, net_prev_12m=1)

    def test_tomorrow_is_not_known_yet(self):
        self.sell(self.shop, TODAY, 1)
        self.sell(self.shop, ago(-1), 2)
        self.refresh()
        self.assertFigures(self.shop, net_12m=1, last_sale_date=TODAY)

    def test_a_refund_counts_on_its_own_date(self):
        self.sell(self.shop, date(2025, 6, 1), 100)
        self.refund(self.shop, ago(3), 30)
        self.refresh()
        self.assertFigures(
            self.shop, refunds_12m=-30, net_12m=-30, net_prev_12m=100, growth=-1.3
        )

    def test_a_refund_is_no_purchase(self):
        self.sell(self.shop, ago(10), 100)
        self.refund(self.shop, ago(2), 100)
        self.refresh()
        self.assertFigures(
            self.shop, net_12m=0, order_count_12m=1, last_sale_date=ago(10)
        )

    def test_a_refund_older_than_any_sale(self):
        self.refund(self.shop, ago(20), 5)
        self.sell(self.shop, ago(10), 100)
        self.refresh()
        self.assertFigures(
            self.shop, net_12m=95, first_sale_date=ago(10), sale_date_count=1
        )

    def test_credit_notes_only(self):
        self.refund(self.shop, ago(20), 5)
        self.refresh()
        self.assertFigures(
            self.shop,
            net_12m=-5,
            order_count=0,
            first_sale_date=False,
            pareto_class="c",
            rfm_r=0,
            has_loyalty=False,
        )

    def test_reversed_on_the_same_day_is_still_a_sale_and_a_refund(self):
        self.sell(self.shop, ago(5), 70)
        self.refund(self.shop, ago(5), 70)
        self.refresh()
        self.assertFigures(
            self.shop, sales_12m=70, refunds_12m=-70, net_12m=0, order_count_12m=1
        )

    def test_a_zero_total_is_an_order(self):
        self.sell(self.shop, ago(5), 0)
        self.refresh()
        self.assertFigures(
            self.shop, net_12m=0, order_count_12m=1, last_sale_date=ago(5)
        )

    def test_drafts_and_cancelled_documents_do_not_count(self):
        self.sell(self.shop, ago(5), 10)
        self.sell(self.shop, ago(4), 20).button_draft()
        self.sell(self.shop, ago(3), 40).button_cancel()
        self.refresh()
        self.assertFigures(self.shop, net_12m=10, order_count_12m=1)

    def test_vendor_bills_are_no_sales(self):
        self.sell(self.shop, ago(5), 10)
        self.document("in_invoice", self.shop, ago(4), 99)
        self.refresh()
        self.assertFigures(self.shop, net_12m=10, order_count_12m=1)

    def test_receipts_count_where_the_company_says_so(self):
        self.sell(self.shop, ago(5), 10)
        self.document("out_receipt", self.shop, ago(4), 7)
        self.refresh()
        self.assertFigures(self.shop, net_12m=10, order_count_12m=1)
        self.company.kehu_include_receipts = True
        self.refresh()
        self.assertFigures(self.shop, net_12m=17, order_count_12m=2)

    def test_taxes_are_not_turnover(self):
        tax = self.env["account.tax"].search(
            [("company_id", "=", self.company.id), ("type_tax_use", "=", "sale")],
            limit=1,
        )
        move = self.sell(self.shop, ago(5), 100)
        move.button_draft()
        move.invoice_line_ids.tax_ids = tax
        move.action_post()
        self.refresh()
        self.assertGreater(move.amount_total, 100)
        self.assertFigures(self.shop, net_12m=100)

    def test_foreign_money_counts_in_the_companys_own(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": usd.id,
                "company_id": self.company.id,
                "name": ago(40),
                "inverse_company_rate": 7.0,
            }
        )
        self.sell(self.shop, ago(5), 10, currency_id=usd.id)
        self.refund(self.shop, ago(3), 1, currency_id=usd.id)
        self.refresh()
        self.assertFigures(self.shop, sales_12m=70, refunds_12m=-7, net_12m=63)

    def test_growth_needs_something_to_grow_from(self):
        self.sell(self.shop, ago(5), 150)
        self.refresh()
        self.assertFigures(self.shop, has_growth=False)
        self.assertIsNone(self.stored(self.shop, "growth"))
        self.sell(self.shop, ago(400), 100)
        self.refresh()
        self.assertFigures(self.shop, has_growth=True, growth=0.5)

    def test_no_growth_from_a_year_of_refunds(self):
        self.refund(self.shop, ago(400), 100)
        self.sell(self.shop, ago(5), 150)
        self.refresh()
        self.assertFigures(self.shop, has_growth=False, net_prev_12m=-100)

    def test_ninety_days_are_ninety_days(self):
        self.sell(self.shop, ago(89), 1)
        self.sell(self.shop, ago(90), 2)
        self.refresh()
        self.assertFigures(self.shop, net_90d=1)

    def test_a_sub_contact_buys_for_its_company(self):
        contact = self.make_customer("Buyer", parent_id=self.shop.id, is_company=False)
        self.sell(contact, ago(5), 10)
        self.refresh()
        self.assertFigures(self.shop, net_12m=10)
        self.assertFalse(self.metric(contact))
