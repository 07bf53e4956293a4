from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ago
from .common_visits import VisitCase

MEASURES = ["contact_count:sum", "minutes:sum", "net:sum", "net_per_hour:avg"]


@tagged("post_install", "-at_install")
class TestTimeAnalysis(VisitCase):
    """Contacts and minutes of each grade beside its net sales."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.env["kehu.time.analysis"]
        for partner, grade in zip(cls.customers, "aba", strict=True):
            cls.graded(partner, grade)
        cls.log(cls.own, days=3)
        cls.log(cls.own, cls.T, days=2)
        cls.log(cls.others, days=1)
        cls.log(cls.far, days=1)
        cls.log(cls.own, days=400)
        cls.sell(cls.own, ago(10), 1200)
        cls.refund(cls.own, ago(5), 200)
        cls.sell(cls.others, ago(5), 50)
        cls.sell(cls.far, ago(5), 300)
        cls.env.flush_all()

    def by(self, field, user=None, domain=()):
        rows = self.rows.with_user(user or self.manager)
        domain = [
            ("company_id", "=", self.company.id),
            ("date", ">", ago(365)),
            *domain,
        ]
        groups = rows._read_group(domain, [field], MEASURES)
        return {group[0]: group[1:] for group in groups}

    def test_per_grade(self):
        found = self.by("grade_id")
        self.assertEqual(found[self.grade("a")], (3, 70, 1300, 1300 * 60 / 70))
        self.assertEqual(found[self.grade("b")], (1, 30, 50, 100))

    def test_per_person(self):
        found = self.by("user_id")
        self.assertEqual(found[self.seller][:3], (2, 40, 1000))
        self.assertEqual(found[self.colleague][:3], (1, 30, 50))

    def test_only_what_took_place(self):
        self.visits.create(
            {
                "partner_id": self.own.id,
                "kind_id": self.M.id,
                "state": "planned",
                "planned_at": "2026-07-02 02:00:00",
            }
        )
        self.env.flush_all()
        self.assertEqual(self.by("user_id")[self.seller][0], 2)

    def test_numbers_are_the_rows_they_open(self):
        for grade, (contacts, minutes, net, _rate) in self.by("grade_id").items():
            rows = self.rows.with_user(self.manager).search(
                [
                    ("company_id", "=", self.company.id),
                    ("date", ">", ago(365)),
                    ("grade_id", "=", grade.id),
                ]
            )
            self.assertEqual(sum(rows.mapped("contact_count")), contacts)
            self.assertEqual(sum(rows.mapped("minutes")), minutes)
            self.assertEqual(sum(rows.mapped("net")), net)

    def test_net_equals_the_figures(self):
        self.refresh()
        net = self.by("partner_id")[self.own][2]
        self.assertFigures(self.own, net_12m=net)

    def test_leads_see_the_team_managers_all(self):
        self.assertEqual(
            set(self.by("partner_id", self.lead)), set(self.own + self.others)
        )
        self.assertEqual(set(self.by("partner_id")), set(self.customers))

    def test_others_see_nothing(self):
        for user in (self.seller, self.plain, self.accountant, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.rows.with_user(user).search([])

    def test_another_companys_is_not_counted(self):
        other = self.make_company("Elsewhere")
        self.sell(self.own, ago(5), 5000, company=other)
        self.env.flush_all()
        self.assertEqual(self.by("user_id")[self.seller][2], 1000)

    def test_a_row_opens_what_it_is(self):
        rows = self.rows.with_user(self.lead).search([("partner_id", "=", self.own.id)])
        for row in rows:
            action = row.action_open_row()
            wanted = "kehu.visit" if row.what == "contact" else "res.partner"
            self.assertEqual(action["res_model"], wanted)
        far = self.rows.with_user(self.manager).search(
            [("partner_id", "=", self.far.id)], limit=1
        )
        with self.assertRaises(AccessError):
            far.with_user(self.lead).action_open_row()
