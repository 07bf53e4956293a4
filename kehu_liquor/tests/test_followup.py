from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..engine import rhythm_of_service as rhythm
from .common import TODAY, ago
from .common_visits import VisitCase

BEGIN = date(2026, 6, 1)
END = date(2026, 6, 30)


@tagged("post_install", "-at_install")
class TestPlan(VisitCase):
    """The night plans what a grade promises."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for partner in cls.customers:
            cls.graded(partner, "a")

    def test_grade_a_as_it_is_shipped(self):
        self.plan(BEGIN)
        found = {
            kind.letter: len(self.promises(self.own, kind))
            for kind in self.env["kehu.visit.kind"].search([])
        }
        self.assertEqual(
            {letter: count for letter, count in found.items() if count},
            {"T": 3, "M": 1, "P": 1, "A": 1, "F": 1},
        )

    def test_twice_is_nothing_new(self):
        self.assertTrue(self.plan(BEGIN))
        rows = self.promises(self.own).mapped(lambda r: (r.id, r.due_on, r.state))
        self.assertEqual(self.plan(BEGIN), 0)
        self.assertEqual(self.plan(BEGIN + timedelta(days=1)), 0)
        self.assertEqual(
            self.promises(self.own).mapped(lambda r: (r.id, r.due_on, r.state)), rows
        )

    def test_due_days_are_the_engines_and_lie_on_working_days(self):
        self.cadence(self.T, times=3)
        self.plan(BEGIN)
        work = rhythm.work_days(BEGIN, END, set(range(5)))
        slots = {slot.number: slot.days for slot in rhythm.slots(3, work, BEGIN)}
        for partner in self.customers:
            for row in self.promises(partner):
                self.assertIn(row.due_on, slots[row.number])

    def test_public_holidays_are_no_working_days(self):
        self.cadence(self.T)
        calendar = self.company.resource_calendar_id
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Dragon Boat",
                "calendar_id": calendar.id,
                "company_id": self.company.id,
                "date_from": datetime(2026, 5, 31, 16),
                "date_to": datetime(2026, 6, 28, 15, 59),
            }
        )
        self.plan(BEGIN)
        due = {self.promises(partner).due_on for partner in self.customers}
        self.assertLessEqual(due, {date(2026, 6, 29), END})

    def test_across_the_end_of_a_month(self):
        self.cadence(self.T)
        self.plan(date(2026, 2, 26))
        self.assertEqual(
            self.promises(self.own).mapped("period"),
            [date(2026, 2, 1), date(2026, 3, 1)],
        )

    def test_nobody_without_an_owner(self):
        self.cadence(self.T)
        pooled = self.make_customer("Pooled", "outlet")
        self.graded(pooled, "a")
        self.plan(BEGIN)
        self.assertFalse(self.promises(pooled))

    def test_the_most_specific_cadence_holds(self):
        self.cadence(self.T)
        outlet = self.env.ref("kehu_liquor.role_outlet")
        special = self.env["kehu.cadence"].create(
            {
                "name": "Outlets",
                "role_id": outlet.id,
                "step_ids": [Command.create({"kind_id": self.M.id})],
            }
        )
        self.plan(BEGIN)
        self.assertEqual(self.promises(self.own).step_id, special.step_ids)

    def test_a_cadence_for_all_holds_without_grade_and_role(self):
        self.cadence(self.T).grade_id = False
        self.graded(self.own, None)
        self.own.kehu_role_id = False
        self.plan(BEGIN)
        self.assertEqual(self.states(self.own, self.T), ["open"])
        self.plan(BEGIN)
        self.assertEqual(self.states(self.own, self.T), ["open"])

    def test_a_longer_period_of_the_same_day_meets_what_is_done(self):
        cadence = self.cadence(self.T)
        self.plan(date(2026, 5, 4))
        self.log(self.own, self.T, days=40)
        cadence.step_ids.months = 2
        self.plan(date(2026, 6, 2))
        rows = self.promises(self.own, self.T)
        self.assertEqual(rows.mapped("state"), ["done"])
        self.assertEqual(rows.period_end, date(2026, 5, 31))

    def test_another_grade_plans_anew_and_keeps_what_is_done(self):
        self.plan(BEGIN)
        self.log(self.own, self.T, days=25)
        done = self.promises(self.own, self.T, state="done")
        self.assertEqual(len(done), 1)
        self.graded(self.own, "c")
        self.plan(BEGIN + timedelta(days=8))
        self.assertTrue(done.exists())
        new = self.promises(self.own) - done
        self.assertEqual(new.step_id.cadence_id.grade_id, self.grade("c"))
        calls = new.filtered(lambda row: row.kind_id == self.T)
        self.assertEqual(calls.mapped("state"), ["done"])

    def test_another_owner_gets_what_is_open(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        self.own.user_id = self.colleague
        self.plan(BEGIN + timedelta(days=1))
        self.assertEqual(self.promises(self.own).user_id, self.colleague)

    def test_a_changed_step_is_planned_anew(self):
        cadence = self.cadence(self.T, times=3)
        self.plan(BEGIN)
        cadence.step_ids.times = 2
        self.plan(BEGIN)
        self.assertEqual(self.promises(self.own).mapped("number"), [1, 2])

    def test_the_whole_night(self):
        self.night(TODAY)
        self.cadence(self.T)
        self.graded(self.own, "a")
        run = self.env["kehu.run"].search([("company_id", "=", self.company.id)])
        self.assertEqual(run.state, "done")
        self.assertIn("plan", run._stages())


@tagged("post_install", "-at_install")
class TestSettle(VisitCase):
    """Contacts on record keep promises, and nothing else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.graded(cls.own, "a")

    def test_a_contact_keeps_one_promise(self):
        self.cadence(self.T, times=3)
        self.plan(BEGIN)
        call = self.log(self.own, self.T, days=20)
        self.assertEqual(self.states(self.own, self.T), ["done", "open", "open"])
        self.assertEqual(self.promises(self.own, state="done").visit_id, call)
        self.log(self.own, self.M, days=19)
        self.assertEqual(self.states(self.own, self.T), ["done", "open", "open"])

    def test_a_contact_taken_back_opens_it_again(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        call = self.log(self.own, self.T, days=20)
        call.kind_id = self.M
        self.assertEqual(self.states(self.own, self.T), ["open"])

    def test_contacts_stand_in_line_behind_an_older_kind(self):
        cadence = self.cadence(self.T, times=2)
        self.plan(BEGIN)
        self.log(self.own, self.T, days=25)
        cadence.step_ids.kind_id = self.M
        self.plan(BEGIN + timedelta(days=7))
        visit = self.log(self.own, self.M, days=20)
        self.assertEqual(self.states(self.own, self.T), ["done"])
        self.assertEqual(self.states(self.own, self.M), ["open"])
        second = self.log(self.own, self.M, days=19)
        self.assertEqual(self.promises(self.own, self.M).visit_id, second)
        self.plan(BEGIN + timedelta(days=14))
        self.assertEqual(self.promises(self.own, self.M).visit_id, second)
        self.assertNotEqual(visit, second)

    def test_a_contact_long_ago_keeps_a_promise_of_the_year(self):
        self.cadence(self.T, months=12)
        self.plan(date(2026, 1, 5))
        call = self.log(self.own, self.T, days=150)
        self.plan(TODAY)
        self.assertEqual(self.promises(self.own).visit_id, call)

    def test_the_whole_plan_joins_by_hash(self):
        """A nested loop over all customers, chosen on stale numbers, takes hours."""
        self.plan(BEGIN)
        self.env.cr.execute("SHOW enable_nestloop")
        self.assertEqual(self.env.cr.fetchone(), ("off",))
        self.env.cr.execute("SET LOCAL enable_nestloop = on")
        self.log(self.own, self.T)
        self.env.cr.execute("SHOW enable_nestloop")
        self.assertEqual(self.env.cr.fetchone(), ("on",))

    def test_a_plan_takes_it_out_of_the_week(self):
        self.cadence(self.M)
        self.plan(BEGIN)
        plan = self.log(self.own, state="planned", planned_at="2026-06-30 04:00:00")
        promise = self.promises(self.own).filtered("step_id")
        self.assertEqual((promise.state, promise.visit_id), ("arranged", plan))
        plan.action_done()
        self.assertEqual(set(self.states(self.own, self.M)), {"done"})

    def test_missed_at_the_end_and_kept_by_a_late_log(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        self.plan(END)
        self.assertEqual(self.states(self.own, self.T)[0], "open")
        self.plan(END + timedelta(days=1))
        self.assertEqual(self.states(self.own, self.T)[0], "missed")
        self.log(self.own, self.T, days=3)
        self.assertEqual(self.states(self.own, self.T)[0], "done")

    def test_why_and_when(self):
        self.cadence(self.T, times=3)
        self.plan(BEGIN)
        self.log(self.own, self.T, days=20)
        row = self.promises(self.own, state="open")[:1]
        self.assertIn("at least 3 a month, 1/3 so far", row.why)
        self.assertEqual(row.days_late, (TODAY - row.due_on).days)

    # ------------------------------------------------------------- put off
    def put_off(self, row, until, reason="The owner is away", user=None):
        wizard = self.as_user(user or self.seller)["kehu.followup.put.off"]
        wizard.create(
            {
                "followup_ids": [Command.set(row.ids)],
                "until": until,
                "reason": reason,
            }
        ).action_apply()

    def test_put_off_to_the_next_working_day_unless_said_otherwise(self):
        facts = type(self.env["kehu.facts"])
        friday, monday = date(2026, 6, 26), date(2026, 6, 29)
        wizard = self.as_user(self.seller)["kehu.followup.put.off"]
        for today, day in (
            (friday, monday),
            (friday + timedelta(days=1), monday),
            (monday, monday + timedelta(days=1)),
        ):
            with patch.object(facts, "_today", lambda _self, _company, d=today: d):
                self.assertEqual(wizard.default_get(["until"])["until"], day)

    def test_put_off_with_a_reason_within_its_period(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        row = self.promises(self.own)
        first = row.due_on
        with self.assertRaises(UserError):
            self.put_off(row, END + timedelta(days=1))
        with self.assertRaises(UserError):
            self.put_off(row, END, " ")
        with self.assertRaises(UserError):
            self.put_off(row, ago(1))
        self.put_off(row, END)
        self.assertEqual((row.due_on, row.first_due_on), (END, first))
        self.assertEqual(row.reason, "The owner is away")
        self.plan(END)
        self.assertEqual(row.due_on, END)

    def test_a_plan_put_off_moves_itself(self):
        plan = self.log(self.own, state="planned", planned_at="2026-06-30 04:00:00")
        later = TODAY + timedelta(days=9)
        self.put_off(self.promises(self.own), later)
        self.assertEqual(plan.day, later)
        self.assertEqual(self.promises(self.own).due_on, later)

    def test_nobody_puts_off_others_promises(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        with self.assertRaises(AccessError):
            self.put_off(self.promises(self.own), END, user=self.stranger)
        with self.assertRaises(AccessError):
            self.promises(self.own).with_user(self.seller).write({"due_on": END})

    # ------------------------------------------------------------- at most
    def test_at_most_warns_before_the_extra_one(self):
        self.cadence(self.S, rule="at_most")
        self.plan(BEGIN)
        self.assertFalse(self.promises(self.own))
        self.assertFalse(self.log(self.own, self.S, days=9).warning)
        extra = self.log(self.own, self.S)
        self.assertIn("number 2 of at most 1 a month", extra.warning)

    # --------------------------------------------------------- first visit
    def first(self, partner):
        return [
            (row.kind_id.letter, (row.due_on - ago(4)).days, row.state)
            for row in self.promises(partner).sorted("due_on")
        ]

    def test_after_a_first_visit(self):
        prospect = self.make_customer("New", "outlet", user_id=self.seller.id)
        self.log(prospect, days=4)
        self.plan(ago(3))
        self.assertEqual(
            self.first(prospect),
            [("T", 2, "open"), ("T", 3, "open"), ("M", 10, "open")],
        )
        self.log(prospect, self.T, days=1)
        self.plan(TODAY)
        self.assertEqual(
            [s for _k, _d, s in self.first(prospect)][1:], ["done", "open"]
        )

    def test_an_old_customers_first_log_is_no_first_visit(self):
        self.sell(self.own, ago(300), 1000)
        self.refresh()
        self.graded(self.own, None)
        self.log(self.own, days=1)
        self.plan(TODAY)
        self.assertFalse(self.promises(self.own))

    # ------------------------------------------------------------ my week
    def test_counters_and_the_way_to_the_entry(self):
        self.cadence(self.T)
        self.plan(BEGIN)
        week = self.as_user(self.seller)["kehu.followup"]
        self.assertEqual(sum(week.get_counters().values()), 1)
        action = self.promises(self.own).with_user(self.seller).action_log()
        self.assertEqual(action["context"]["default_kind_id"], self.T.id)
        self.assertEqual(action["context"]["default_partner_id"], self.own.id)
        with self.assertRaises(AccessError):
            self.promises(self.own).with_user(self.stranger).action_log()

    def test_the_lead_sees_what_the_team_missed(self):
        self.cadence(self.T)
        self.graded(self.far, "a")
        self.plan(BEGIN)
        self.plan(END + timedelta(days=1))
        missed = [("state", "=", "missed")]
        seen = self.as_user(self.lead)["kehu.followup"].search(missed)
        self.assertEqual(seen.partner_id, self.own)

    # --------------------------------------------------------------- merge
    def test_merged_twins_keep_every_contact_and_one_promise(self):
        self.cadence(self.T)
        twin = self.make_customer("Own twin", "outlet", user_id=self.seller.id)
        self.graded(twin, "a")
        self.plan(BEGIN)
        self.log(twin, self.T, days=9)
        self.log(self.own, self.M, days=9)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + twin).ids, self.own)
        found = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual(len(found), 2)
        self.assertEqual(self.states(self.own, self.T), ["done"])
