"""Claims and the open pool: names for all, one winner, and back again."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_ownership import OwnershipCase, ahead


@tagged("post_install", "-at_install")
class TestPool(OwnershipCase):
    def test_whoever_sells_sees_names_of_the_pool_and_no_more(self):
        rows = self.as_user(self.seller)["kehu.pool"].search([])
        self.assertEqual(rows.mapped("name"), ["Pooled"])
        self.assertEqual(rows.city, "Chengdu")
        told = {"phone", "email", "partner_id", "net_12m"} & set(rows._fields)
        self.assertFalse(told)

    def test_nothing_leads_from_the_pool_to_the_phone(self):
        env = self.as_user(self.seller)
        for model, domain in (
            ("res.partner", [("id", "=", self.pooled.id)]),
            ("res.partner", [("phone", "like", "1111")]),
            ("kehu.metric", [("partner_id", "=", self.pooled.id)]),
        ):
            found = env[model].search(domain)
            self.assertNotIn("Pooled", found.mapped("display_name"))
        for record in (self.pooled, self.metric(self.pooled)):
            with self.assertRaises(AccessError):
                record.with_env(env).read(["phone"])

    def test_plain_colleagues_see_no_pool(self):
        for user in (self.plain, self.portal):
            with self.assertRaises(AccessError):
                self.as_user(user)["kehu.pool"].search([])

    def test_claiming_opens_the_customer(self):
        claim = self.claim(self.pooled, self.seller)
        self.assertEqual(self.owner(self.pooled), self.seller)
        self.assertEqual(self.pooled.with_user(self.seller).phone, "028 1111 2222")
        self.assertEqual((claim.state, claim.origin), ("granted", "pool"))
        self.assertEqual((claim.date_from, claim.date_end), (TODAY, ahead(60)))

    def test_who_comes_second_reads_whom_to_ask(self):
        row = self.pool_row(self.pooled, self.stranger)
        self.assertEqual(row.name, "Pooled")
        self.claim(self.pooled, self.seller)
        with self.assertRaisesRegex(UserError, "taken by seller"):
            row.action_claim()
        self.assertEqual(self.owner(self.pooled), self.seller)

    def test_nobody_learns_of_customers_that_were_not_in_the_pool(self):
        row = self.pool_row(self.far, self.seller)
        with self.assertRaises(UserError) as said:
            row.action_claim()
        self.assertEqual(str(said.exception), "This customer is not in the pool.")

    def test_only_customers_are_claimed(self):
        partner = self.make_customer("No role yet")
        with self.assertRaisesRegex(UserError, "channel role first"):
            self.as_user(self.seller)["kehu.claim"].create({"partner_id": partner.id})

    def test_a_forged_claim_is_only_asked_for(self):
        forged = {
            "kehu_claims_decided": True,
            "default_state": "granted",
            "allowed_company_ids": self.company.ids,
        }
        claims = self.env(user=self.seller, context=forged)["kehu.claim"]
        with self.assertRaises(AccessError):
            claims.create({"partner_id": self.far.id, "state": "granted"})
        free = self.make_customer("Free", user_id=self.stranger.id)
        free.sudo().kehu_role_id = False
        claim = claims.create({"partner_id": free.id, "state": "granted"})
        self.assertEqual(claim.state, "asked")
        self.assertEqual(self.owner(free), self.stranger)

    def test_the_limit_per_person(self):
        self.company.kehu_pool_limit = 1
        self.claim(self.pooled, self.seller)
        more = self.make_customer("More", "outlet")
        with self.assertRaisesRegex(UserError, "the limit is 1"):
            self.claim(more, self.seller)
        self.claims(self.pooled).with_user(self.seller).action_give_back()
        self.claim(more, self.seller)

    def test_only_the_rules_teams_take(self):
        self.env["kehu.pool.rule"].create(
            {"name": "South", "days": 90, "team_ids": self.team.ids}
        )
        with self.assertRaisesRegex(UserError, "only members of South"):
            self.claim(self.pooled, self.stranger)
        self.claim(self.pooled, self.seller)

    def test_given_back_is_in_the_pool_again(self):
        claim = self.claim(self.pooled, self.seller)
        with self.assertRaises(AccessError):
            claim.with_user(self.stranger).action_give_back()
        claim.with_user(self.seller).action_give_back()
        self.assertFalse(self.owner(self.pooled))
        self.assertEqual(claim.state, "returned")
        self.assertTrue(self.pool_row(self.pooled, self.stranger).name)

    def test_what_a_salesperson_enters_is_claimed(self):
        role = self.env.ref("kehu_liquor.role_outlet")
        values = {"name": "Newly met", "kehu_role_id": role.id}
        partner = self.as_user(self.seller)["res.partner"].create(values)
        claim = self.claims(partner)
        self.assertEqual((claim.state, claim.origin), ("granted", "entered"))
        self.assertEqual(claim.user_id, self.seller)

    def test_settings_make_sense(self):
        for name in ("kehu_claim_days", "kehu_pool_limit"):
            with self.assertRaises(ValidationError):
                self.company[name] = 0


@tagged("post_install", "-at_install")
class TestClaimTerm(OwnershipCase):
    def setUp(self):
        super().setUp()
        self.term = self.claim(self.pooled, self.seller)
        self.term.sudo().write({"date_from": ago(61), "date_end": ago(1)})

    def test_a_term_without_work_lapses(self):
        self.night()
        self.assertEqual(self.term.state, "lapsed")
        self.assertFalse(self.owner(self.pooled))
        run = self.env["kehu.run"].search([("company_id", "=", self.company.id)])
        self.assertEqual(run.claims_lapsed, 1)
        self.assertIn("Pooled", run.line_ids.message)

    def test_an_order_keeps_it(self):
        self.sell(self.pooled, ago(10), 100)
        self.night()
        self.assertEqual(self.term.state, "kept")
        self.assertEqual(self.owner(self.pooled), self.seller)

    def test_so_does_a_contact(self):
        self.pooled.message_post(body="Called", message_type="comment")
        self.night()
        self.assertEqual(self.term.state, "kept")

    def test_work_before_the_claim_does_not(self):
        self.sell(self.pooled, ago(70), 100)
        self.night()
        self.assertEqual(self.term.state, "lapsed")

    def test_a_manager_extends_it_once(self):
        with self.assertRaises(AccessError):
            self.term.with_user(self.lead).action_extend()
        self.term.with_user(self.manager).action_extend()
        self.assertEqual(self.term.date_end, ahead(59))
        with self.assertRaisesRegex(UserError, "once"):
            self.term.with_user(self.manager).action_extend()
        self.night()
        self.assertEqual(self.term.state, "granted")

    def test_the_last_day_is_in(self):
        self.term.sudo().date_end = TODAY
        self.night()
        self.assertEqual(self.term.state, "granted")

    def test_another_owner_is_left_alone(self):
        self.pooled.user_id = self.stranger
        self.night()
        self.assertEqual(self.owner(self.pooled), self.stranger)

    def test_a_claim_is_not_rewritten(self):
        for user in (self.seller, self.manager):
            claim = self.term.with_user(user)
            with self.assertRaises(UserError):
                claim.write({"date_end": ahead(999)})
            with self.assertRaises(UserError):
                claim.unlink()


@tagged("post_install", "-at_install")
class TestBackToThePool(OwnershipCase):
    def setUp(self):
        super().setUp()
        self.rule = self.env["kehu.pool.rule"].create(
            {"name": "Idle", "days": 60, "notice_days": 10}
        )
        self.env.cr.execute("UPDATE kehu_ownership SET date_from = %s", (ago(200),))
        self.env.invalidate_all()
        self.sell_and_pay(self.others, ago(5))
        self.sell_and_pay(self.far, ago(55))

    def sell_and_pay(self, partner, day):
        self.pay(self.sell(partner, day, 100), day)

    def notices(self, partner):
        notices = self.env["kehu.pool.notice"].search(
            [("partner_id", "=", partner.id), ("company_id", "=", self.company.id)]
        )
        return [(n.date, n.return_on, n.state) for n in notices.sorted("id")]

    def test_told_first_then_back(self):
        self.night()
        self.assertEqual(self.notices(self.own), [(TODAY, ahead(10), "open")])
        self.assertEqual(self.notices(self.far), [(TODAY, ahead(10), "open")])
        self.assertEqual(self.notices(self.others), [])
        self.assertEqual(self.owner(self.own), self.seller)
        self.night(ahead(9))
        self.assertEqual(self.owner(self.own), self.seller)
        self.night(ahead(10))
        self.assertFalse(self.owner(self.own))
        self.assertFalse(self.own.user_id)
        self.assertEqual(self.notices(self.own), [(TODAY, ahead(10), "returned")])
        self.assertEqual(self.told(self.own)[-1][2], ahead(9))

    def test_the_same_night_twice_changes_nothing(self):
        self.night()
        before = self.notices(self.own), self.told(self.own)
        self.night()
        self.assertEqual((self.notices(self.own), self.told(self.own)), before)
        self.night(ahead(10))
        self.night(ahead(10))
        self.assertEqual(len(self.notices(self.own)), 1)

    def test_work_ends_the_notice(self):
        self.night()
        self.sell_and_pay(self.own, TODAY)
        self.night(ahead(10))
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertEqual([n[2] for n in self.notices(self.own)], ["kept"])

    def test_debts_stay_unless_the_rule_says_so(self):
        self.sell(self.own, ago(100), 100)
        self.night()
        self.assertEqual(self.notices(self.own), [])
        self.rule.with_debt = True
        self.night(ahead(1))
        self.assertEqual(len(self.notices(self.own)), 1)

    def test_the_first_rule_that_fits_decides(self):
        self.env["kehu.pool.rule"].create(
            {
                "name": "Outlets stay long",
                "sequence": 1,
                "days": 900,
                "role_ids": self.env.ref("kehu_liquor.role_outlet").ids,
            }
        )
        self.night()
        self.assertEqual(self.notices(self.own), [])

    def test_a_new_owner_has_the_whole_time(self):
        self.own.user_id = self.stranger
        self.night()
        self.assertEqual(self.notices(self.own), [])

    def test_a_rule_must_make_sense(self):
        with self.assertRaisesRegex(ValidationError, "notice must be shorter"):
            self.rule.notice_days = 60

    def test_no_rule_nobody_goes(self):
        self.rule.active = False
        self.night()
        self.assertEqual(self.notices(self.own), [])

    def test_a_broken_step_leaves_the_others_theirs(self):
        claims = self.registry["kehu.claim"]
        log = "odoo.addons.kehu_liquor.models.kehu_run_own"
        with (
            patch.object(claims, "_lapse", side_effect=ValueError("broken")),
            mute_logger(log),
        ):
            self.night()
        self.assertEqual(len(self.notices(self.own)), 1)
        run = self.env["kehu.run"].search([("company_id", "=", self.company.id)])
        self.assertEqual((run.state, run.failed), ("done", 1))
