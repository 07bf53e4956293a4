"""Warnings of events, and customers lost: what was known, and why they left."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_alerts import AlertCase


@tagged("post_install", "-at_install")
class TestEvents(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abnormal = cls.env.ref("kehu_liquor.alert_rule_abnormal")
        cls.moved = cls.env.ref("kehu_liquor.alert_rule_owner")
        (cls.abnormal + cls.moved).active = True
        for day, amount in ((90, 90), (70, 100), (50, 110), (30, 95), (20, 105)):
            cls.sell(cls.own, ago(day), amount)

    def test_an_order_is_measured_by_what_was_known_before_it(self):
        usual = self.sell(self.own, ago(3), 120)
        order = self.sell(self.own, TODAY, 1000)
        alert = self.alerts()
        self.assertEqual((alert.res_model, alert.res_id), ("account.move", order.id))
        self.assertNotEqual(alert.res_id, usual.id)
        self.assertEqual((alert.amount, alert.opened_facts["orders"]), (1000, 6))
        self.assertEqual(alert.sentence, "¥ 1,000 ordered, usually ¥ 102 (6 orders)")

    def test_far_below_counts_too(self):
        self.sell(self.own, TODAY, 1)
        self.assertEqual(self.alerts().amount, 1)

    def test_too_few_orders_say_nothing(self):
        self.sell(self.others, ago(9), 10)
        self.sell(self.others, TODAY, 1000)
        self.assertFalse(self.alerts(self.others))

    def test_documents_entered_afterwards_are_no_news(self):
        self.sell(self.own, ago(40), 1000)
        self.assertFalse(self.alerts())

    def test_posted_again_it_is_warned_of_once(self):
        order = self.sell(self.own, TODAY, 1000)
        order.button_draft()
        order.action_post()
        self.assertEqual(len(self.alerts()), 1)

    def test_a_switched_off_rule_asks_nothing(self):
        self.abnormal.active = False
        self.sell(self.own, TODAY, 1000)
        self.assertFalse(self.alerts())

    def test_a_rule_may_be_about_some_customers_only(self):
        self.abnormal.domain = "[('pareto_class', '=', 'x')]"
        self.sell(self.own, TODAY, 1000)
        self.assertFalse(self.alerts())

    def test_a_failing_rule_does_not_stop_the_posting(self):
        self.patch(type(self.facts), "_abnormal_at_posting", lambda *a: 1 / 0)
        with self.assertLogs("odoo.addons.kehu_liquor.models.kehu_alert_event"):
            order = self.sell(self.own, TODAY, 1000)
        self.assertEqual(order.state, "posted")

    def test_an_accountants_posting_warns_too(self):
        order = self.sell(self.own, TODAY, 1000)
        order.button_draft()
        self.alerts().sudo().unlink()
        order.with_user(self.accountant).action_post()
        self.assertEqual(len(self.alerts()), 1)

    def test_events_expire(self):
        self.sell(self.own, TODAY, 1000)
        self.facts._wake(self.company, TODAY + timedelta(days=30))
        self.assertEqual(self.alerts().state, "open")
        self.facts._wake(self.company, TODAY + timedelta(days=31))
        alert = self.alerts()
        self.assertEqual((alert.state, alert.outcome), ("closed", "expired"))

    def test_a_new_salesperson_is_told(self):
        self.own.user_id = self.colleague
        alert = self.alerts()
        self.assertEqual(alert.user_id, self.colleague)
        names = {"old_owner": self.seller.name, "new_owner": self.colleague.name}
        self.assertEqual(alert.opened_facts, names)
        self.assertIn(f"to {self.colleague.name}: introduce", alert.sentence)

    def test_a_first_salesperson_is_no_change(self):
        self.own.user_id = False
        self.own.user_id = self.colleague
        self.assertFalse(self.alerts())


@tagged("post_install", "-at_install")
class TestLosses(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for day in (130, 120, 110, 100):
            cls.sell(cls.own, ago(day), 250)
        cls.sell(cls.others, ago(3))

    def losses(self, **where):
        domain = [(key, "=", value) for key, value in where.items()]
        return self.env["kehu.loss"].search(domain, order="id")

    def test_who_is_lost_is_asked_about_once(self):
        self.night(TODAY, self.company)
        self.night(TODAY + timedelta(days=1), self.company)
        loss = self.losses()
        self.assertEqual((loss.partner_id, loss.user_id), (self.own, self.seller))
        self.assertEqual((loss.net_before, loss.last_sale_date), (1000, ago(100)))
        self.assertEqual((loss.lost_on, loss.noticed_on), (ago(69), TODAY))
        self.assertEqual(loss.role_id, self.own.kehu_role_id)

    def test_the_salesperson_says_why_and_nothing_else(self):
        self.night(TODAY, self.company)
        loss = self.losses().with_user(self.seller)
        loss.reason_id = self.env.ref("kehu_liquor.loss_reason_price")
        self.assertEqual(loss.answered_by_id, self.seller)
        with self.assertRaises(AccessError):
            loss.lost_on = TODAY
        with self.assertRaises(AccessError):
            self.losses().with_user(self.stranger).write({"note": "Mine"})
        with self.assertRaises(AccessError):
            loss.unlink()

    def test_the_question_is_a_warning_until_it_is_answered(self):
        rule = self.env.ref("kehu_liquor.alert_rule_lost")
        rule.active = True
        self.night(TODAY, self.company)
        alert = self.alerts(rule_id=rule.id)
        self.assertEqual(
            (alert.res_model, alert.res_id), ("kehu.loss", self.losses().id)
        )
        self.assertEqual(
            alert.with_user(self.seller).action_open_fact()["res_model"], "kehu.loss"
        )
        self.losses().reason_id = self.env.ref("kehu_liquor.loss_reason_price")
        self.night(TODAY + timedelta(days=1), self.company)
        self.assertEqual((alert.state, alert.outcome), ("closed", "passed"))

    def test_who_comes_back_is_won_back_and_may_be_lost_again(self):
        self.night(ago(1), self.company)
        self.sell(self.own, TODAY)
        self.night(TODAY, self.company)
        self.assertEqual(self.losses().won_on, TODAY)
        self.night(TODAY + timedelta(days=60), self.company)
        self.assertEqual(len(self.losses(partner_id=self.own.id)), 2)
