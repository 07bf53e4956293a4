"""Which customers have a row of figures, from when on, and in which company."""

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestBirth(KehuCase):
    def test_a_role_makes_a_customer_before_the_first_sale(self):
        prospect = self.make_customer("Prospect", "outlet", kehu_stage="target")
        self.assertFigures(
            prospect,
            lifecycle="target",
            audience_id=self.env.ref("kehu_liquor.audience_outlet"),
            has_score=False,
        )

    def test_a_role_given_later_does_too(self):
        contact = self.make_customer("Contact")
        self.assertFalse(self.metric(contact))
        contact.kehu_role_id = self.env.ref("kehu_liquor.role_outlet")
        self.assertFigures(contact, lifecycle="potential")

    def test_so_does_the_first_document(self):
        contact = self.make_customer("Contact")
        self.sell(contact, TODAY)
        self.assertTrue(self.metric(contact))

    def test_a_vendor_bill_does_not(self):
        vendor = self.make_customer("Vendor")
        self.document("in_invoice", vendor, TODAY, 10)
        self.refresh()
        self.assertFalse(self.metric(vendor))

    def test_born_by_hand_or_at_night_is_the_same(self):
        early = self.make_customer("Early", "outlet")
        late = self.make_customer("Late", "outlet")
        self.metric(late).unlink()
        self.refresh()
        self.assertEqual(*(self.metric(p).audience_id for p in early + late))
        self.assertFigures(late, net_12m=0, computed_on=TODAY)

    def test_a_customer_no_more_has_no_row_after_the_night(self):
        contact = self.make_customer("Contact", "outlet")
        contact.kehu_role_id = False
        _changed, born, gone = self.refresh()
        self.assertEqual((born, gone), (0, 1))
        self.assertFalse(self.metric(contact))

    def test_we_are_no_customer_of_ours(self):
        us = self.company.partner_id
        us.kehu_role_id = self.env.ref("kehu_liquor.role_distributor")
        self.sell(us, TODAY)
        self.assertFalse(self.metric(us))
        self.refresh()
        self.assertFalse(self.metric(us))

    def test_the_public_is_no_customer(self):
        public = self.env.ref("base.public_partner")
        self.sell(public, TODAY)
        self.assertFalse(self.metric(public))
        self.refresh()
        self.assertFalse(self.metric(public))

    def test_a_change_of_role_changes_the_audience_at_night(self):
        shop = self.make_customer("Shop", "outlet")
        shop.kehu_role_id = self.env.ref("kehu_liquor.role_consumer")
        self.refresh()
        self.assertEqual(
            self.metric(shop).audience_id, self.env.ref("kehu_liquor.audience_consumer")
        )


@tagged("post_install", "-at_install")
class TestArchived(KehuCase):
    def test_an_archived_customer_keeps_figures_and_loses_the_grade(self):
        self.grade_by_money()
        shop = self.make_customer("Shop")
        self.sell(shop, ago(5), 60000)
        self.night(ago(1))
        self.assertGrade(shop, "B")
        shop.active = False
        self.night()
        self.assertFigures(shop, net_12m=60000, score=60)
        self.assertGrade(shop, None)

    def test_it_comes_back_with_its_grade(self):
        self.grade_by_money()
        shop = self.make_customer("Shop", active=False)
        self.sell(shop, ago(5), 60000)
        self.night(ago(1))
        shop.active = True
        self.night()
        self.assertGrade(shop, "B")

    def test_it_still_counts_among_its_audience(self):
        shop, gone = self.make_customer("Shop"), self.make_customer("Gone")
        self.sell(shop, ago(5), 10)
        self.sell(gone, ago(5), 90)
        gone.active = False
        self.refresh()
        self.assertFigures(shop, pareto_rank=2, pareto_class="b")


@tagged("post_install", "-at_install")
class TestReparented(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop, cls.chain = cls.make_customer("Shop"), cls.make_customer("Chain")
        cls.sell(cls.shop, ago(30), 100, due=ago(20))
        cls.sell(cls.chain, ago(10), 5)

    def join_the_chain(self):
        self.shop.write({"parent_id": self.chain.id, "is_company": False})

    def test_its_documents_and_debts_move_to_the_new_parent(self):
        self.join_the_chain()
        self.refresh()
        self.assertFigures(
            self.chain, net_12m=105, order_count_12m=2, overdue_gross=105
        )
        self.assertFalse(self.metric(self.shop))

    def test_an_own_company_below_a_parent_stays_a_customer(self):
        self.shop.parent_id = self.chain
        self.refresh()
        self.assertEqual(self.shop.commercial_partner_id, self.shop)
        self.assertFigures(self.shop, net_12m=100)
        self.assertFigures(self.chain, net_12m=5)

    def test_out_on_its_own_it_is_a_customer_again(self):
        self.join_the_chain()
        self.refresh()
        self.shop.write({"parent_id": False, "is_company": True})
        self.refresh()
        self.assertTrue(self.metric(self.chain))
        self.sell(self.shop, TODAY, 7)
        self.refresh()
        self.assertFigures(self.shop, last_sale_date=TODAY)

    def test_its_contacts_show_the_parents_grade(self):
        self.grade_by_money()
        self.join_the_chain()
        self.night()
        self.assertEqual(self.shop.kehu_grade_id, self.grade("D"))
        self.assertEqual(self.shop.kehu_metric_id, self.metric(self.chain))


@tagged("post_install", "-at_install")
class TestCompanies(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sister = cls.make_company("Sister")
        cls.shop = cls.make_customer("Shop")
        cls.sell(cls.shop, ago(10), 60000)
        cls.sell(cls.shop, ago(10), 500000, company=cls.sister)

    def both(self, first):
        """The environment of somebody who works in ``first`` and may see both."""
        other = (self.company + self.sister) - first
        return self.env(context={"allowed_company_ids": (first + other).ids})

    def test_each_company_has_its_own_figures(self):
        self.refresh()
        self.refresh(company=self.sister)
        self.assertEqual(self.metric(self.shop).net_12m, 60000)
        self.assertEqual(self.metric(self.shop, self.sister).net_12m, 500000)

    def test_a_document_gives_birth_in_its_own_company_only(self):
        shop = self.make_customer("New")
        self.sell(shop, TODAY, company=self.sister)
        self.assertFalse(self.metric(shop))
        self.assertTrue(self.metric(shop, self.sister))

    def test_a_company_sees_its_own_prospects(self):
        shop = self.make_customer("New", "outlet", company_id=self.sister.id)
        self.assertFalse(self.metric(shop))
        self.refresh()
        self.assertFalse(self.metric(shop))
        self.assertTrue(self.metric(shop, self.sister))

    def test_the_night_does_both_whichever_is_active(self):
        self.grade_by_money()
        self.night()
        self.assertGrade(self.shop, "B")
        self.assertEqual(self.metric(self.shop, self.sister).grade_id, self.grade("KA"))

    def test_the_customer_shows_the_active_companys_figures(self):
        self.grade_by_money()
        self.night()
        here = self.shop.with_env(self.both(self.company))
        there = self.shop.with_env(self.both(self.sister))
        self.assertEqual(here.kehu_grade_id, self.grade("B"))
        self.assertEqual(there.kehu_grade_id, self.grade("KA"))

    def test_a_search_by_grade_looks_at_the_active_company(self):
        self.grade_by_money()
        self.night()
        domain = [("kehu_grade_id", "=", self.grade("B").id), ("id", "=", self.shop.id)]
        here = self.both(self.company)["res.partner"].search(domain)
        there = self.both(self.sister)["res.partner"].search(domain)
        self.assertEqual((here, there), (self.shop, self.env["res.partner"]))

    def test_refresh_now_works_on_the_rows_company(self):
        self.night()
        self.sell(self.shop, TODAY, 1)
        row = self.metric(self.shop).with_env(self.both(self.sister))
        row.action_refresh_now()
        self.assertEqual(self.metric(self.shop).net_12m, 60001)
        self.assertEqual(self.metric(self.shop, self.sister).net_12m, 500000)

    def test_an_override_holds_in_its_company_only(self):
        self.grade_by_money()
        self.night()
        self.both(self.sister)["kehu.grade.override"].create(
            {
                "partner_id": self.shop.id,
                "company_id": self.company.id,
                "grade_id": self.grade("A").id,
                "reason": "Promised",
                "date_end": TODAY,
            }
        )
        self.assertGrade(self.shop, "A")
        self.assertEqual(self.metric(self.shop, self.sister).grade_id, self.grade("KA"))

    def test_settings_are_each_companys_own(self):
        self.sister.kehu_include_receipts = True
        self.document("out_receipt", self.shop, TODAY, 7)
        self.document("out_receipt", self.shop, TODAY, 7, company=self.sister)
        self.refresh()
        self.refresh(company=self.sister)
        self.assertEqual(self.metric(self.shop).order_count_12m, 1)
        self.assertEqual(self.metric(self.shop, self.sister).order_count_12m, 2)

    def test_a_companys_own_ladder_replaces_the_shared(self):
        self.grade_by_money()
        only = self.env["kehu.grade"].create(
            {"name": "Only", "company_id": self.sister.id, "score_from": 0}
        )
        self.night()
        self.assertGrade(self.shop, "B")
        self.assertEqual(self.metric(self.shop, self.sister).grade_id, only)

    def test_a_companys_own_scheme_replaces_the_shared(self):
        self.grade_by_money()
        own = self.make_scheme({"order_count_12m": 100}, company_id=self.sister.id)
        self.put_to_use(own)
        self.night()
        self.assertFigures(self.shop, score=60)
        self.assertEqual(self.metric(self.shop, self.sister).score, 20)


@tagged("post_install", "-at_install")
class TestEmptyIsNotZero(KehuCase):
    """A figure that does not exist is NULL, and its ``has_…`` says so."""

    EMPTY = {
        "has_growth": "growth",
        "has_rhythm": "interval_median",
        "has_dso": "dso",
        "has_paid_on_time": "paid_on_time_share",
        "has_loyalty": "loyalty_index",
        "has_score": "score",
    }

    def test_a_prospect_has_no_figure_that_could_match(self):
        prospect = self.make_customer("Prospect", "outlet")
        self.night()
        for flag, figure in self.EMPTY.items():
            with self.subTest(figure):
                self.assertIs(self.metric(prospect)[flag], False)
                self.assertIsNone(self.stored(prospect, figure))

    def test_asking_for_bad_figures_does_not_find_who_has_none(self):
        prospect = self.make_customer("Prospect", "outlet")
        self.night()
        for flag, figure in self.EMPTY.items():
            with self.subTest(figure):
                found = self.env["kehu.metric"].search(
                    [(flag, "=", True), (figure, "<", 1)]
                )
                self.assertNotIn(prospect, found.partner_id)

    def test_scoring_takes_no_figure_for_a_bad_one(self):
        self.put_to_use(self.make_scheme({"growth": 50, "order_count_12m": 50}))
        shop = self.make_customer("Shop")
        self.sell(shop, ago(5))
        self.night()
        self.assertFigures(shop, has_growth=False, score=20)
