"""Imported history counts like invoices, in every figure, for whom may see it."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_history import HistoryCase, row

SALES_FIGURES = (
    *("first_sale_date", "last_sale_date", "sales_12m", "refunds_12m", "net_12m"),
    *("net_prev_12m", "net_90d", "has_growth", "growth", "order_count_12m"),
    *("order_count", "sale_date_count", "sale_fingerprint", "active_months"),
    *("has_rhythm", "interval_median", "interval_mad", "next_order_date"),
    *("is_silent", "pareto_class", "rfm_r", "rfm_f", "rfm_m"),
)
PAST = (
    ("2024-07-01", 500),
    ("2025-01-10", 900),
    ("2025-07-02", 120),
    ("2025-09-01", 300),
    ("2025-09-01", 40),
    ("2025-10-15", 700),
    ("2025-11-20", -60),
    ("2025-12-31", 0),
)


@tagged("post_install", "-at_install")
class TestFigures(HistoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Invoiced")
        cls.old = cls.make_customer("Imported", ref="OLD")
        for day, amount in PAST:
            book = cls.refund if amount < 0 else cls.sell
            book(cls.shop, date.fromisoformat(day), abs(amount))

    def past(self, ref="OLD"):
        return [
            row(f"P{n}", day, ref, "", str(amount))
            for n, (day, amount) in enumerate(PAST)
        ]

    def figures(self, partner, day=TODAY):
        found = self.env["kehu.run"]._replay(day, self.company)
        row_ = found[partner.id]
        return {name: row_[name] for name in SALES_FIGURES}

    def test_imported_or_invoiced_makes_no_difference(self):
        self.imported(*self.past())
        self.refresh()
        one, other = self.metric(self.shop), self.metric(self.old)
        for name in SALES_FIGURES:
            if name != "pareto_class":
                self.assertEqual(one[name], other[name], name)

    def test_nor_on_a_past_day(self):
        self.imported(*self.past())
        for day in (date(2025, 9, 30), date(2025, 12, 31), date(2024, 1, 1)):
            rows = {
                partner: self.env["kehu.run"]._replay(day, self.company).get(partner.id)
                for partner in (self.shop, self.old)
            }
            with self.subTest(day):
                self.assertEqual(bool(rows[self.shop]), bool(rows[self.old]))
                for name in SALES_FIGURES if rows[self.shop] else ():
                    if name != "pareto_class":
                        self.assertEqual(
                            rows[self.shop][name], rows[self.old][name], name
                        )

    def test_money_owed_knows_nothing_of_it(self):
        self.imported(*self.past())
        self.refresh()
        self.assertFigures(
            self.old,
            due_total=0,
            has_overdue_terms=False,
            invoices_due_12m=0,
            has_paid_on_time=False,
        )

    def test_both_together_add_up(self):
        self.sell(self.old, ago(3), 1000)
        self.imported(*self.past())
        self.assertFigures(self.old, net_12m=2100, order_count=8, last_sale_date=ago(3))

    def test_few_customers_are_up_to_date_at_once(self):
        self.assertFalse(self.metric(self.old))
        self.imported(*self.past())
        self.assertEqual(self.metric(self.old).net_12m, 1100)

    def test_undoing_is_seen_at_once_too(self):
        batch = self.imported(*self.past())
        batch.action_undo()
        self.assertFalse(self.metric(self.old), "no role, no document: no row")
        self.refresh()
        self.assertFalse(self.metric(self.old))

    def test_many_customers_wait_for_the_night(self):
        shops = [self.make_customer(f"Shop {n}", ref=f"S{n}") for n in range(51)]
        batch = self.checked(*(row(f"B{n}", ref=f"S{n}") for n in range(51)))
        with patch.object(self.registry["ir.cron"], "_trigger") as trigger:
            batch.action_import_all()
        trigger.assert_called_once()
        self.assertTrue(self.metric(shops[50]), "born, so that it is listed")
        self.night(TODAY)
        self.assertFigures(shops[50], net_12m=100)
        self.night(TODAY)
        last = self.env["kehu.run"].search([("company_id", "=", self.company.id)])[0]
        self.assertEqual((last.changed, last.born, last.gone), (0, 0, 0))

    def test_archived_customers_keep_their_past(self):
        self.old.active = False
        self.imported(*self.past())
        self.refresh()
        self.assertFigures(self.old, net_12m=1100, active=False)

    def test_two_companies(self):
        other = self.make_company("Second")
        self.imported(*self.past())
        self.assertFalse(self.facts._has_history(other))
        self.refresh(company=other)
        self.assertFalse(self.metric(self.old, other))

    def test_a_merged_customer_brings_its_past(self):
        self.imported(*self.past())
        self.imported(row("P0", ref="G1"))
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.golden + self.old).ids, self.golden)
        self.assertEqual(len(self.sales(("partner_id", "=", self.golden.id))), 9)
        self.assertFigures(self.golden, net_12m=1200)

    def test_a_branch_counts_for_its_head_office(self):
        self.imported(*self.past())
        self.old.write({"is_company": False, "parent_id": self.century.id})
        self.refresh()
        self.assertFigures(self.century, net_12m=1100)
        self.assertFalse(self.metric(self.old))

    def test_odd_orders_of_the_past(self):
        orders = [
            row(f"Q{n}", f"2025-0{n + 1}-01", "G1", "", a)
            for n, a in enumerate(("90", "100", "110", "100", "151"))
        ]
        self.imported(*orders)
        rows = self.facts._abnormal_orders(self.company, TODAY, self.golden)
        self.assertEqual([r["amount"] for r in rows], [151])
        self.assertEqual([r["move_id"] for r in rows], [None])


@tagged("post_install", "-at_install")
class TestPage(HistoryCase):
    """What the customer's page says of it, and to whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bottle = cls.env["product.product"].create({"name": "Bottle"})

    def bring(self):
        return self.imported(
            row("A1", "2025-11-20", "G1", "", "700", "bottle", "7"),
            row("A2", "2025-12-20", "G1", "", "300", "Old Tasting", "1"),
            row("A3", "2025-12-20", "N1", "", "50"),
        )

    def test_business_tab(self):
        self.bring()
        business = self.golden.with_user(self.seller).kehu_business
        products = [(p["name"], p["quantity"]) for p in business["products"]]
        self.assertEqual(products, [("Bottle", "7"), ("Old Tasting", "1")])
        months = dict(
            zip(business["months"]["labels"], business["months"]["values"], strict=True)
        )
        self.assertEqual((months["2025-11"], months["2025-12"]), (700, 300))

    def test_who_sees_documents(self):
        self.bring()
        for user, count in (
            (self.seller, 2),
            (self.lead, 2),
            (self.stranger, 0),
            (self.manager, 3),
            (self.accountant, 3),
        ):
            with self.subTest(user.login):
                sales = self.env["kehu.external.sale"].with_user(user)
                self.assertEqual(sales.search_count([]), count)
        own = self.golden.with_user(self.seller)
        self.assertEqual(own.kehu_history_count, 2)
        shown = self.env["kehu.external.sale"].search(
            own.action_kehu_history()["domain"]
        )
        self.assertEqual(len(shown), 2)

    def test_who_may_not(self):
        self.bring()
        for user in (self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["kehu.external.sale"].with_user(user).search([])
        for user in (self.seller, self.lead, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["kehu.import"].with_user(user).search([])

    def test_only_managers_import(self):
        batch = self.checked(row("B1"))
        for user in (self.seller, self.lead, self.accountant, self.plain):
            theirs = batch.with_user(user)
            with self.subTest(user.login):
                for act in ("action_check", "action_import_all", "action_undo"):
                    with self.assertRaises(AccessError):
                        getattr(theirs, act)()
                with self.assertRaises(AccessError):
                    theirs.create({})
        self.assertEqual(batch.with_user(self.accountant).row_count, 1)

    def test_nobody_writes_what_was_decided(self):
        batch = self.bring()
        with self.assertRaises(AccessError):
            batch.write({"state": "checked"})
        with self.assertRaises(AccessError):
            self.batches.create({"state": "done"})
        with self.assertRaises(AccessError):
            self.sales()[0].with_user(self.manager).write({"amount": 1})
        with self.assertRaises(AccessError):
            batch.line_ids[0].write({"amount": 1})

    def test_another_companys_manager_sees_nothing(self):
        self.bring()
        other = self.make_company("Second")
        self.manager.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        sales = self.env["kehu.external.sale"].with_user(self.manager)
        sales = sales.with_context(allowed_company_ids=other.ids)
        self.assertFalse(sales.search([]))


@tagged("post_install", "-at_install")
class TestCustomerTemplate(HistoryCase, HttpCase):
    """Customers come by Odoo's own import, with our headings."""

    def test_the_template_is_offered_and_opens(self):
        partners = self.env["res.partner"]
        ours = partners.with_user(self.manager).get_import_templates()[0]["template"]
        self.assertNotEqual(
            partners.with_user(self.accountant).get_import_templates()[0]["template"],
            ours,
        )
        self.authenticate("manager", "manager")
        for url in (ours, "/kehu_liquor/template/history.xlsx"):
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.content[:2], b"PK")
        missing = self.url_open("/kehu_liquor/template/other.xlsx")
        self.assertEqual(missing.status_code, 404)
        self.authenticate("plain", "plain")
        self.assertEqual(self.url_open(ours).status_code, 404)

    def load(self, there, values):
        """A file of one customer by Odoo's own import; the customer."""
        names = list(there._kehu_template_notes())
        headings = [heading for heading, *_ in there._kehu_template()]
        data = self.text([values.get(n, "") for n in names], headings=headings)
        wizard = there.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": data,
                "file_type": "text/csv",
                "file_name": "customers.csv",
            }
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        options |= {"encoding": "utf-8", "float_thousand_separator": ","}
        options |= {"float_decimal_separator": ".", "date_format": "%Y-%m-%d"}
        matches = wizard.parse_preview(options)["matches"]
        matched = [(matches.get(n) or [False])[0] for n in range(len(names))]
        self.assertEqual(matched, names)
        done = wizard.execute_import(matched, headings, options)
        self.assertFalse(done["messages"], done)
        return there.browse(done["ids"])

    def test_customers_with_role_source_and_territory(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        territories = self.env["kehu.territory"]
        south = territories.create({"name": "South"})
        town = territories.create({"name": "Canton", "parent_id": south.id})
        role = self.env.ref("kehu_liquor.role_outlet")
        source = self.env["kehu.source"].search([], limit=1)
        for lang in ("en_US", "zh_CN"):
            there = self.env["res.partner"].with_user(self.manager)
            there = there.with_context(lang=lang, default_is_company=True)
            values = {
                "name": f"Came {lang}",
                "ref": lang,
                "kehu_role_id": role.with_context(lang=lang).name,
                "kehu_source_id": source.with_context(lang=lang).name,
                "kehu_territory_id": "Canton",
                "user_id": self.seller.name,
            }
            with self.subTest(lang):
                customer = self.load(there, values)
                self.assertTrue(customer.is_company)
                self.assertEqual(customer.kehu_role_id, role)
                self.assertEqual(customer.kehu_source_id, source)
                self.assertEqual(customer.kehu_territory_id, town)
                self.assertEqual(customer.user_id, self.seller)
                self.assertTrue(self.metric(customer), "listed at once")
