"""One owner per customer and company, dated; core's salesperson in step."""

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_ownership import OwnershipCase, ahead


@tagged("post_install", "-at_install")
class TestOwnership(OwnershipCase):
    def test_who_is_entered_with_an_owner_is_owned_from_today(self):
        self.assertEqual(self.told(self.own), [("seller", TODAY, False, "entered")])
        self.assertEqual(self.metric(self.own).user_id, self.seller)

    def test_a_new_salesperson_closes_and_opens_a_row(self):
        self.backdate(self.own, ago(10))
        self.own.user_id = self.colleague
        self.assertEqual(
            self.told(self.own),
            [
                ("seller", ago(10), ago(1), "entered"),
                ("colleague", TODAY, False, "entered"),
            ],
        )
        self.assertEqual(self.metric(self.own).user_id, self.colleague)

    def backdate(self, partner, day):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kehu_ownership SET date_from = %s WHERE partner_id = %s",
            (day, partner.id),
        )
        self.env.invalidate_all()

    def test_a_change_on_one_day_leaves_one_owner_of_that_day(self):
        self.own.user_id = self.colleague
        self.own.user_id = self.stranger
        on_the_day = self.rows(self.own).filtered(
            lambda r: r.date_from <= TODAY and (not r.date_end or r.date_end >= TODAY)
        )
        self.assertEqual(on_the_day.user_id, self.stranger)
        self.assertEqual(len(self.rows(self.own)), 3)

    def test_no_salesperson_means_the_pool(self):
        self.own.user_id = False
        self.assertFalse(self.owner(self.own))
        self.assertFalse(self.metric(self.own).user_id)
        self.assertIn(self.metric(self.own).id, self.env["kehu.pool"].search([]).ids)

    def test_writing_the_same_salesperson_changes_nothing(self):
        before = self.told(self.own)
        self.own.write({"user_id": self.seller.id, "city": "Chengdu"})
        self.assertEqual(self.told(self.own), before)

    def test_contacts_go_with_their_customer(self):
        boss = self.make_customer("Li", parent_id=self.own.id, is_company=False)
        self.assertEqual(boss.user_id, self.seller)
        self.own.user_id = self.stranger
        self.assertEqual(boss.user_id, self.stranger)
        with self.assertRaises(AccessError):
            boss.with_user(self.seller).read(["phone"])

    def test_who_loses_a_customer_hears_no_more_of_it(self):
        self.own.message_subscribe(partner_ids=self.seller.partner_id.ids)
        self.own.user_id = self.stranger
        self.assertNotIn(self.seller.partner_id, self.own.message_partner_ids)

    def test_history_is_only_appended(self):
        row = self.rows(self.own)
        for user in (self.manager, self.env.user):
            rows = row.with_user(user)
            with self.subTest(user.login), self.assertRaises(UserError):
                rows.create({"partner_id": self.pooled.id, "user_id": user.id})
            with self.subTest(user.login), self.assertRaises(UserError):
                rows.write({"user_id": user.id})
            with self.subTest(user.login), self.assertRaises(UserError):
                rows.unlink()

    def test_one_open_row(self):
        values = (self.own.id, self.company.id, self.stranger.id, TODAY)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "INSERT INTO kehu_ownership"
                " (partner_id, company_id, user_id, is_cover, date_from, source)"
                " VALUES (%s, %s, %s, FALSE, %s, 'entered')",
                values,
            )

    def test_who_came_by_sql_is_healed_by_the_night(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            (self.stranger.id, self.pooled.id),
        )
        self.env.invalidate_all()
        self.night()
        told = [("stranger", TODAY, False, "start")]
        self.assertEqual(self.told(self.pooled), told)
        self.assertEqual(self.metric(self.pooled).user_id, self.stranger)

    def test_an_upgrade_dates_every_owner_once(self):
        self.env.cr.execute("DELETE FROM kehu_ownership")
        self.env.invalidate_all()
        for _again in range(2):
            self.facts._heal_all_owners()
            for partner in self.customers:
                self.assertEqual(len(self.rows(partner)), 1)
                self.assertEqual(self.owner(partner), partner.user_id)

    def test_a_deleted_customer_takes_its_rows_along(self):
        rows = self.rows(self.own)
        self.env["kehu.metric"].search([("partner_id", "=", self.own.id)])
        self.own.unlink()
        self.assertFalse(rows.exists())

    def test_archived_customers_keep_their_owner(self):
        self.own.active = False
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertNotIn(self.metric(self.own).id, self.env["kehu.pool"].search([]).ids)


@tagged("post_install", "-at_install")
class TestThenAndNow(OwnershipCase):
    def sales(self, basis, user):
        self.env.flush_all()
        lines = self.env["kehu.owner.sales"].search(
            [
                ("partner_id", "=", self.own.id),
                ("basis", "=", basis),
                ("user_id", "=", user.id),
            ]
        )
        return sum(lines.mapped("net"))

    def test_sales_stay_with_whom_the_customer_belonged_to(self):
        TestOwnership.backdate(self, self.own, ago(30))
        self.sell(self.own, ago(10), 100)
        self.own.user_id = self.stranger
        self.sell(self.own, TODAY, 50)
        self.assertEqual(self.sales("then", self.seller), 100)
        self.assertEqual(self.sales("then", self.stranger), 50)
        self.assertEqual(self.sales("now", self.seller), 0)
        self.assertEqual(self.sales("now", self.stranger), 150)

    def test_before_the_first_row_the_document_knows(self):
        self.sell(self.own, ago(10), 100, invoice_user_id=self.colleague.id)
        self.assertEqual(self.sales("then", self.colleague), 100)

    def test_returns_count_against(self):
        self.sell(self.own, TODAY, 100)
        self.refund(self.own, TODAY, 30)
        for basis in ("then", "now"):
            self.assertEqual(self.sales(basis, self.seller), 70)


@tagged("post_install", "-at_install")
class TestCover(OwnershipCase):
    def cover(self, user, first, last):
        row = (self.own.id, self.company.id, user.id, first, last)
        self.facts._cover([row], "cover")

    def sees(self, user):
        env = self.as_user(user)
        found = env["res.partner"].search([("id", "=", self.own.id)])
        figures = env["kehu.metric"].search([("partner_id", "=", self.own.id)])
        papers = env["kehu.ownership"].search([("partner_id", "=", self.own.id)])
        self.assertEqual(bool(found), bool(figures))
        self.assertEqual(bool(found), bool(papers))
        self.assertEqual(
            bool(found), self.own.with_user(user).with_env(env).has_access("write")
        )
        return bool(found)

    def test_a_cover_opens_on_its_days_and_on_no_other(self):
        self.assertFalse(self.sees(self.stranger))
        for first, last, seen in (
            (TODAY, TODAY, True),
            (ago(3), ahead(3), True),
            (ahead(1), ahead(3), False),
            (ago(3), ago(1), False),
        ):
            with self.subTest(first=first, last=last), self.cr.savepoint() as point:
                self.cover(self.stranger, first, last)
                self.assertEqual(self.sees(self.stranger), seen)
                point.rollback()
                self.env.invalidate_all()

    def test_it_ends_by_itself_without_a_night(self):
        self.cover(self.stranger, TODAY, ahead(2))
        self.assertTrue(self.sees(self.stranger))
        with self.later(3):
            self.env.invalidate_all()
            self.assertFalse(self.sees(self.stranger))

    def later(self, days):
        return freeze_time(f"{ahead(days)} 02:00:00")

    def test_the_owner_stays_the_owner(self):
        self.cover(self.stranger, TODAY, ahead(2))
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertEqual(self.own.user_id, self.seller)
        self.assertTrue(self.sees(self.seller))


@tagged("post_install", "-at_install")
class TestTwoCompanies(OwnershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north = cls.second_company()
        cls.shared = cls.make_customer("Shared", "outlet", user_id=cls.seller.id)

    def give(self, user, company):
        self.env["kehu.ownership"]._assign(self.shared, user, company, "conflict")

    def test_core_gives_a_shared_customer_to_one_in_both(self):
        self.assertEqual(self.owner(self.shared), self.seller)
        self.assertEqual(self.owner(self.shared, self.north), self.seller)

    def test_each_company_may_have_its_own_owner(self):
        self.give(self.stranger, self.north)
        self.assertEqual(self.owner(self.shared), self.seller)
        self.assertEqual(self.owner(self.shared, self.north), self.stranger)
        self.assertEqual(self.shared.user_id, self.seller)
        self.assertEqual(self.metric(self.shared, self.north).user_id, self.stranger)

    def test_core_moves_only_where_the_old_one_was(self):
        self.give(self.stranger, self.north)
        self.shared.user_id = self.colleague
        self.assertEqual(self.owner(self.shared), self.colleague)
        self.assertEqual(self.owner(self.shared, self.north), self.stranger)

    def test_each_sees_the_figures_of_their_own_company(self):
        self.give(self.stranger, self.north)
        both = (self.company + self.north).ids
        for user, company in ((self.seller, self.company), (self.stranger, self.north)):
            env = self.env(user=user, context={"allowed_company_ids": both})
            found = env["kehu.metric"].search([("partner_id", "=", self.shared.id)])
            self.assertEqual(found.company_id, company)

    def test_core_follows_when_its_salesperson_is_owner_nowhere(self):
        self.give(self.stranger, self.north)
        self.give(self.env["res.users"], self.company)
        self.assertEqual(self.shared.user_id, self.stranger)

    def test_a_customer_of_one_company_has_one_owner(self):
        local = self.make_customer(
            "Local", "outlet", user_id=self.seller.id, company_id=self.company.id
        )
        self.assertFalse(self.rows(local, self.north))


@tagged("post_install", "-at_install")
class TestMergedOwners(OwnershipCase):
    def test_two_owners_become_one_and_both_histories_stay(self):
        rows = self.rows(self.own) + self.rows(self.others)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others).ids, self.own)
        self.assertEqual(rows.exists(), rows)
        self.assertEqual(rows.partner_id, self.own)
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertEqual(self.own.user_id, self.seller)

    def test_claims_of_both_stay_and_one_holds(self):
        other = self.make_customer("Pooled twin", "outlet")
        claims = self.claim(self.pooled, self.seller) + self.claim(
            other, self.colleague
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.pooled + other).ids, self.pooled)
        self.assertEqual(claims.exists(), claims)
        self.assertEqual(claims.partner_id, self.pooled)
        self.assertEqual(claims.mapped("state"), ["granted", "returned"])

    def test_the_losers_owner_fills_the_gap(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.pooled + self.own).ids, self.pooled)
        self.assertEqual(self.owner(self.pooled), self.seller)
        self.assertEqual(self.pooled.user_id, self.seller)
        self.assertEqual(self.metric(self.pooled).user_id, self.seller)
