"""A leaver's customers in one act: previewed, confirmed by both, all or nothing."""

import time
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TODAY, ago
from .common_night import Killed
from .common_ownership import OwnershipCase, ahead

MANY = 500


@tagged("post_install", "-at_install")
class TestHandover(OwnershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.make_customer("Second", "outlet", user_id=cls.seller.id)

    def draft(self, **values):
        return self.as_user(self.lead)["kehu.handover"].create(
            {
                "leaver_id": self.seller.id,
                "successor_id": self.successor.id,
                "date": TODAY,
                **values,
            }
        )

    def test_the_preview_tells_what_hangs_on_each(self):
        self.sell(self.own, ago(50), 420, due=ago(20))
        self.own._kehu_refresh(self.company)
        self.remind(self.own, self.seller)
        self.make_customer("Li", parent_id=self.own.id, is_company=False)
        handover = self.draft()
        handover.action_preview()
        self.assertEqual(handover.state, "previewed")
        self.assertEqual(handover.line_ids.partner_id, self.own + self.second)
        line = handover.line_ids.filtered(lambda x: x.partner_id == self.own)
        self.assertEqual(
            (line.due_total, line.overdue_amount, line.open_count, line.person_count),
            (420, 420, 1, 1),
        )
        self.assertEqual(line.open_text, "Bring the samples 06-30")
        self.assertEqual(line.successor_id, self.successor)
        self.assertEqual((handover.customer_count, handover.due_total), (2, 420))

    def test_nothing_moves_before_both_said_yes(self):
        handover = self.draft()
        handover.action_preview()
        with self.assertRaisesRegex(UserError, "Both sides confirm"):
            handover.action_execute()
        with self.assertRaisesRegex(AccessError, "your word"):
            handover.with_user(self.successor).action_confirm()
        handover.with_user(self.seller).action_confirm()
        with self.assertRaisesRegex(UserError, "Both sides confirm"):
            handover.action_execute()
        handover.with_user(self.successor).action_confirm()
        handover.action_execute()
        self.assertEqual(handover.state, "done")

    def test_everything_moves_at_once(self):
        activity = self.remind(self.own, self.seller)
        others = self.remind(self.own, self.colleague)
        boss = self.make_customer("Li", parent_id=self.own.id, is_company=False)
        handover = self.confirmed(self.seller, self.successor, reason="Leaves")
        handover.with_user(self.lead).action_execute()
        for partner in self.own + self.second:
            self.assertEqual(self.owner(partner), self.successor)
            self.assertEqual(partner.user_id, self.successor)
            self.assertFalse(partner.with_user(self.seller).has_access("read"))
            self.assertTrue(partner.with_user(self.successor).has_access("write"))
        self.assertEqual(boss.user_id, self.successor)
        self.assertEqual(activity.user_id, self.successor)
        self.assertEqual(others.user_id, self.colleague)
        row = self.rows(self.own)[-1]
        self.assertEqual((row.source, row.reason), ("handover", "Leaves"))

    def test_a_first_contact_is_due_at_once(self):
        self.confirmed(self.seller, self.successor).action_execute()
        due = self.env["mail.activity"].search(
            [("user_id", "=", self.successor.id), ("res_model", "=", "res.partner")]
        )
        self.assertEqual(set(due.mapped("res_id")), set((self.own + self.second).ids))
        self.assertEqual(set(due.mapped("date_deadline")), {TODAY})

    def test_several_successors_all_say_yes(self):
        handover = self.draft()
        handover.action_preview()
        handover.line_ids[0].successor_id = self.colleague
        handover.with_user(self.seller).action_confirm()
        handover.with_user(self.successor).action_confirm()
        self.assertEqual(handover.state, "leaver")
        handover.with_user(self.colleague).action_confirm()
        self.assertEqual(handover.state, "confirmed")
        handover.action_execute()
        for line in handover.line_ids:
            self.assertEqual(self.owner(line.partner_id), line.successor_id)

    def test_a_manager_stands_in_with_a_reason(self):
        handover = self.draft()
        handover.action_preview()
        with self.assertRaises(AccessError):
            handover.action_confirm_for_leaver()
        by_manager = handover.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Say why"):
            by_manager.action_confirm_for_leaver()
        by_manager.stand_in_reason = "Already gone"
        by_manager.action_confirm_for_leaver()
        self.assertEqual(handover.state, "leaver")
        self.assertEqual(handover.stand_in_id, self.manager)

    def test_news_since_the_preview_stop_it(self):
        handover = self.confirmed(self.seller, self.successor)
        self.make_customer("New one", "outlet", user_id=self.seller.id)
        with self.assertRaisesRegex(UserError, "preview again"):
            handover.action_execute()
        self.assertEqual(self.owner(self.own), self.seller)

    def test_a_temporary_one_ends_by_itself(self):
        handover = self.confirmed(
            self.seller, self.successor, is_temporary=True, date_end=ahead(10)
        )
        handover.action_execute()
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertTrue(self.own.with_user(self.successor).has_access("write"))
        with freeze_time(f"{ahead(11)} 02:00:00"):
            self.env.invalidate_all()
            self.assertFalse(self.own.with_user(self.successor).has_access("read"))

    def test_a_day_to_come_is_the_nights(self):
        handover = self.confirmed(self.seller, self.successor, date=ahead(5))
        with self.assertRaisesRegex(UserError, "the night"):
            handover.action_execute()
        self.night(ahead(4))
        self.assertEqual(self.owner(self.own), self.seller)
        self.night(ahead(5))
        self.assertEqual(self.owner(self.own), self.successor)
        self.assertEqual(handover.state, "done")

    def test_what_is_done_is_kept(self):
        handover = self.confirmed(self.seller, self.successor)
        handover.action_execute()
        for user in (self.lead, self.manager):
            mine = handover.with_user(user)
            with self.assertRaises(UserError):
                mine.reason = "Another"
            with self.assertRaises(UserError):
                mine.line_ids[0].successor_id = self.colleague
            with self.assertRaises(UserError):
                mine.unlink()
            with self.assertRaises(UserError):
                mine.action_execute()

    def test_a_salesperson_hands_nothing_over_alone(self):
        values = {"leaver_id": self.seller.id, "successor_id": self.successor.id}
        with self.assertRaises(AccessError):
            self.as_user(self.seller)["kehu.handover"].create(values)
        handover = self.confirmed(self.seller, self.successor)
        for user in (self.seller, self.successor, self.stranger, self.plain):
            with self.assertRaises(AccessError):
                handover.with_user(user).action_execute()
        self.assertFalse(handover.with_user(self.stranger).has_access("read"))

    def test_a_lead_hands_over_the_teams_only(self):
        with self.assertRaises(AccessError):
            self.draft(leaver_id=self.stranger.id)

    def test_nobody_to_themselves(self):
        with self.assertRaises(ValidationError):
            self.draft(successor_id=self.seller.id)
        with self.assertRaises(ValidationError):
            self.draft(is_temporary=True)

    def test_nothing_without_a_successor(self):
        handover = self.draft(successor_id=False)
        handover.action_preview()
        with self.assertRaisesRegex(UserError, "2 customers have no successor"):
            handover.with_user(self.seller).action_confirm()

    def test_back_to_draft_voids_what_was_confirmed(self):
        handover = self.confirmed(self.seller, self.successor)
        handover.with_user(self.lead).action_draft()
        self.assertEqual(handover.state, "draft")
        self.assertFalse(handover.confirmed_ids)

    def test_an_archived_login_suggests_one(self):
        self.seller.active = False
        handover = self.env["kehu.handover"].search(
            [("leaver_id", "=", self.seller.id)]
        )
        self.assertEqual((len(handover), handover.state), (1, "draft"))
        handover.successor_id = self.successor
        handover.action_preview()
        self.assertEqual(handover.customer_count, 2)

    def test_the_form(self):
        form = Form(self.as_user(self.lead)["kehu.handover"])
        form.leaver_id = self.seller
        form.successor_id = self.successor
        form.is_temporary = True
        form.date_end = ahead(9)
        handover = form.save()
        handover.action_preview()
        self.assertEqual(handover.customer_count, 2)


@tagged("post_install", "-at_install")
class TestManyAtOnce(OwnershipCase):
    """500 customers: in one act, and killed in the middle nothing moved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        role = cls.env.ref("kehu_liquor.role_outlet").id
        cls.many = cls.own + cls.env["res.partner"].create(
            [
                {
                    "name": f"Shop {number}",
                    "is_company": True,
                    "kehu_role_id": role,
                    "user_id": cls.seller.id,
                }
                for number in range(MANY - 1)
            ]
        )

    def setUp(self):
        super().setUp()
        self.remind(self.own, self.seller)
        self.handover = self.confirmed(self.seller, self.successor)

    def state(self):
        """All that a handover moves, as it lies on disk."""
        self.env.flush_all()
        found = []
        for sql in (
            "SELECT id, user_id FROM res_partner ORDER BY id",
            "SELECT * FROM kehu_ownership ORDER BY id",
            "SELECT id, user_id FROM kehu_metric ORDER BY id",
            "SELECT id, user_id, res_id FROM mail_activity ORDER BY id",
            "SELECT id, state FROM kehu_handover ORDER BY id",
        ):
            self.env.cr.execute(sql)
            found.append(self.env.cr.fetchall())
        return found

    def test_all_move(self):
        begun = time.monotonic()
        with self.assertQueryCount(150):
            self.handover.action_execute()
            self.env.flush_all()
        self.assertLess(time.monotonic() - begun, 20)
        owners = self.env["kehu.ownership"]._owners(self.many, self.company)
        self.assertEqual(len(owners), MANY)
        self.assertEqual({user.id for user in owners.values()}, {self.successor.id})

    def test_killed_in_the_middle_nothing_moved(self):
        for step in ("_end_claims", "_first_contacts"):
            before = self.state()
            with self.subTest(step), self.assertRaises(Killed):
                self.kill_at(step)
            self.env.invalidate_all()
            self.assertEqual(self.state(), before)

    def kill_at(self, step):
        cls = self.registry["kehu.handover"]
        with patch.object(cls, step, side_effect=Killed), self.env.cr.savepoint():
            self.handover.action_execute()

    def test_a_refusal_in_the_middle_too(self):
        before = self.state()
        cls = self.registry["kehu.handover"]
        with (
            patch.object(cls, "_first_contacts", side_effect=UserError("No")),
            self.assertRaises(UserError),
            self.env.cr.savepoint(),
        ):
            self.handover.action_execute()
        self.env.invalidate_all()
        self.assertEqual(self.state(), before)
        self.assertEqual(self.handover.date, date(2026, 6, 30))
