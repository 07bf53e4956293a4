"""Dealers judged: facts fill in, the rest is asked, one does it, another approves."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_contracts import ContractCase


@tagged("post_install", "-at_install")
class TestEvaluation(ContractCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.env["kehu.evaluation"]

    def begin(self, partner=None, user=None):
        partner = partner or self.dealer
        return self.rows.with_user(user or partner.user_id).create(
            {"partner_id": partner.id}
        )

    def answer(self, row, mark="4", **marks):
        for line in row.line_ids.filtered(lambda x: not x.is_fact):
            key = line.criterion_id._get_external_ids()[line.criterion_id.id][0]
            line.mark = marks.get(key.rpartition("evaluation_")[2], mark)
        return row

    def line(self, row, key):
        criterion = self.env.ref(f"kehu_liquor.evaluation_{key}")
        return row.line_ids.filtered(lambda x: x.criterion_id == criterion)

    def approve(self, row):
        row.action_done()
        row.with_user(self.lead).action_approve()
        return row

    # ----------------------------------------------------------------- facts
    def test_facts_fill_themselves_in(self):
        self.make(sales_target=3650, split_by="even")
        self.sell_goods(self.dealer, ago(20), (self.old, 1, 1810, None))
        self.env["kehu.supply"].create(
            [
                {"partner_id": shop.id, "supplier_id": self.dealer.id}
                for shop in self.own + self.others
            ]
        )
        self.night(TODAY)
        row = self.begin()
        self.assertEqual(row.period, "2026H1")
        self.assertEqual(row.net_12m, 1810)
        for key, shown, mark in (
            ("progress", "100.0 %", "4"),
            ("network", "2", "1"),
            ("growth", "–", False),
            ("cash", "–", False),
        ):
            line = self.line(row, key)
            self.assertEqual((line.shown, line.mark), (shown, mark), key)

    def test_the_rest_is_asked(self):
        row = self.begin()
        with self.assertRaisesRegex(UserError, "Still to be answered: Initiative"):
            row.action_done()
        self.answer(row).action_done()
        self.assertEqual((row.state, row.done_by_id), ("done", self.seller))

    def test_a_fact_is_not_given_by_hand(self):
        row = self.begin()
        with self.assertRaisesRegex(UserError, "A fact gives this mark"):
            self.line(row, "growth").with_user(self.seller).mark = "5"
        with self.assertRaises(AccessError):
            self.line(row, "initiative").with_user(self.seller).weight = 100

    # ------------------------------------------------------------- the result
    def test_ability_credit_and_advice(self):
        for credit, ability, quadrant in (
            ("5", "5", "best"),
            ("5", "2", "seat"),
            ("1", "5", "risky"),
            ("1", "1", "weak"),
        ):
            self.env["kehu.evaluation.criterion"].search(
                [("fact", "!=", False)]
            ).active = False
            row = self.answer(self.begin(), ability, credit=credit)
            self.assertEqual(row.quadrant, quadrant)
            self.assertTrue(row.advice)
            row.unlink()

    def test_too_little_known_says_nothing(self):
        row = self.begin()
        self.assertEqual((row.has_score, row.quadrant), (False, False))
        self.assertIn("Too little", row.advice)

    def test_the_companys_cut(self):
        self.company.kehu_ability_cut = 80
        self.env["kehu.evaluation.criterion"].search(
            [("fact", "!=", False)]
        ).active = False
        self.assertEqual(self.answer(self.begin()).quadrant, "seat")
        with self.assertRaises(UserError):
            self.company.kehu_ability_cut = 100

    def test_who_meets_the_written_criteria(self):
        self.env["kehu.evaluation.criterion"].search(
            [("fact", "!=", False)]
        ).least = False
        good = self.approve(self.answer(self.begin()))
        bad = self.answer(self.begin(self.rival, self.manager), staff="1", credit="2")
        bad.action_done()
        boss = self.make_user("boss", "kehu_liquor.group_kehu_manager")
        bad.with_user(boss).action_approve()
        self.assertEqual((good.missed_count, bad.missed_count), (0, 2))
        self.assertIn("Credit Standing", bad.missed)
        leaves = self.rows.search([("is_latest", "=", True), ("missed_count", ">", 0)])
        self.assertEqual(leaves & (good + bad), bad)

    # ------------------------------------------------------- what hinders it
    def test_an_able_dealer_that_does_not_promote_us_is_asked_why(self):
        row = self.answer(self.begin(), "5", promotion="2")
        with self.assertRaisesRegex(UserError, "able and does not promote us"):
            row.action_done()
        row.obstacle = "margin"
        with self.assertRaisesRegex(UserError, "what we do about"):
            row.action_done()
        row.obstacle_plan = "Show it the rebate of the gift box"
        self.approve(row)
        task = self.env["kehu.followup"].search(
            [("partner_id", "=", self.dealer.id), ("occasion", "=", "task")]
        )
        self.assertEqual(task.user_id, self.seller)
        self.assertIn("Show it the rebate", task.summary)

    def test_one_that_is_not_able_is_not_asked(self):
        row = self.answer(self.begin(), "2", promotion="1")
        row.action_done()
        self.assertEqual((row.state, row.obstacle), ("done", False))

    def test_dealers_alone_are_judged(self):
        row = self.begin(self.own)
        with self.assertRaisesRegex(UserError, "is no dealer"):
            row.action_done()

    def test_what_is_worked_out_is_not_sent_along(self):
        self.begin()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.rows.create({"partner_id": self.dealer.id, "period": "1999H1"})
        other = self.rows.with_user(self.manager).create(
            {"partner_id": self.rival.id, "score": 100, "state": "approved"}
        )
        self.assertEqual((other.score, other.state), (0, "draft"))

    # -------------------------------------------------------------- the steps
    def test_another_approves(self):
        row = self.answer(self.begin())
        row.with_user(self.lead).action_done()
        with self.assertRaisesRegex(UserError, "another approves"):
            row.with_user(self.lead).action_approve()
        with self.assertRaises(AccessError):
            row.with_user(self.seller).action_approve()
        row.with_user(self.manager).action_approve()
        self.assertEqual(row.approved_by_id, self.manager)
        with self.assertRaisesRegex(UserError, "not being prepared"):
            row.with_user(self.seller).note = "More"

    def test_it_is_sent_back(self):
        row = self.answer(self.begin())
        row.action_done()
        row.with_user(self.lead).action_send_back()
        self.assertEqual((row.state, row.done_by_id.id), ("draft", False))

    def test_once_a_half_year(self):
        self.begin()
        with self.assertRaises(Exception):  # noqa: B017 - an index says it
            self.begin()

    def test_no_state_by_hand(self):
        row = self.begin()
        for vals in ({"state": "approved"}, {"net_12m": 1}, {"day": ago(400)}):
            with self.assertRaises(AccessError):
                row.with_user(self.manager).write(vals)
        born = self.rows.with_user(self.stranger).create(
            {"partner_id": self.rival.id, "state": "approved", "day": ago(400)}
        )
        self.assertEqual((born.state, born.day), ("draft", TODAY))

    def test_each_sees_own_team_or_all(self):
        mine, theirs = self.begin(), self.begin(self.rival)
        for user, seen in (
            (self.seller, mine),
            (self.lead, mine),
            (self.stranger, theirs),
            (self.manager, mine + theirs),
        ):
            found = self.rows.with_user(user).search([])
            self.assertEqual(found & (mine + theirs), seen)
        for user in (self.plain, self.portal, self.accountant):
            with self.assertRaises(AccessError):
                self.rows.with_user(user).search([])
        with self.assertRaises(AccessError):
            self.begin(self.rival, self.seller)

    def test_the_form(self):
        with Form(self.rows.with_user(self.seller)) as form:
            form.partner_id = self.dealer
        with Form(form.record) as form, form.line_ids.edit(0) as line:
            line.mark = "3"
        self.assertEqual(form.record.line_ids[0].mark, "3")

    def test_the_tab_tells_the_last(self):
        row = self.approve(self.answer(self.begin()))
        tab = self.dealer.with_user(self.seller).kehu_dealer
        self.assertIn("2026H1", tab["evaluation"]["text"])
        self.assertEqual(tab["evaluation"]["id"], row.id)

    def test_merging_keeps_one_for_each_half(self):
        self.begin()
        theirs = self.answer(self.begin(self.rival, self.manager))
        theirs.action_done()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.dealer + self.rival).ids, self.dealer)
        left = self.rows.search([("partner_id", "=", self.dealer.id)])
        self.assertEqual(left, theirs)
