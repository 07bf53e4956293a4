from datetime import timedelta

from odoo.addons.kehu_liquor.tests.common_visits import NOW, VisitCase
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAttendance(VisitCase):
    """Attendance of a customer's people at an event is a contact, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("kehu_liquor.visit_kind_event")
        cls.event = cls.env["event.event"].create(
            {
                "name": "Tasting",
                "date_begin": NOW - timedelta(hours=4),
                "date_end": NOW - timedelta(hours=1),
                "date_tz": "Asia/Shanghai",
                "company_id": cls.company.id,
            }
        )
        cls.wang = cls.contact(cls.own)
        cls.li = cls.contact(cls.own, "Ms Li")
        cls.zhao = cls.contact(cls.others, "Mr Zhao")
        for customer in cls.own + cls.others:
            cls.env["kehu.metric"]._of(customer, cls.company)

    def attend(self, *people, state="done"):
        rows = self.env["event.registration"].create(
            [{"event_id": self.event.id, "partner_id": p.id} for p in people]
        )
        rows.write({"state": state})
        return rows

    def contacts(self, customer, **more):
        domain = [("partner_id", "=", customer.id)]
        domain += [(name, "=", value) for name, value in more.items()]
        return self.visits.search(domain)

    def test_attendance_is_a_contact_of_the_owner(self):
        self.attend(self.wang)
        visit = self.contacts(self.own)
        self.assertEqual((visit.kind_id, visit.state), (self.kind, "done"))
        self.assertEqual((visit.user_id, visit.company_id), (self.seller, self.company))
        self.assertEqual((visit.contact_ids, visit.purpose), (self.wang, "Tasting"))
        self.assertEqual(visit.event_id, self.event)
        self.assertEqual(visit.date_begin, self.event.date_begin)

    def test_registered_is_not_attended(self):
        self.attend(self.wang, state="open")
        self.assertFalse(self.contacts(self.own))

    def test_once_however_many_come(self):
        rows = self.attend(self.wang, self.li)
        rows.action_set_done()
        self.attend(self.wang)
        visit = self.contacts(self.own)
        self.assertEqual(len(visit), 1)
        self.assertEqual(visit.contact_ids, self.wang + self.li)

    def test_taken_back_with_the_last_attendance(self):
        rows = self.attend(self.wang, self.li)
        rows[0].action_cancel()
        self.assertEqual(self.contacts(self.own).state, "done")
        rows[1].action_set_draft()
        visit = self.contacts(self.own)
        self.assertEqual(visit.state, "cancelled")
        self.assertTrue(visit.reason)
        rows[1].action_set_done()
        self.assertEqual(self.contacts(self.own), visit)
        self.assertEqual(visit.state, "done")

    def test_deleted_or_archived_is_taken_back(self):
        first = self.attend(self.wang)
        first.active = False
        self.assertEqual(self.contacts(self.own).state, "cancelled")
        first.active = True
        self.assertEqual(self.contacts(self.own).state, "done")
        first.unlink()
        self.assertEqual(self.contacts(self.own).state, "cancelled")

    def test_moved_to_another_customer(self):
        row = self.attend(self.wang)
        row.partner_id = self.zhao
        self.assertEqual(self.contacts(self.own).state, "cancelled")
        self.assertEqual(self.contacts(self.others).state, "done")

    def test_many_customers_of_one_person_are_no_overlap(self):
        second = self.make_customer("Second", "outlet", user_id=self.seller.id)
        self.env["kehu.metric"]._of(second, self.company)
        self.attend(self.wang, self.contact(second))
        self.assertTrue(self.contacts(self.own, state="done"))
        self.assertTrue(self.contacts(second, state="done"))
        self.log(self.own, hours=3)  # the salesperson was elsewhere then

    def test_an_event_brings_no_advice(self):
        self.kind.needs_advice = True
        self.attend(self.wang)
        self.assertEqual(self.contacts(self.own).state, "done")

    def test_a_stranger_is_no_customer(self):
        self.attend(self.env["res.partner"].create({"name": "Somebody"}))
        self.assertFalse(self.visits.search([("event_id", "=", self.event.id)]))

    def test_an_event_to_come_marked_early(self):
        self.event.write(
            {
                "date_begin": NOW + timedelta(days=1),
                "date_end": NOW + timedelta(days=2),
            }
        )
        self.attend(self.wang)
        self.assertEqual(self.contacts(self.own).date_begin, NOW)

    def test_the_desk_needs_no_right_to_our_contacts(self):
        desk = new_test_user(
            self.env,
            "desk",
            "event.group_event_registration_desk",
            company_id=self.company.id,
        )
        row = self.attend(self.wang, state="open")
        row.with_user(desk).action_set_done()
        self.assertEqual(self.contacts(self.own).state, "done")

    def test_attendance_is_not_entered_with_a_contact(self):
        with self.assertRaises(UserError):
            self.log(self.own, event_id=self.event.id)
        with self.assertRaises(UserError):
            self.log(self.own).event_id = self.event

    def test_it_settles_what_was_promised(self):
        self.graded(self.own, "a")
        self.cadence(self.kind)
        self.plan()
        self.attend(self.wang)
        self.assertEqual(self.states(self.own, self.kind)[0], "done")
