"""The sales analysis says what accounting says, to the cent."""

from datetime import date, timedelta

from odoo.fields import Command, Domain
from odoo.tests import tagged

from ..engine import festivals
from .common import TODAY, KehuCase, ago

SPRING_26 = date(2026, 2, 17)


class AnalysisCase(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.env["product.category"].create({"name": "Baijiu"})
        cls.bottle = cls.env["uom.uom"].create({"name": "Bottle"})
        cls.case = cls.env["uom.uom"].create(
            {"name": "Case", "relative_uom_id": cls.bottle.id, "relative_factor": 6}
        )
        cls.product = cls.make_product("Old Cellar", cls.bottle)
        cls.shop = cls.make_customer("Shop", "outlet", city="Wuyi")

    @classmethod
    def make_product(cls, name, uom, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "categ_id": cls.category.id,
                "uom_id": uom.id,
                "taxes_id": False,
                **values,
            }
        )

    @classmethod
    def bill(cls, partner, *lines, kind="out_invoice", day=TODAY, **values):
        """A posted document of lines given as dicts; without tax unless they say."""
        company = values.pop("company", cls.company)
        move = cls.env["account.move"].with_company(company)
        move = move.create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "invoice_date": day,
                "date": day,
                "invoice_line_ids": [
                    Command.create({"tax_ids": False, **line}) for line in lines
                ],
                **values,
            }
        )
        move.action_post()
        return move

    def item(self, price, quantity=1, **values):
        return {
            "product_id": self.product.id,
            "price_unit": price,
            "quantity": quantity,
            **values,
        }

    def rows(self, *domain, env=None):
        return (env or self.env)["kehu.sale.analysis"].search(list(domain))

    def group(self, groupby, *measures, domain=(), user=None):
        analysis = self.env["kehu.sale.analysis"]
        if user:
            analysis = analysis.with_user(user)
        return analysis._read_group(list(domain), groupby, measures)

    def assertAsAccountingSays(self, partners, companies=None):
        """Per customer and company: the sums of the documents' untaxed amounts."""
        companies = companies or self.company
        domain = Domain("company_id", "in", companies.ids)
        env = self.env(context={"allowed_company_ids": companies.ids})
        ours = env["kehu.sale.analysis"]._read_group(
            domain & Domain("partner_id", "in", partners.ids),
            ["company_id", "partner_id"],
            ["net:sum", "document_count:sum"],
        )
        theirs = env["account.move"]._read_group(
            domain
            & Domain("commercial_partner_id", "in", partners.ids)
            & Domain("state", "=", "posted")
            & Domain("move_type", "in", ("out_invoice", "out_refund")),
            ["company_id", "commercial_partner_id"],
            ["amount_untaxed_signed:sum", "__count"],
        )
        self.assertTrue(theirs)
        self.assertEqual(sorted(ours), sorted(theirs))


@tagged("post_install", "-at_install")
class TestSums(AnalysisCase):
    def test_invoices_and_credit_notes(self):
        self.bill(self.shop, self.item(100, 3), self.item(33.33, 7))
        self.bill(self.shop, self.item(100), kind="out_refund", day=ago(3))
        self.assertAsAccountingSays(self.shop)
        [(net, quantity)] = self.group([], "net:sum", "quantity:sum")
        self.assertEqual((round(net, 2), quantity), (433.31, 9))

    def test_the_invoice_report_says_the_same(self):
        self.bill(self.shop, self.item(19.99, 13), self.item(5, 2, discount=33.3))
        self.bill(self.shop, self.item(7.77, 3), kind="out_refund")
        measures = ("price_subtotal:sum", "quantity:sum")
        report = self.env["account.invoice.report"]._read_group(
            [
                ("commercial_partner_id", "=", self.shop.id),
                ("state", "=", "posted"),
                ("company_id", "=", self.company.id),
            ],
            ["product_id"],
            measures,
        )
        ours = self.group(["product_id"], "net:sum", "quantity:sum")
        self.assertEqual(ours, report)

    def test_drafts_cancelled_and_bills_do_not_count(self):
        kept = self.bill(self.shop, self.item(100))
        self.bill(self.shop, self.item(40)).button_draft()
        gone = self.bill(self.shop, self.item(50))
        gone.button_draft()
        gone.button_cancel()
        self.bill(self.shop, self.item(60), kind="in_invoice", ref="theirs")
        self.assertEqual(self.rows().move_id, kept)

    def test_sections_notes_and_taxes_are_no_sale(self):
        tax = self.env["account.tax"].create(
            {
                "name": "13 %",
                "amount": 13,
                "company_id": self.company.id,
                "price_include_override": "tax_included",
            }
        )
        self.bill(
            self.shop,
            {"display_type": "line_section", "name": "Spirits"},
            self.item(99.99, 3, tax_ids=tax.ids),
            {"display_type": "line_note", "name": "Mind the steps"},
            self.item(10.01, 7, tax_ids=tax.ids),
        )
        self.assertEqual(len(self.rows()), 2)
        self.assertAsAccountingSays(self.shop)

    def test_a_foreign_currency(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": dollar.id,
                "company_id": self.company.id,
                "rate": 0.1379,
            }
        )
        self.bill(
            self.shop,
            self.item(19.99, 3),
            self.item(0.33, 7),
            currency_id=dollar.id,
        )
        self.assertAsAccountingSays(self.shop)
        self.assertEqual(self.rows().currency_id, self.company.currency_id)

    def test_whole_coins(self):
        """What rounding the total left belongs to the untaxed amount."""
        account = self.env["account.account"].search(
            [
                ("account_type", "=", "income"),
                ("company_ids", "=", self.company.id),
            ],
            limit=1,
        )
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "Yuan",
                "rounding": 1,
                "strategy": "add_invoice_line",
                "rounding_method": "HALF-UP",
                "profit_account_id": account.id,
                "loss_account_id": account.id,
            }
        )
        self.bill(
            self.shop,
            self.item(99.70),
            invoice_cash_rounding_id=rounding.id,
        )
        self.assertAsAccountingSays(self.shop)
        self.assertEqual(self.group([], "net:sum"), [(100,)])
        left = self.rows(("product_id", "=", False))
        self.assertAlmostEqual(left.net, 0.3)
        self.assertFalse(left.quantity)

    def test_several_companies(self):
        other = self.make_company("Branch")
        both = self.company + other
        self.bill(self.shop, self.item(100))
        self.bill(self.shop, self.item(70), company=other)
        self.assertAsAccountingSays(self.shop, both)
        self.assertEqual(self.rows().company_id, both)

    def test_contacts_count_for_their_company(self):
        buyer = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.shop.id}
        )
        self.bill(buyer, self.item(100))
        self.assertEqual(self.rows().partner_id, self.shop)

    def test_receipts_count_when_the_company_says_so(self):
        self.bill(self.shop, self.item(100), kind="out_receipt")
        self.assertFalse(self.rows())
        self.company.kehu_include_receipts = True
        self.assertEqual(self.rows().net, 100)

    def test_the_figures_say_the_same(self):
        self.bill(self.shop, self.item(120, 2), day=ago(30))
        self.bill(self.shop, self.item(20), kind="out_refund", day=ago(20))
        self.refresh()
        [(net,)] = self.group([], "net:sum", domain=[("partner_id", "=", self.shop.id)])
        self.assertFigures(self.shop, net_12m=net)


@tagged("post_install", "-at_install")
class TestMeasures(AnalysisCase):
    def test_cases_are_counted_in_bottles(self):
        self.bill(self.shop, self.item(600, 2, product_uom_id=self.case.id))
        self.assertEqual(self.rows().quantity, 12)
        self.assertEqual(self.rows().uom_id, self.bottle)
        self.assertEqual(self.group([], "price_average:avg"), [(100,)])

    def test_a_unit_that_has_nothing_in_common_counts_for_nothing(self):
        hour = self.env["uom.uom"].create({"name": "Tasting"})
        self.bill(self.shop, self.item(50, 3, product_uom_id=hour.id))
        self.env.flush_all()
        self.assertEqual(self.rows().quantity, 0)
        self.assertEqual(self.group([], "net:sum", "quantity:sum"), [(150, 0)])

    def test_documents_and_customers_are_counted_once(self):
        second = self.make_customer("Second")
        self.bill(self.shop, self.item(10), self.item(20), self.item(30))
        self.bill(self.shop, self.item(10))
        self.bill(second, self.item(10), self.item(10))
        counts = self.group([], "document_count:sum", "customer_count:sum")
        self.assertEqual(counts, [(3, 2)])
        by_customer = self.group(["partner_id"], "document_count:sum")
        self.assertEqual(dict(by_customer), {self.shop: 2, second: 1})

    def test_the_pivot_asks_for_the_same(self):
        self.bill(self.shop, self.item(10), self.item(20))
        outcome = self.env["kehu.sale.analysis"].formatted_read_grouping_sets(
            [],
            [[], ["year"]],
            ["document_count:sum", "net:sum", "net:sum_currency"],
        )
        self.assertEqual(outcome[0][0]["document_count:sum"], 1)
        self.assertEqual(outcome[1][0]["net:sum"], 30)

    def test_a_price_is_an_average_by_quantity(self):
        self.bill(self.shop, self.item(100, 9), self.item(200, 1))
        self.assertEqual(self.group([], "price_average:avg"), [(110,)])

    def test_margin_is_of_what_has_a_cost(self):
        self.product.standard_price = 60
        gift = self.make_product("Gift box", self.bottle)
        self.bill(
            self.shop,
            self.item(100, 2),
            self.item(500, product_id=gift.id),
        )
        [(margin, rate)] = self.group([], "margin:sum", "margin_rate:avg")
        self.assertEqual((margin, rate), (80, 0.4))


@tagged("post_install", "-at_install")
class TestFestivalAxis(AnalysisCase):
    def test_days_weeks_and_years_are_the_engines(self):
        days = [SPRING_26 + timedelta(days=n) for n in (-400, -90, -8, -7, -1, 0, 1)]
        for day in days:
            self.bill(self.shop, self.item(10), day=day)
        dates = self.env.ref("kehu_liquor.festival_spring").date_ids.mapped("date")
        for row in self.rows():
            festival = festivals.upcoming(sorted(dates), row.date)
            left = (festival - row.date).days
            with self.subTest(row.date):
                self.assertEqual(row.spring_days, left)
                self.assertEqual(row.spring_week, f"{festivals.week_before(left):02}")
                self.assertEqual(row.spring_year, str(festival.year))

    def test_the_same_week_before_stands_side_by_side(self):
        """Two Februaries differ, three weeks before the festival do not."""
        self.bill(self.shop, self.item(10), day=date(2025, 1, 29) - timedelta(days=20))
        self.bill(self.shop, self.item(30), day=SPRING_26 - timedelta(days=20))
        cells = self.group(["spring_week", "spring_year"], "net:sum")
        self.assertEqual(cells, [("03", "2025", 10), ("03", "2026", 30)])

    def test_mid_autumn_has_an_axis_of_its_own(self):
        self.bill(self.shop, self.item(10), day=date(2025, 10, 1))
        row = self.rows()
        self.assertEqual((row.autumn_days, row.autumn_week), (5, "01"))
        self.assertEqual(row.autumn_year, "2025")

    def test_every_week_has_a_word(self):
        weeks = dict(
            self.env["kehu.sale.analysis"].fields_get()["spring_week"]["selection"]
        )
        self.assertIn("00", weeks)
        self.assertIn(f"{festivals.week_before(385):02}", weeks)

    def test_without_dates_there_are_no_days(self):
        self.bill(self.shop, self.item(10))
        self.env["kehu.festival.date"].search([("year", ">", 0)]).unlink()
        row = self.rows()
        self.assertFalse(row.spring_week or row.spring_year or row.autumn_year)

    def test_the_months_stand_year_against_year(self):
        self.bill(self.shop, self.item(10), day=date(2025, 3, 9))
        self.bill(self.shop, self.item(30), day=date(2026, 3, 1))
        cells = self.group(["month", "year"], "net:sum")
        self.assertEqual(cells, [("03", "2025", 10), ("03", "2026", 30)])
