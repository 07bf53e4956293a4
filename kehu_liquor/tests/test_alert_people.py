"""Warnings in people's hands: who sees, who acts, who is told, and what was right."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_alerts import AlertCase


class OverdueCase(AlertCase):
    """Three customers of three people, all overdue, and warned of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.make_rule(is_money=True)
        for customer in cls.customers:
            cls.sell(customer, ago(40), 1000, due=ago(30))
        cls.facts._refresh(cls.company, TODAY)
        cls.rule._ask(cls.company, TODAY)

    def of(self, customer):
        return self.alerts(customer, rule_id=self.rule.id)

    def seen_by(self, user):
        return self.env["kehu.alert"].with_user(user).search([])


@tagged("post_install", "-at_install")
class TestAlertRoles(OverdueCase):
    def test_everybody_sees_their_own_part(self):
        seen = {
            user: self.seen_by(user).partner_id
            for user in (self.seller, self.lead, self.manager, self.accountant)
        }
        self.assertEqual(seen[self.seller], self.own)
        self.assertEqual(seen[self.lead], self.own + self.others)
        self.assertEqual(seen[self.manager], self.customers)
        self.assertEqual(seen[self.accountant], self.customers)

    def test_accountants_see_only_what_is_about_money(self):
        other = self.make_rule(sentence="{overdue_since:date}")
        self.warn(other)
        self.assertEqual(self.seen_by(self.accountant).rule_id, self.rule)

    def test_outsiders_see_nothing(self):
        for user in (self.plain, self.portal):
            for model in ("kehu.alert", "kehu.alert.rule", "kehu.loss"):
                with self.subTest(model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            with self.assertRaises(AccessError):
                self.env["kehu.alert"].with_user(user).get_counters()

    def test_nobody_writes_them_by_hand(self):
        alert = self.of(self.own).with_user(self.manager)
        with self.assertRaises(AccessError):
            alert.write({"state": "closed"})
        with self.assertRaises(AccessError):
            alert.unlink()
        with self.assertRaises(AccessError):
            alert.create({"rule_id": self.rule.id, "partner_id": self.own.id})

    def test_nobody_acts_on_what_is_not_theirs(self):
        alert = self.of(self.far).with_user(self.seller)
        for act in (alert.action_take, alert.action_snooze, alert.action_close):
            with self.assertRaises(AccessError):
                act()
        wizard = self.env["kehu.alert.answer"].with_user(self.seller)
        with self.assertRaises(AccessError):
            wizard.create(
                {
                    "alert_ids": alert.ids,
                    "act": "close",
                    "outcome": "true",
                    "reason": "Mine",
                }
            ).action_apply()
        self.assertEqual(self.of(self.far).state, "open")

    def test_accountants_read_and_do_not_act(self):
        alert = self.of(self.own).with_user(self.accountant)
        self.assertTrue(alert.sentence)
        with self.assertRaises(AccessError):
            alert.action_take()

    def test_only_managers_change_rules(self):
        self.rule.with_user(self.manager).sequence = 3
        with self.assertRaises(AccessError):
            self.rule.with_user(self.lead).sequence = 4

    def test_the_page_counts_and_warns(self):
        customer = self.own.with_user(self.seller)
        self.assertEqual(customer.kehu_alert_count, 1)
        self.assertIn("Attention · Tried: ¥ 1,000", customer.kehu_page["warning"])
        self.assertTrue(customer.kehu_page["alerts"])


@tagged("post_install", "-at_install")
class TestAlertAnswers(OverdueCase):
    def answer(self, customer, user, **values):
        alert = self.of(customer).with_user(user)
        wizard = self.env["kehu.alert.answer"].with_user(user)
        wizard.create({"alert_ids": alert.ids, **values}).action_apply()
        return alert

    def test_each_step_is_kept(self):
        alert = self.of(self.own).with_user(self.seller)
        alert.action_take()
        until = TODAY + timedelta(days=3)
        self.answer(self.own, self.seller, act="snooze", until=until, reason="Friday")
        self.assertEqual((alert.state, alert.snoozed_until), ("snoozed", until))
        self.answer(self.own, self.lead, act="close", outcome="true", reason="Paid")
        self.assertEqual((alert.state, alert.closed_by_id), ("closed", self.lead))
        steps = alert.step_ids.sorted("id")
        self.assertEqual(steps.mapped("act"), ["take", "snooze", "close"])
        self.assertEqual(steps.user_id, self.seller + self.lead)
        with self.assertRaises(UserError):
            steps.sudo().write({"reason": "Another"})

    def test_closing_needs_a_verdict_and_a_reason(self):
        with self.assertRaisesRegex(UserError, "whether it was true"):
            self.answer(self.own, self.seller, act="close", reason="Paid")
        with self.assertRaisesRegex(UserError, "Say why"):
            self.answer(self.own, self.seller, act="close", outcome="true", reason=" ")
        with self.assertRaisesRegex(UserError, "day to come"):
            self.answer(self.own, self.seller, act="snooze", until=TODAY)

    def test_a_closed_one_stays_closed(self):
        self.answer(self.own, self.seller, act="close", outcome="true", reason="Paid")
        with self.assertRaisesRegex(UserError, "already closed"):
            self.of(self.own).with_user(self.seller).action_take()

    def test_counters_count_what_the_reader_sees(self):
        counted = self.env["kehu.alert"].with_user(self.lead).get_counters()
        self.assertEqual((counted["attention"], counted["severe"]), (2, 0))
        self.assertEqual((counted["mine"], counted["today"]), (0, 2))
        self.of(self.own).with_user(self.lead).action_take()
        counted = self.env["kehu.alert"].with_user(self.lead).get_counters()
        self.assertEqual(counted["mine"], 1)

    def test_it_opens_the_fact(self):
        alert = self.of(self.own).with_user(self.manager)
        self.assertEqual(alert.action_open_fact()["res_model"], "res.partner")
        self.rule.opens = "owed"
        opened = alert.with_user(self.selling_accountant).action_open_fact()
        lines = self.env[opened["res_model"]].search(opened["domain"])
        self.assertEqual(sum(lines.mapped("amount_residual")), 1000)


@tagged("post_install", "-at_install")
class TestHitRate(OverdueCase):
    def judge(self, day):
        return self.facts._judge_alerts(self.company, day)

    def test_nothing_is_judged_before_its_days_are_over(self):
        self.assertEqual(self.judge(TODAY + timedelta(days=29)), 0)
        self.assertEqual(self.judge(TODAY + timedelta(days=30)), 3)
        self.assertEqual(set(self.alerts().mapped("verdict")), {"right"})

    def test_a_persons_word_comes_first(self):
        self.of(self.own).with_user(self.seller)._close("false", "A mistake")
        self.judge(TODAY + timedelta(days=30))
        self.assertEqual(self.of(self.own).verdict, "wrong")
        self.assertEqual(self.of(self.others).verdict, "right")

    def verdicts(self, outcome, **values):
        """What followed in the ten days after a warning of June 20th."""
        self.alerts().sudo().unlink()
        rule = self.make_rule(outcome=outcome, outcome_days=10, **values)
        self.warn(rule, ago(10))
        self.judge(TODAY)
        return {a.partner_id: a.verdict for a in self.alerts(rule_id=rule.id)}

    def test_an_order_within_the_days(self):
        self.sell(self.own, ago(2))
        self.assertEqual(
            self.verdicts("no_order"),
            {self.own: "wrong", self.others: "right", self.far: "right"},
        )
        self.assertEqual(
            self.verdicts("order"),
            {self.own: "right", self.others: "wrong", self.far: "wrong"},
        )

    def test_too_few_say_nothing(self):
        self.judge(TODAY + timedelta(days=30))
        self.assertFalse(self.rule.has_hit_rate)
        self.assertIn("too few", self.rule.hit_text)

    def test_the_share_is_of_the_last_year(self):
        first = self.of(self.own)
        for number in range(9):
            values = first.copy_data()[0]
            first.sudo().create(
                {
                    **values,
                    "key": str(number),
                    "verdict": "right" if number < 6 else "wrong",
                    "opened_on": ago(20 if number < 8 else 400),
                }
            )
        self.rule.invalidate_recordset()
        self.assertEqual((self.rule.judged_count, self.rule.hit_rate), (8, 0.75))
        self.assertIn("75 %", self.rule.hit_text)


@tagged("post_install", "-at_install")
class TestDigest(OverdueCase):
    def tell(self, day=TODAY):
        return self.env["kehu.alert.digest"]._tell(self.company, day)

    def letters(self, user):
        return self.env["mail.message"].search(
            [("partner_ids", "in", user.partner_id.ids)]
        )

    def test_one_message_per_person_and_day(self):
        self.assertEqual(self.tell(), 3)
        self.assertIn("1 new warnings", self.letters(self.seller).subject)
        self.assertIn("¥ 1,000", self.letters(self.seller).body)
        self.assertEqual(self.tell(), 0)
        self.assertEqual(len(self.letters(self.seller)), 1)

    def test_no_news_no_message(self):
        self.tell()
        self.assertEqual(self.tell(TODAY + timedelta(days=1)), 0)

    def test_news_after_the_digest_wait_for_tomorrow(self):
        self.tell()
        late = self.make_rule(name="Late news")
        self.warn(late)
        self.assertEqual(self.tell(), 0)
        self.assertEqual(self.tell(TODAY + timedelta(days=1)), 3)
        self.assertEqual(len(self.letters(self.seller)), 2)

    def test_who_does_not_want_it_gets_none(self):
        self.seller.with_user(self.seller).kehu_alert_digest = False
        self.tell()
        self.assertFalse(self.letters(self.seller))

    def test_managers_hear_of_what_nobody_else_is_told(self):
        self.own.user_id = False
        self.warn(self.rule)
        self.tell()
        self.assertIn("Own", self.letters(self.manager).body)
        self.assertFalse(self.letters(self.seller))


@tagged("post_install", "-at_install")
class TestAlertMerge(OverdueCase):
    def merge(self, kept, lost):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept + lost).ids, kept)

    def test_warnings_come_together_and_one_stays_open(self):
        found = self.of(self.own) + self.of(self.others)
        self.merge(self.own, self.others)
        self.assertEqual(found.partner_id, self.own)
        self.assertEqual(found.mapped("state"), ["open", "closed"])
        self.assertEqual(found[1].outcome, "merged")

    def test_one_that_only_the_lost_had_stays_open(self):
        self.of(self.own).sudo().unlink()
        alert = self.of(self.others)
        self.merge(self.own, self.others)
        self.assertEqual((alert.partner_id, alert.state), (self.own, "open"))
