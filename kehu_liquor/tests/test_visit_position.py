"""One point a visit, switched on twice, seen by the person and the managers."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_visits import NOW, VisitCase

POINT = {"latitude": 30.6598, "longitude": 104.0633, "accuracy": 20}


@tagged("post_install", "-at_install")
class TestPosition(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.kehu_visit_position = True
        cls.seller.kehu_visit_position = True
        cls.points = cls.env["kehu.visit.position"]

    def test_kept_once(self):
        visit = self.log(self.own, position=POINT)
        self.assertEqual(visit.position["latitude"], POINT["latitude"])
        with self.assertRaises(UserError):
            visit.position = {**POINT, "latitude": 1}
        self.assertEqual(len(self.points.search([])), 1)

    def test_off_by_default_and_either_switch_is_enough(self):
        fresh = self.make_company("Fresh")
        self.assertFalse(fresh.kehu_visit_position)
        self.assertFalse(self.lead.kehu_visit_position)
        for owner in (self.company, self.seller):
            owner.kehu_visit_position = False
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.log(self.own, position=POINT)
            owner.kehu_visit_position = True
        self.assertFalse(self.points.search([]))

    def test_each_person_switches_for_themselves(self):
        me = self.seller.with_user(self.seller)
        me.write({"kehu_visit_position": False})
        self.assertFalse(self.seller.kehu_visit_position)
        with self.assertRaises(AccessError):
            self.colleague.with_user(self.seller).write({"kehu_visit_position": True})

    def test_no_point_no_row(self):
        self.assertFalse(self.log(self.own).position)
        self.assertFalse(self.points.search([]))

    def test_no_place_on_earth(self):
        for wrong in (
            {"latitude": 91},
            {"longitude": 181},
            {"accuracy": -1},
            {"latitude": "here"},
            {"latitude": float("nan")},
        ):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.log(self.own, position={**POINT, **wrong})
        with self.assertRaises(UserError):
            self.log(self.own, position=["x"])

    def test_not_for_yesterday_and_not_for_others(self):
        with self.assertRaises(UserError):
            self.log(self.own, days=1, position=POINT)
        visit = self.log(self.own)
        self.lead.kehu_visit_position = True
        with self.assertRaises(UserError):
            visit.with_user(self.lead).position = POINT

    def test_seen_by_the_person_and_managers(self):
        visit = self.log(self.own, position=POINT)
        for user, sees in ((self.seller, 1), (self.lead, 0), (self.manager, 1)):
            self.env.invalidate_all()
            env = self.as_user(user)
            self.assertEqual(len(env["kehu.visit.position"].search([])), sees)
            read = env["kehu.visit"].browse(visit.id).position
            self.assertEqual(bool(read), bool(sees), user.login)
        for user in (self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_user(user)["kehu.visit.position"].search([])

    def test_nobody_writes_one_by_hand(self):
        visit = self.log(self.own, position=POINT)
        point = visit.sudo().position_ids
        for user in (self.seller, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                point.with_user(user).write({"latitude": 1})
            with self.subTest(user.login), self.assertRaises(AccessError):
                point.with_user(user).unlink()

    def test_gone_after_its_days(self):
        self.log(self.own, position=POINT)
        self.company.kehu_visit_position_days = 7
        with self.assertRaises(ValidationError):
            self.company.kehu_visit_position_days = 0
        self.points._gc_positions()
        self.assertTrue(self.points.search([]))
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kehu_visit_position SET create_date = %s",
            [NOW - timedelta(days=8)],
        )
        self.points._gc_positions()
        self.assertFalse(self.points.search([]))
