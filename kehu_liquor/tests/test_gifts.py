"""The gift register: limits, a second person, and to whom never."""

from psycopg2.errors import CheckViolation, LockNotAvailable, SerializationFailure

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import TODAY, ago
from .common_persons import PersonsCase


@tagged("post_install", "-at_install")
class TestGifts(PersonsCase):
    def test_within_the_limit_it_may_be_given(self):
        gift = self.gift(self.wang, 380)
        self.assertEqual((gift.state, gift.partner_id), ("given", self.own))
        self.assertEqual(self.wang.kehu_gift_sum, 380)
        self.assertEqual(self.wang.kehu_gift_text, "Gifts this year 380 / 800 CNY")

    def test_above_it_a_second_person_decides(self):
        self.gift(self.wang, 500)
        more = self.gift(self.wang, 301)
        self.assertEqual((more.state, more.reason), ("waiting", "above"))
        self.assertEqual((more.given_before, more.cap), (500, 800))
        self.assertEqual(self.wang.kehu_gift_sum, 500)
        more.with_user(self.lead).action_approve()
        self.assertEqual((more.state, more.approver_id), ("given", self.lead))
        self.assertEqual(self.wang.kehu_gift_sum, 801)

    def test_the_last_yuan_is_still_free(self):
        self.gift(self.wang, 500)
        self.assertEqual(self.gift(self.wang, 300).state, "given")

    def test_another_year_and_another_person_count_apart(self):
        self.gift(self.wang, 700, date=ago(300))
        self.gift(self.zhao, 700, user=self.colleague)
        self.assertEqual(self.gift(self.wang, 700).state, "given")

    def test_the_second_person_is_a_second_person(self):
        by_lead = self.gift(self.wang, 900, user=self.lead)
        with self.assertRaises(UserError):
            by_lead.with_user(self.lead).action_approve()
        by_lead.with_user(self.manager).action_approve()
        self.assertEqual(by_lead.state, "given")
        own = self.gift(self.wang, 900)
        with self.assertRaises(AccessError):
            own.with_user(self.seller).action_approve()
        own.with_user(self.lead).action_refuse()
        self.assertEqual(own.state, "refused")
        with self.assertRaises(UserError):
            own.with_user(self.manager).action_approve()

    def test_for_somebody_else_it_is_not_approved_by_the_giver(self):
        gift = self.gift(self.wang, 900, user_id=self.lead.id)
        with self.assertRaises(UserError):
            gift.with_user(self.lead).action_approve()

    def test_purchasing_staff_only_with_approval(self):
        self.wang.kehu_key_role_id = self.env.ref("kehu_liquor.key_role_purchaser")
        gift = self.gift(self.wang, 1)
        self.assertEqual((gift.state, gift.reason), ("waiting", "purchasing"))

    def test_public_officials_never(self):
        self.wang.kehu_is_public_official = True
        for kind in ("gift", "sample", "hospitality"):
            kind = self.env.ref(f"kehu_liquor.gift_kind_{kind}")
            for user in (self.seller, self.manager):
                with self.subTest(kind=kind.name), self.assertRaises(ValidationError):
                    self.gift(self.wang, 1, user=user, kind_id=kind.id)
        self.assertEqual(self.wang.kehu_gift_text, "Public official: no gifts")

    def test_state_units_never_and_no_later_approval_either(self):
        waiting = self.gift(self.wang, 900)
        self.own.kehu_is_government = True
        with self.assertRaises(ValidationError):
            self.gift(self.wang, 1)
        with self.assertRaises(ValidationError):
            waiting.with_user(self.lead).action_approve()
        self.assertEqual(self.wang.kehu_gift_text, "State unit: no gifts")

    def test_no_money_under_any_name(self):
        for word in ("现金红包", "回扣", "购物卡", "Commission", "Broker fee"):
            with self.subTest(word), self.assertRaises(ValidationError):
                self.gift(self.wang, 1, description=word)
            with self.subTest(word), self.assertRaises(ValidationError):
                self.env["kehu.gift.kind"].create({"name": word})

    def test_the_most_precise_limit_holds(self):
        self.grade_by_money()
        self.sell(self.own, TODAY, 20000)
        caps = self.env["kehu.gift.cap"].with_user(self.manager)
        caps.create({"amount": 100, "person_id": self.wang.id})
        self.assertEqual(self.gift(self.wang, 101).reason, "above")
        caps.create({"amount": 200, "person_id": self.wang.id, "year": 2026})
        self.assertEqual(self.gift(self.wang, 101).state, "given")
        caps.create({"amount": 0, "year": 2025})
        self.assertEqual(self.gift(self.zhao, 101, user=self.colleague).state, "given")

    def test_a_grade_has_its_own_limit(self):
        self.env["kehu.metric"].search([("partner_id", "=", self.own.id)]).write(
            {"grade_id": self.grade("A").id}
        )
        self.env["kehu.gift.cap"].create(
            {"amount": 1500, "grade_id": self.grade("A").id}
        )
        self.assertEqual(self.gift(self.wang, 1500).state, "given")
        self.assertEqual(self.gift(self.zhao, 801, user=self.colleague).reason, "above")

    def test_what_was_entered_stands(self):
        gift = self.gift(self.wang, 100)
        for user in (self.seller, self.manager):
            for values in ({"amount": 1}, {"state": "given"}, {"date": ago(400)}):
                with self.subTest(values), self.assertRaises(UserError):
                    gift.with_user(user).write(values)
        with self.assertRaises(AccessError):
            gift.with_user(self.manager).unlink()
        with self.assertRaises(UserError):
            gift.unlink()
        gift.with_user(self.seller).action_cancel()
        self.assertEqual(self.wang.kehu_gift_sum, 0)

    def test_a_forged_entry_is_judged_all_the_same(self):
        gift = self.gift(self.wang, 900, state="given", approver_id=self.manager.id)
        self.assertEqual((gift.state, gift.approver_id.id), ("waiting", False))

    def test_nonsense(self):
        with self.assertRaises(ValidationError):
            self.gift(self.wang, date=TODAY.replace(year=2027))
        for amount in (-5, 0):
            refused = self.assertRaises(CheckViolation)
            with self.subTest(amount), mute_logger("odoo.sql_db"), refused:
                self.gift(self.wang, amount)

    def test_who_sees_which(self):
        gifts = [
            self.gift(self.wang),
            self.gift(self.zhao, user=self.colleague),
            self.gift(self.far_one, user=self.stranger),
        ]
        for user, count in ((self.seller, 1), (self.lead, 2), (self.manager, 3)):
            found = self.env["kehu.gift"].with_user(user).search([])
            self.assertEqual(len(found), count, user.login)
        for user in (self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["kehu.gift"].with_user(user).search([])
        with self.assertRaises(AccessError):
            self.gift(self.far_one)
        with self.assertRaises(AccessError):
            gifts[2].with_user(self.seller).action_cancel()

    def test_another_company_counts_for_itself(self):
        self.gift(self.wang, 700)
        other = self.make_company("Second House")
        total = self.env["kehu.gift"]._received(self.wang, TODAY.year, other)
        self.assertEqual(total, 0)


@tagged("post_install", "-at_install")
class TestTwoGiftsAtOnce(PersonsCase):
    """Two real connections, as two people have them."""

    def test_the_second_waits_for_the_first_and_reads_anew(self):
        """What was committed meanwhile is never overlooked: it is begun again."""
        company = self.env.ref("base.main_company")
        person = self.env.ref("base.partner_admin")
        facts = self.env["kehu.facts"]
        counter = SQL(
            "DELETE FROM kehu_gift_counter WHERE person_id = %s AND year = 1999",
            person.id,
        )
        with self.registry.cursor() as one, self.registry.cursor() as two:
            first = facts.with_env(self.env(cr=one))
            second = facts.with_env(self.env(cr=two))
            try:
                first._hold_receiver(person, company, 1999)
                one.commit()
                two.execute("SELECT 1 FROM kehu_gift_counter")  # has begun
                first._hold_receiver(person, company, 1999)
                two.execute("SET LOCAL lock_timeout = '200ms'")
                with mute_logger("odoo.sql_db"), self.assertRaises(LockNotAvailable):
                    second._hold_receiver(person, company, 1999)
                two.rollback()
                two.execute("SELECT 1 FROM kehu_gift_counter")
                one.commit()
                with (
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(SerializationFailure),
                ):
                    second._hold_receiver(person, company, 1999)
                two.rollback()
                second._hold_receiver(person, company, 1999)
            finally:
                two.rollback()
                one.rollback()
                one.execute(counter)
                one.commit()

    def test_every_gift_takes_its_turn(self):
        self.gift(self.wang, 100)
        self.gift(self.wang, 100)
        counter = self.env["kehu.gift.counter"].search(
            [("person_id", "=", self.wang.id)]
        )
        self.assertEqual((counter.number, counter.year), (2, TODAY.year))
