"""Warnings at night: opened, touched, passed; once; and a broken rule alone."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import TODAY, ago
from .common_alerts import AlertCase
from .common_night import Killed

WARN_LOG = "odoo.addons.kehu_liquor.models.kehu_run_warn"


@tagged("post_install", "-at_install")
class TestAlertNight(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.make_rule()
        cls.bill = cls.sell(cls.own, ago(40), 1000, due=ago(30))
        cls.sell(cls.others, ago(40), 500, due=TODAY + timedelta(days=60))

    def last_run(self):
        return self.env["kehu.run"].search(
            [("company_id", "=", self.company.id)], limit=1
        )

    def on_disk(self):
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT ctid, * FROM kehu_alert ORDER BY id"))
        return self.env.cr.fetchall()

    def test_who_meets_the_condition_is_warned_of(self):
        self.night(TODAY, self.company)
        alert = self.alerts()
        self.assertEqual(alert.partner_id, self.own)
        self.assertEqual((alert.state, alert.opened_on), ("open", TODAY))
        self.assertEqual((alert.amount, alert.user_id), (1000, self.seller))
        run = self.last_run()
        self.assertEqual((run.asked, run.opened, run.passed), (1, 1, 0))

    def test_the_sentence_says_the_facts(self):
        self.night(TODAY, self.company)
        self.assertEqual(self.alerts().sentence, "¥ 1,000 for 30 days")

    def test_twice_is_nothing_new(self):
        self.night(TODAY, self.company)
        before = self.on_disk()
        self.night(TODAY, self.company)
        self.assertEqual(self.on_disk(), before)
        self.assertEqual(self.last_run().opened, 0)

    def test_what_lasts_is_touched_and_keeps_what_was_known(self):
        self.night(ago(1), self.company)
        self.pay(self.bill, TODAY, 400)
        self.night(TODAY, self.company)
        alert = self.alerts()
        self.assertEqual((alert.opened_on, alert.touched_on), (ago(1), TODAY))
        self.assertEqual(alert.amount, 600)
        self.assertEqual(alert.opened_facts["overdue_amount"], 1000)
        self.assertEqual(alert.opened_sentence, "¥ 1,000 for 29 days")

    def test_what_is_over_passes_by_itself(self):
        self.night(ago(1), self.company)
        self.pay(self.bill)
        self.night(TODAY, self.company)
        alert = self.alerts()
        self.assertEqual((alert.state, alert.outcome), ("closed", "passed"))
        self.assertEqual((alert.passed_on, alert.closed_on), (TODAY, TODAY))

    def test_it_comes_again_as_another_one(self):
        self.night(ago(2), self.company)
        self.pay(self.bill, ago(1))
        self.night(ago(1), self.company)
        self.sell(self.own, ago(20), 70, due=ago(10))
        self.night(TODAY, self.company)
        self.assertEqual(self.alerts().mapped("state"), ["closed", "open"])

    def test_what_a_person_closed_does_not_come_every_morning(self):
        self.night(ago(1), self.company)
        self.alerts().with_user(self.seller)._close("false", "Paid yesterday")
        self.night(TODAY, self.company)
        alert = self.alerts()
        self.assertEqual((alert.state, alert.outcome), ("closed", "false"))
        self.assertEqual((alert.touched_on, alert.passed_on), (TODAY, False))

    def test_a_snoozed_one_comes_back_on_its_day(self):
        self.night(TODAY, self.company)
        self.alerts().with_user(self.seller)._snooze(TODAY + timedelta(days=2))
        self.night(TODAY + timedelta(days=1), self.company)
        self.assertEqual(self.alerts().state, "snoozed")
        self.night(TODAY + timedelta(days=2), self.company)
        self.assertEqual(self.alerts().state, "open")

    def test_a_taken_one_comes_back_taken(self):
        self.night(TODAY, self.company)
        alert = self.alerts().with_user(self.seller)
        alert.action_take()
        alert._snooze(TODAY + timedelta(days=1))
        self.night(TODAY + timedelta(days=1), self.company)
        self.assertEqual((alert.state, alert.taken_by_id), ("taken", self.seller))

    def test_another_owner_is_told(self):
        self.night(ago(1), self.company)
        self.own.user_id = self.colleague
        self.night(TODAY, self.company)
        self.assertEqual(self.alerts().user_id, self.colleague)

    def test_a_broken_rule_is_named_and_the_others_go_on(self):
        broken = self.make_rule(name="Broken", sequence=1)
        self.facts.env.cr.execute(
            SQL(
                "UPDATE kehu_alert_rule SET domain = %s WHERE id = %s",
                "[('no_such_field', '=', 1)]",
                broken.id,
            )
        )
        broken.invalidate_recordset()
        later = self.make_rule(name="Later", sentence="{overdue_since:date}")
        with mute_logger(WARN_LOG):
            self.night(TODAY, self.company)
        run = self.last_run()
        self.assertEqual((run.state, run.asked), ("done", 2))
        self.assertIn("Broken", run.line_ids.message)
        self.assertIn("no_such_field", broken.problem)
        self.assertTrue(self.alerts(rule_id=later.id))

    def test_killed_in_the_middle_it_asks_the_rest(self):
        second = self.make_rule(name="Second")
        cls = self.registry["kehu.alert.rule"]
        whole, asked = cls._ask, []

        def killed_once(rule, company, day):
            asked.append(rule.id)
            if asked == [self.rule.id, second.id]:
                raise Killed
            return whole(rule, company, day)

        with patch.object(cls, "_ask", killed_once):
            with suppress(Killed):
                self.night(TODAY, self.company)
            self.assertEqual(self.last_run().state, "running")
            self.night(TODAY, self.company)
        self.assertEqual(asked, [self.rule.id, second.id, second.id])
        self.assertEqual((self.last_run().asked, self.last_run().opened), (2, 2))

    def test_a_rule_switched_off_lets_go(self):
        self.night(ago(1), self.company)
        self.rule.active = False
        self.night(TODAY, self.company)
        alert = self.alerts()
        self.assertEqual((alert.state, alert.outcome), ("closed", "withdrawn"))
        self.assertFalse(alert.verdict)

    def test_the_database_refuses_a_second_lasting_one(self):
        self.warn(self.rule, ago(1)), self.refresh(), self.warn(self.rule)
        alert = self.alerts()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            alert.copy({"step_ids": False})


@tagged("post_install", "-at_install")
class TestAlertRules(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sell(cls.own, ago(10), 1000, due=ago(5))
        for day, amount in ((500, 900), (20, 90)):
            cls.sell(cls.others, ago(day), amount, due=TODAY)
        cls.facts._refresh(cls.company, TODAY)

    def refused(self, words, **values):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(ValidationError, words),
        ):
            self.make_rule(**values)

    def test_nonsense_is_refused_with_a_sentence(self):
        self.refused("cannot be asked", domain="[('nobody', '=', 1)]")
        self.refused("cannot be asked", domain="[('overdue_amount', '>')]")
        self.refused("cannot be asked", domain="__import__('os')")
        self.refused("no stored field", sentence="{nobody}")
        self.refused("no stored field", amount_field="overdue_days")
        self.refused("cannot be filled", sentence="{overdue_amount:huge}")
        self.refused("cannot be filled", sentence="{overdue_amount")
        self.refused("Say which person", tell="person")
        self.refused("customer's figures", trigger="owner", model="res.partner")

    def test_it_never_fires_on_a_figure_that_does_not_exist(self):
        rule = self.make_rule(
            domain="[('growth', '<', 0.5)]", sentence="{growth:percent}"
        )
        self.assertEqual(rule.guard, "Has Growth")
        self.warn(rule)
        self.assertEqual(self.alerts().partner_id, self.others)
        self.assertEqual(self.alerts().sentence, "-90 %")

    def test_a_date_is_counted_from_the_nights_own_day(self):
        rule = self.make_rule(domain="[('overdue_since', '<', 'today -4d')]")
        self.warn(rule, ago(1))
        self.assertFalse(self.alerts())
        self.warn(rule, TODAY)
        self.assertEqual(self.alerts().partner_id, self.own)

    def test_another_value_of_the_key_is_another_warning(self):
        rule = self.make_rule(key_field="overdue_since")
        self.warn(rule)
        self.sell(self.own, ago(30), 50, due=ago(20))
        self.refresh()
        self.warn(rule)
        self.assertEqual(self.alerts().mapped("state"), ["closed", "open"])
        self.assertEqual(self.alerts()[-1].key, str(ago(20)))

    def test_once_a_month_is_one_a_month(self):
        rule = self.make_rule(by_month=True)
        self.warn(rule, ago(35)), self.warn(rule, ago(3)), self.warn(rule, TODAY)
        self.assertEqual(self.alerts().mapped("key"), ["2026-05", "2026-06"])

    def test_rules_look_at_any_model_with_a_customer(self):
        rule = self.make_rule(
            model="res.partner",
            domain="[('kehu_is_government', '=', True)]",
            sentence="{city}",
            amount_field=False,
        )
        self.own.write({"kehu_is_government": True, "city": "Chengdu"})
        self.env["res.partner"].create(
            {"name": "Clerk", "parent_id": self.own.id, "kehu_is_government": True}
        )
        self.warn(rule)
        alert = self.alerts()
        self.assertEqual((alert.partner_id, alert.sentence), (self.own, "Chengdu"))
        self.assertFalse(alert.has_amount)

    def test_one_per_record_where_the_rule_says_so(self):
        self.env["kehu.supply"].create(
            [
                {"partner_id": self.own.id, "supplier_id": self.far.id},
                {
                    "partner_id": self.own.id,
                    "supplier_id": self.others.id,
                    "date_from": TODAY,
                },
            ]
        )
        rule = self.make_rule(
            model="kehu.supply",
            domain="[]",
            sentence="{supplier_id}",
            amount_field=False,
            by_record=True,
        )
        self.warn(rule)
        self.assertEqual(set(self.alerts().mapped("sentence")), {"Far", "Other's"})

    def test_the_team_lead_is_told_or_one_person_or_nobody(self):
        told = {}
        for tell in ("owner", "lead", "manager", "person"):
            rule = self.make_rule(tell=tell, person_id=self.manager.id)
            self.warn(rule)
            told[tell] = self.alerts(rule_id=rule.id).user_id
        self.assertEqual(
            told,
            {
                "owner": self.seller,
                "lead": self.lead,
                "manager": self.env["res.users"],
                "person": self.manager,
            },
        )

    def test_changing_its_meaning_makes_another_version(self):
        rule = self.make_rule()
        rule.name = "Renamed"
        self.assertEqual(rule.version, 1)
        rule.domain = "[('overdue_amount', '>', 10)]"
        self.assertEqual(rule.version, 2)
        self.warn(rule)
        self.assertEqual(self.alerts().rule_version, 2)

    def test_a_rule_with_warnings_is_archived_not_deleted(self):
        rule = self.make_rule()
        self.make_rule().unlink()
        self.warn(rule)
        with self.assertRaisesRegex(Exception, "archive it"):
            rule.unlink()

    def test_each_company_has_its_own(self):
        second = self.make_company("Second")
        self.sell(self.own, ago(9), 10, due=ago(8), company=second)
        self.facts._refresh(second, TODAY)
        rule = self.make_rule()
        self.warn(rule), self.warn(rule, company=second)
        both = self.env["kehu.alert"].with_context(
            allowed_company_ids=(self.company + second).ids
        )
        found = both.sudo().search([("rule_id", "=", rule.id)])
        self.assertEqual(found.mapped("amount"), [1000, 10])
        self.manager.company_ids += second
        seen = self.env["kehu.alert"].with_user(self.manager)
        here = seen.with_context(allowed_company_ids=second.ids).search([])
        self.assertEqual(here.company_id, second)
        self.assertFalse(seen.with_user(self.seller).search([]) & here)

    def test_a_companys_own_rule_leaves_the_others_alone(self):
        second = self.make_company("Second")
        rule = self.make_rule(company_id=second.id)
        self.sell(self.own, ago(9), 10, due=ago(8))
        self.night(TODAY, self.company)
        self.assertFalse(self.alerts(rule_id=rule.id))

    def test_all_shipped_rules_can_be_asked(self):
        shipped = self.rules.with_context(active_test=False).search(
            [("trigger", "=", "night")]
        )
        self.assertGreater(len(shipped), 8)
        for rule in shipped:
            with self.subTest(rule.name):
                self.assertEqual(len(self.warn(rule)), 3)
        self.assertTrue(self.alerts())
        self.assertNotIn("{", "".join(self.alerts().mapped("sentence")))
