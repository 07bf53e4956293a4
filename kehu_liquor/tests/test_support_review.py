"""The approver's card, what a support brought, and what the night warns of."""

from odoo.tests import tagged

from .common import TODAY, ago
from .common_support import SupportCase


@tagged("post_install", "-at_install")
class TestSupportReview(SupportCase):
    def test_the_budget_before_and_after(self):
        support = self.ask(18000)
        text = self.row(support, "budget")["text"]
        self.assertEqual(text, "Racks in June: ¥ 100,000 left, ¥ 82,000 after this")
        self.budget.base_amount = 15000
        row = self.row(support, "budget")
        self.assertIn("Over budget by ¥ 3,000", row["red"])
        support.with_user(self.manager).invalidate_recordset()
        self.assertIn(row["red"], support.with_user(self.manager).review["red"])

    def test_cost_by_net_sales_against_the_grade(self):
        shops = [self.make_customer(f"Shop {n}", "outlet") for n in range(8)]
        for shop in shops:
            self.sell(shop, ago(20), 10000)
            support = self.promise(300, shop, user=self.manager2)
            self.bill(support, 300)
        self.sell(self.own, ago(20), 10000)
        mine = self.promise(900)
        self.bill(mine, 900)
        self.refresh()
        self.env["kehu.metric"].search([]).grade_id = self.grade("C")
        asked = self.ask(100, date_from="2026-09-01", date_to="2026-09-09")
        row = self.row(asked, "spent")
        self.assertEqual(
            row["text"],
            "¥ 900 in 12 months · cost ratio 9.0 % "
            "(median of 8 others of the grade 3.0 %)",
        )
        self.assertEqual(row["tone"], "danger")
        self.env["kehu.metric"].search(
            [("partner_id", "=", shops[0].id)]
        ).grade_id = False
        self.assertIn("7 others", self.row(asked, "spent")["text"])

    def test_over_the_quota_of_the_grade_is_said(self):
        self.sell(self.own, ago(20), 100000)
        self.refresh()
        metric = self.metric(self.own)
        metric.grade_id = self.grade("KA")  # 5 %
        metric.quadrant = False
        support = self.ask(4000)
        self.assertFalse(self.row(support, "quota").get("red"))
        more = self.ask(2000, date_from="2026-09-01", date_to="2026-09-09")
        support.with_user(self.lead).action_approve()
        row = self.row(more, "quota")
        self.assertEqual(
            row["text"], "5 % of net sales = ¥ 5,000 a year; with this ¥ 6,000"
        )
        self.assertEqual(row["red"], "Over the customer's quota by ¥ 1,000.")

    def test_risk_and_history(self):
        self.sell(self.own, ago(50), 700, due=ago(40))
        late = self.promise(100)
        late.due_date = ago(1)
        self.refresh()
        asked = self.ask(100, date_from="2026-09-01", date_to="2026-09-09")
        self.assertEqual(
            self.row(asked, "risk")["text"], "¥ 700 overdue · 1 promises overdue"
        )
        self.assertEqual(self.row(asked, "history")["text"], "1 supports before")
        for key in ("budget", "spent", "quota", "last", "risk", "history", "odd"):
            self.assertTrue(asked.with_user(self.manager).action_open_fact(key))

    # ---------------------------------------------------------------- effect
    def test_what_the_last_one_brought(self):
        shops = [self.make_customer(f"Shop {n}", "outlet") for n in range(8)]
        for shop in [self.own, *shops]:
            self.sell(shop, ago(120), 1000)
        for shop in shops:
            self.sell(shop, ago(90), 1100)
        self.sell(self.own, ago(90), 1300)
        self.refresh()
        self.env["kehu.metric"].search([]).grade_id = self.grade("C")
        last = self.delivered_long_ago(100)
        self.assertEqual(
            last.effect_text,
            "8 weeks after: +30.0 %, 8 of the grade +10.0 %, beyond them +20.0 points",
        )
        asked = self.ask(100)
        self.assertIn("beyond them +20.0 points", self.row(asked, "last")["text"])
        last.write({"state": "settled"})
        self.answer(last, "judge", self.lead, verdict="worth", reason="It sells")
        self.assertAlmostEqual(last.gain, 0.2)
        self.assertEqual((last.effect, last.peer_count), ("measured", 8))

    def test_with_fewer_than_eight_nothing_is_said(self):
        self.sell(self.own, ago(120), 1000)
        self.refresh()
        last = self.delivered_long_ago(100)
        self.assertIn("Not measurable: 0", last.effect_text)

    def test_before_eight_weeks_are_over_it_is_not_known(self):
        last = self.delivered_long_ago(55)
        self.assertIn("Known after", last.effect_text)
        last.delivered_on = ago(56)
        self.assertIn("Not measurable", last.effect_text)

    def test_who_was_supported_is_nobodys_measure(self):
        self.sell(self.others, ago(120), 1000)
        self.refresh()
        self.env["kehu.metric"].search([]).grade_id = self.grade("C")
        own = self.delivered_long_ago(100)
        facts = self.facts

        def peers():
            rows = facts._support_sales(self.company, own, TODAY)
            return sum(not is_self for _id, is_self, _b, _a in rows)

        before = peers()
        self.delivered_long_ago(80, partner_id=self.others.id)
        self.assertEqual(peers(), before - 1)

    # -------------------------------------------------------------- warnings
    def alerts(self, rule):
        return self.env["kehu.alert"].search(
            [
                ("rule_id", "=", self.env.ref(f"kehu_liquor.alert_rule_{rule}").id),
                ("company_id", "=", self.company.id),
                ("passed_on", "=", False),
            ]
        )

    def ask_rule(self, rule):
        found = self.env.ref(f"kehu_liquor.alert_rule_{rule}")
        return found._ask(self.company, TODAY)

    def test_a_late_promise_is_warned_of_once(self):
        support = self.promise(100)
        self.assertEqual(self.ask_rule("promise_overdue")[0], 0)
        support.due_date = ago(1)
        self.assertEqual(self.ask_rule("promise_overdue")[0], 1)
        self.assertEqual(self.ask_rule("promise_overdue")[0], 0)
        alert = self.alerts("promise_overdue")
        self.assertEqual((alert.res_id, alert.user_id), (support.id, self.seller))
        self.assertIn(support.name, alert.sentence)
        support.with_user(self.seller).action_deliver()
        self.ask_rule("promise_overdue")
        self.assertFalse(self.alerts("promise_overdue"))

    def test_cost_out_of_proportion(self):
        self.sell(self.own, ago(20), 10000)
        self.sell(self.others, ago(20), 10000)
        self.bill(self.promise(1001), 1001)
        self.bill(self.promise(1000, self.others), 1000)
        self.bill(self.promise(10, self.far), 10)  # bought nothing at all
        self.refresh()
        self.facts._keep_dealers(self.company, TODAY)
        self.ask_rule("support_heavy")
        alert = self.alerts("support_heavy")
        self.assertEqual((alert.partner_id, alert.amount), (self.own, 1001))
        self.assertIn("¥ 1,001 in 12 months is 10 %", alert.sentence)
        self.ask_rule("support_unsold")
        self.assertEqual(self.alerts("support_unsold").partner_id, self.far)
        metric = self.metric(self.own)
        self.assertAlmostEqual(metric.support_share, 0.1001)
        self.assertTrue(metric.has_support_share)

    def test_a_request_on_a_budget_nearly_used(self):
        asked = self.ask(100)
        self.ask_rule("budget_tight")
        self.assertFalse(self.alerts("budget_tight"))
        self.promise(90000, self.others)
        self.ask_rule("budget_tight")
        self.assertEqual(self.alerts("budget_tight").res_id, asked.id)
