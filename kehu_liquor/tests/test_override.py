"""A manager's word against the score: with a reason, until a day, and told as such."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import freeze_time
from odoo.tools import mute_logger

from .common import TODAY, KehuTeamCase, ago


class OverrideCase(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.shop = cls.make_customer("Shop", user_id=cls.seller.id)
        cls.sell(cls.shop, ago(5), 60000)

    def override(self, grade="A", until=TODAY, user=None, **values):
        overrides = self.env["kehu.grade.override"].with_user(user or self.manager)
        return overrides.create(
            {
                "partner_id": self.shop.id,
                "grade_id": self.grade(grade).id,
                "reason": "Promised at the fair",
                "date_end": until,
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestOverride(OverrideCase):
    def test_it_decides_at_once(self):
        self.night()
        override = self.override("KA")
        self.assertGrade(self.shop, "KA")
        self.assertFigures(
            self.shop, suggested_grade_id=self.grade("B"), override_id=override
        )

    def test_it_holds_through_the_nights_up_to_its_last_day(self):
        self.night(ago(1))
        self.override("KA", until=ago(-1))
        self.night()
        self.assertGrade(self.shop, "KA")
        self.night(ago(-1))
        self.assertGrade(self.shop, "KA")

    def test_it_ends_by_itself_the_night_after(self):
        self.override("KA")
        self.night(ago(-1))
        self.assertGrade(self.shop, "B")
        self.assertFalse(self.metric(self.shop).override_id)
        self.assertEqual(self.history(self.shop)[-1].source, "override_end")

    def test_it_stays_in_force_when_a_grade_is_set_between_two_nights(self):
        self.night()
        override = self.override("KA")
        self.metric(self.shop).action_refresh_now()
        self.assertFigures(self.shop, override_id=override)

    def test_history_tells_who_and_why(self):
        self.night()
        self.override("KA", reason="Largest in town")
        last = self.history(self.shop)[-1]
        self.assertEqual(
            (last.source, last.reason, last.user_id),
            ("override", "Largest in town", self.manager),
        )
        self.assertEqual(
            (last.old_grade_id, last.grade_id), (self.grade("B"), self.grade("KA"))
        )

    def test_ended_early_the_score_decides_at_once(self):
        self.night()
        self.override("KA", until=ago(-90)).action_end()
        self.assertGrade(self.shop, "B")
        last = self.history(self.shop)[-1]
        self.assertEqual((last.source, last.user_id), ("override_end", self.manager))

    def test_it_is_not_ended_twice(self):
        override = self.override()
        override.action_end()
        with self.assertRaisesRegex(UserError, "already over"):
            override.action_end()

    def test_a_newer_one_takes_its_place(self):
        self.night()
        self.override("KA", until=ago(-90))
        newer = self.override("D", until=ago(-5))
        self.assertGrade(self.shop, "D")
        newer.action_end()
        self.assertGrade(self.shop, "B")

    def test_it_may_be_set_before_the_first_night(self):
        self.override("KA")
        self.assertGrade(self.shop, "KA")

    def test_it_may_be_set_on_who_is_no_customer_yet(self):
        friend = self.make_customer("Friend")
        self.override("KA", partner_id=friend.id)
        self.assertGrade(friend, "KA")

    def test_on_a_contact_it_is_its_companys(self):
        contact = self.make_customer("Li", parent_id=self.shop.id, is_company=False)
        override = self.override("KA", partner_id=contact.id)
        self.assertEqual(override.partner_id, self.shop)
        self.assertGrade(self.shop, "KA")
        self.assertEqual(contact.kehu_grade_id, self.grade("KA"))

    def test_the_reader_is_told(self):
        self.override("KA", reason="Largest in town")
        told = self.metric(self.shop).with_user(self.seller).get_explanation()
        self.assertIn("Largest in town", told["sentences"][0])
        self.assertFalse(told["override"])

    def test_today_is_the_companys_own_day(self):
        with freeze_time("2026-06-29 18:30:00"):  # half past two on the 30th there
            self.assertEqual(self.override(until=TODAY).date_from, TODAY)
            with self.assertRaises(ValidationError):
                self.override(until=ago(1))


@tagged("post_install", "-at_install")
class TestOverrideRefused(OverrideCase):
    def test_without_a_reason(self):
        for reason in ("", "   "):
            with self.subTest(reason), self.assertRaisesRegex(UserError, "Say why"):
                self.override(reason=reason)

    def test_until_a_past_day(self):
        with self.assertRaisesRegex(ValidationError, "already over"):
            self.override(until=ago(1))

    def test_by_anybody_but_a_manager(self):
        for user in (self.seller, self.lead, self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.override(user=user)

    def test_ended_by_anybody_but_a_manager(self):
        override = self.override(until=ago(-9))
        for user in (self.seller, self.lead, self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                override.with_user(user).action_end()

    def test_rewriting_it(self):
        override = self.override()
        for context in ({}, {"kehu_ending_override": True}):
            for values in ({"reason": "Other"}, {"date_end": ago(-9)}):
                with self.subTest(**context), self.assertRaises(UserError):
                    override.with_context(**context).write(values)

    def test_deleting_it(self):
        with self.assertRaises(UserError):
            self.override().unlink()
        with self.assertRaises(UserError):
            self.override().sudo().unlink()

    def test_signing_with_another_name_or_day(self):
        override = self.override(
            user_id=self.seller.id, date_from=ago(400), ended_by_id=self.seller.id
        )
        self.assertEqual(override.user_id, self.manager)
        self.assertEqual(override.date_from, TODAY)
        self.assertFalse(override.ended_by_id)

    def test_a_grade_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        grade = self.env["kehu.grade"].create(
            {"name": "X", "company_id": other.id, "score_from": 1}
        )
        with self.assertRaises(UserError):
            self.override(grade_id=grade.id)


@tagged("post_install", "-at_install")
class TestGradeHistory(OverrideCase):
    def test_the_first_grade_is_its_first_line(self):
        self.night()
        line = self.history(self.shop)
        self.assertEqual((line.source, line.date), ("night", TODAY))
        self.assertFalse(line.old_grade_id)
        self.assertEqual(line.grade_id, self.grade("B"))
        self.assertEqual((line.has_score, line.score), (True, 60))
        self.assertEqual(line.scorecard_id, self.metric(self.shop).scorecard_id)

    def test_it_is_a_chain_without_gaps(self):
        self.night(ago(3))
        self.sell(self.shop, ago(2), 200000)
        self.night(ago(2))
        self.override("KA", until=ago(-9))
        self.override("D", until=ago(-9)).action_end()
        steps = [
            (x.old_grade_id.name, x.grade_id.name) for x in self.history(self.shop)
        ]
        self.assertEqual(
            steps, [(False, "B"), ("B", "A"), ("A", "KA"), ("KA", "D"), ("D", "A")]
        )

    def test_no_line_without_a_change(self):
        self.night(ago(1))
        self.night()
        self.assertEqual(len(self.history(self.shop)), 1)

    def test_nobody_writes_or_deletes_it(self):
        self.night()
        line = self.history(self.shop)
        for user in (self.seller, self.lead, self.manager, self.env.user):
            seen = line.with_user(user)
            for work in (lambda s=seen: s.write({"reason": "x"}), seen.unlink):
                with self.subTest(user.login), self.assertRaises(UserError):
                    work()
        self.assertTrue(line.exists())

    def test_nobody_adds_to_it(self):
        self.night()
        values = self.history(self.shop).copy_data()[0]
        for user in (self.seller, self.manager, self.env.user):
            lines = self.env["kehu.grade.history"].with_user(user)
            with self.subTest(user.login), self.assertRaises(UserError):
                lines.create(values)

    def test_its_customer_is_not_deleted_with_it(self):
        prospect = self.make_customer("Prospect", "outlet")
        self.override(partner_id=prospect.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            prospect.unlink()
