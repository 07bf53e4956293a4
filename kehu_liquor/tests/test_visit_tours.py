import re
from pathlib import Path

from odoo.tests import HttpCase, tagged

from .common import TODAY
from .common_visits import VisitCase

TOURS = Path(__file__).parents[1] / "static/tests/tours/kehu_visit_tours.js"
MOST_TAPS, MOST_REQUIRED = 6, 4


@tagged("post_install", "-at_install")
class TestVisitDesk(VisitCase, HttpCase):
    """At the desk, from the customer's page."""

    def test_salesperson_logs_a_call(self):
        self.env["kehu.metric"]._of(self.own, self.company)
        self.start_tour(
            f"/odoo/res.partner/{self.own.id}", "kehu_visit_desk", login="seller"
        )
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual((visit.kind_id, visit.state), (self.T, "done"))
        self.assertEqual(visit.purpose_reached, "partly")


@tagged("post_install", "-at_install")
class TestVisitPhone(VisitCase, HttpCase):
    """On a phone, from my week, with few taps and little to fill in."""

    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_logs_a_visit(self):
        self.own.phone = "028 1234"
        self.graded(self.own, "a")
        self.cadence(self.M)
        self.plan(TODAY.replace(day=1))
        self.promises(self.own).due_on = TODAY.replace(day=29)
        self.start_tour("/odoo/kehu-week", "kehu_visit_phone", login="seller")
        visit = self.visits.search([("state", "=", "done")])
        self.assertEqual(visit.note, "Restocks next week")
        self.assertEqual(visit.next_id.state, "planned")
        self.assertEqual(self.promises(self.own).filtered("step_id").state, "done")

    def test_few_taps(self):
        tour = (
            TOURS.read_text().split("kehu_visit_phone")[1].split("kehu_visit_desk")[0]
        )
        taps = len(re.findall(r'run: "click"', tour))
        self.assertLessEqual(taps, MOST_TAPS)
        self.assertEqual(taps, 4)

    def test_little_to_fill_in(self):
        quick = self.env.ref("kehu_liquor.kehu_visit_view_quick")
        view = self.visits.get_view(quick.id, "form")
        shown = view["models"]["kehu.visit"]
        required = [
            name
            for name, field in self.visits._fields.items()
            if name in shown and field.required and name not in ("state", "company_id")
        ]
        self.assertLessEqual(len(required), MOST_REQUIRED, required)
