from datetime import date

from odoo.tests import HttpCase, tagged

from .common import TODAY
from .common_visits import VisitCase


class CalendarTour(VisitCase):
    """A visit on record, and a call that was promised and is late."""

    def setUp(self):
        super().setUp()
        self.graded(self.own, "a")
        self.cadence(self.T)
        self.plan(TODAY.replace(day=1))
        self.promises(self.own).due_on = TODAY.replace(day=10)
        self.log(self.own, days=5, note="Restocks soon")

    def logged(self):
        return self.visits.search([("partner_id", "=", self.own.id)], order="id")


@tagged("post_install", "-at_install")
class TestCalendarDesk(CalendarTour, HttpCase):
    browser_size = "1400x900"

    def test_salesperson_reads_logs_and_plans(self):
        self.start_tour("/odoo/kehu-calendar", "kehu_calendar_desk", login="seller")
        _first, late, plan = self.logged()
        self.assertEqual((late.state, late.day), ("done", TODAY.replace(day=23)))
        self.assertEqual(late.note, "Written down late")
        self.assertEqual((plan.state, plan.day), ("planned", date(2026, 7, 2)))


@tagged("post_install", "-at_install")
class TestCalendarPhone(CalendarTour, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_swipes_and_logs(self):
        self.start_tour("/odoo/kehu-calendar", "kehu_calendar_phone", login="seller")
        first, second = self.logged()
        self.assertEqual(second.day, first.day)
        self.assertEqual(second.note, "Called again")
