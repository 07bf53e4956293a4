from contextlib import contextmanager
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import TODAY, ago
from .common_visits import NOW, VisitCase

QUICK = "kehu_liquor.kehu_visit_view_quick"


@tagged("post_install", "-at_install")
class TestVisit(VisitCase):
    """Contacts as people log them."""

    # --------------------------------------------------------- quick entry
    def quick(self, **values):
        action = self.own.with_user(self.seller).action_kehu_log_visit()
        visits = self.as_user(self.seller)["kehu.visit"]
        return Form(visits.with_context(**action["context"]), view=QUICK)

    def test_the_quick_entry_needs_nothing_but_a_word(self):
        with self.quick() as form:
            form.purpose_reached = "yes"
            form.next_in = "7"
        visit = form.record
        self.assertEqual((visit.partner_id, visit.user_id), (self.own, self.seller))
        self.assertEqual((visit.state, visit.kind_id), ("done", self.M))
        self.assertEqual(visit.date_end, NOW)
        self.assertEqual(visit.day, TODAY)
        self.assertEqual(visit.next_id.day, TODAY + timedelta(days=7))
        self.assertEqual(visit.next_id.state, "planned")

    def test_what_lies_ahead_is_a_plan(self):
        with self.quick() as form:
            form.date_begin = NOW + timedelta(days=2)
        self.assertEqual(form.record.state, "planned")
        self.assertFalse(form.record.date_begin)
        self.assertEqual(form.record.day, TODAY + timedelta(days=2))

    def test_two_visits_in_a_row_need_no_correction(self):
        self.log(self.own, hours=0.2, date_end=NOW - timedelta(minutes=2))
        with self.quick() as form:
            form.purpose_reached = "no"
        self.assertEqual(form.record.date_begin, NOW - timedelta(minutes=2))

    def test_a_contact_person_brings_itself_along(self):
        person = self.contact(self.own)
        action = person.with_user(self.seller).action_kehu_log_visit()
        self.assertEqual(action["context"]["default_partner_id"], self.own.id)
        self.assertEqual(action["context"]["default_contact_ids"], [person.id])

    def test_it_says_what_is_known(self):
        self.sell(self.own, ago(60), 42000)
        self.refresh()
        self.log(self.own, self.T, days=3, note="Promised to restock")
        form = self.quick()
        self.assertIn("42,000", form.hint)
        self.assertIn("Promised to restock", form.hint)

    # ------------------------------------------------------------- refused
    @contextmanager
    def refused(self, sentence):
        with self.assertRaises(ValidationError) as found:
            yield
        self.assertIn(sentence, str(found.exception))

    def test_it_does_not_end_before_it_begins(self):
        with self.refused("ends before it begins"):
            self.log(self.own, date_end=NOW - timedelta(days=1))

    def test_it_is_not_done_in_the_future(self):
        with self.refused("plan it"):
            self.log(self.own, hours=-1)
        with self.refused("plan it"):
            self.log(self.own, date_end=NOW + timedelta(minutes=1))

    def test_another_companys_customer(self):
        other = self.make_company("Elsewhere")
        self.seller.company_ids = [Command.link(other.id)]
        self.own.company_id = self.company
        with self.refused("Own is a customer of Wuyi Liquor, not of Elsewhere"):
            self.env["kehu.visit"].create(
                {"partner_id": self.own.id, "company_id": other.id}
            )

    def test_nobody_is_in_two_places_at_once(self):
        century = self.make_customer("New Century", "outlet", user_id=self.seller.id)
        self.log(century, hours=2)
        with self.refused("already visited New Century"):
            self.log(self.own, hours=1.75)
        self.log(self.own, self.T, hours=1.75)
        self.log(self.own, hours=1.5)

    def test_two_people_may_visit_at_once(self):
        mine = self.log(self.own)
        lead = self.log(self.own, user=self.lead)
        self.assertEqual((mine | lead).mapped("state"), ["done", "done"])

    def test_a_stranger_was_not_there(self):
        person = self.contact(self.others)
        with self.refused("Mr Wang does not belong to Own"):
            self.log(self.own, contact_ids=[Command.link(person.id)])

    def test_a_contact_stays_with_its_customer(self):
        visit = self.log(self.own)
        with self.assertRaises(UserError):
            visit.sudo().partner_id = self.others

    def test_the_contact_persons_company_is_meant(self):
        person = self.contact(self.own)
        visit = self.visits.create({"partner_id": person.id})
        self.assertEqual(visit.partner_id, self.own)

    # -------------------------------------------------------- planned, done
    def planned(self, days=1, **values):
        return self.log(
            self.own, state="planned", planned_at=NOW + timedelta(days=days), **values
        )

    def test_a_plan_is_done(self):
        plan = self.planned()
        plan.action_done()
        self.assertEqual((plan.state, plan.date_end), ("done", NOW))
        self.assertEqual(plan.day, TODAY)

    def test_cancelled_only_with_a_reason(self):
        plan = self.planned()
        with self.refused("Say why"):
            plan.action_cancel()
        plan.reason = "The owner is ill"
        plan.action_cancel()
        self.assertFalse(self.promises(self.own))
        plan.action_plan()
        self.assertEqual(plan.state, "planned")
        self.assertEqual(self.promises(self.own).state, "open")

    def test_a_plan_nobody_kept_is_missed_and_may_be_logged_late(self):
        plan = self.planned(days=-5)
        fresh = self.planned(days=-1)
        self.plan()
        self.assertEqual((plan.state, fresh.state), ("missed", "planned"))
        self.assertEqual(self.promises(self.own, state="missed").visit_id, plan)
        plan.action_done()
        self.assertEqual(plan.state, "done")

    def test_the_next_time_moves_along_and_is_made_once(self):
        visit = self.log(self.own, next_date=TODAY + timedelta(days=3))
        visit.next_date = TODAY + timedelta(days=5)
        visit.next_purpose = "Bring the display"
        self.assertEqual(visit.next_id.day, TODAY + timedelta(days=5))
        self.assertEqual(visit.next_id.purpose, "Bring the display")
        self.assertEqual(self.visits.search_count([("state", "=", "planned")]), 1)

    def test_the_day_is_the_companys(self):
        late = self.log(self.own, hours=8.5)
        self.assertEqual(late.day, date(2026, 6, 30))
        self.assertEqual(self.log(self.own, hours=11).day, date(2026, 6, 29))

    # -------------------------------------------------------------- figures
    def test_the_last_contact_is_known_at_once(self):
        self.facts._be_born(self.own)
        self.log(self.own, self.T, days=40)
        recent = self.log(self.own, self.M, days=3)
        self.assertFigures(
            self.own, last_contact_date=ago(3), contacts_30d=1, contacts_90d=2
        )
        self.assertEqual(self.metric(self.own).contact_letters, "M1 T1")
        recent.sudo().unlink()
        self.assertFigures(self.own, last_contact_date=ago(40))

    def test_the_refresh_leaves_it_alone(self):
        self.sell(self.own, ago(60), 100)
        self.log(self.own, days=3)
        self.refresh()
        self.assertFigures(self.own, last_contact_date=ago(3))

    def test_a_contact_is_work(self):
        self.log(self.own, self.T, days=3)
        found = self.facts._worked_since(self.company, self.own, ago(10))
        self.assertEqual(found, {self.own.id: ago(3)})

    def test_photos_belong_to_the_contact(self):
        photo = self.as_user(self.seller)["ir.attachment"].create(
            {"name": "shelf.jpg", "raw": b"x"}
        )
        visit = self.log(self.own, photo_ids=[Command.link(photo.id)])
        self.assertEqual((photo.res_model, photo.res_id), ("kehu.visit", visit.id))
        self.assertTrue(visit.with_user(self.lead).photo_ids.name)

    def test_others_papers_are_no_photos(self):
        paper = self.env["ir.attachment"].create(
            {
                "name": "secret",
                "raw": b"x",
                "res_model": "kehu.export.log",
                "res_id": 1,
            }
        )
        with self.assertRaises(AccessError):
            self.log(self.own, photo_ids=[Command.link(paper.id)])


@tagged("post_install", "-at_install")
class TestWhoSeesVisits(VisitCase):
    """Own, the team's, all; nobody else any."""

    def seen(self, user):
        visits = self.as_user(user)["kehu.visit"]
        return visits.search([]).mapped("partner_id.name")

    def test_who_reads(self):
        for partner in self.customers:
            self.log(partner)
        self.assertEqual(self.seen(self.seller), ["Own"])
        self.assertCountEqual(self.seen(self.lead), ["Own", "Other's"])
        self.assertEqual(len(self.seen(self.manager)), 3)

    def test_the_logger_keeps_what_he_logged(self):
        self.log(self.own)
        self.own.user_id = self.colleague
        self.assertEqual(self.seen(self.seller), ["Own"])
        self.assertEqual(self.seen(self.colleague), ["Own"])

    def test_others_customers_are_refused(self):
        visit = self.log(self.far)
        with self.assertRaises(AccessError):
            self.log(self.far, user=self.seller)
        with self.assertRaises(AccessError):
            visit.with_user(self.seller).read(["note"])
        with self.assertRaises(AccessError):
            visit.with_user(self.seller).action_done()

    def test_nobody_logs_for_a_colleague_but_the_lead(self):
        values = {"user_id": self.colleague.id}
        with self.assertRaises(ValidationError):
            self.log(self.own, **values)
        self.assertTrue(self.log(self.own, user=self.lead, **values))

    def test_nobody_else(self):
        visit = self.log(self.own)
        for user in (self.accountant, self.plain, self.portal):
            for model in ("kehu.visit", "kehu.followup"):
                name = f"{user.login} {model}"
                with self.subTest(name), self.assertRaises(AccessError):
                    self.as_user(user)[model].search([])
            with self.assertRaises(AccessError):
                visit.with_user(user).read(["note"])

    def test_salespeople_delete_nothing(self):
        visit = self.log(self.own)
        with self.assertRaises(AccessError):
            visit.with_user(self.seller).unlink()

    def test_another_companys_visits(self):
        self.log(self.own)
        other = self.make_company("Elsewhere")
        self.manager.company_ids = [Command.link(other.id)]
        there = self.env(user=self.manager, context={"allowed_company_ids": other.ids})
        self.assertFalse(there["kehu.visit"].search([]))
