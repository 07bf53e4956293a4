"""Two salespeople, one customer: evidence, a manager's decision, kept."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_ownership import OwnershipCase, ahead


@tagged("post_install", "-at_install")
class TestConflict(OwnershipCase):
    def setUp(self):
        super().setUp()
        self.sell(self.own, ago(5), 100)
        self.asked = self.as_user(self.lead)["kehu.claim"].create(
            {
                "partner_id": self.own.id,
                "user_id": self.colleague.id,
                "note": "Known for years",
            }
        )
        self.conflict = self.asked.sudo().conflict_id

    def decide(self, **values):
        conflict = self.conflict.with_user(self.manager)
        given = {"winner_id": self.colleague.id, "reason": "Served it"}
        conflict.write({**given, **values})
        conflict.action_decide()

    def test_a_claim_on_an_owned_customer_opens_one(self):
        self.assertEqual(self.asked.state, "asked")
        self.assertEqual(self.conflict.partner_ids, self.own)
        self.assertEqual(self.conflict.party_ids, self.seller + self.colleague)
        self.assertEqual(self.owner(self.own), self.seller)

    def test_evidence_is_taken_down(self):
        lines = self.conflict.line_ids
        self.assertEqual(set(lines.mapped("kind")), {"ownership", "claim", "document"})
        claim = lines.filtered(lambda line: line.kind == "claim")
        self.assertEqual(claim.user_id, self.colleague)
        self.assertEqual(claim.text, "Known for years")

    def test_the_manager_decides_with_a_reason(self):
        self.decide()
        self.assertEqual(self.owner(self.own), self.colleague)
        self.assertEqual(self.asked.state, "granted")
        self.assertEqual(self.rows(self.own)[-1].source, "conflict")
        self.assertEqual(self.conflict.decided_by_id, self.manager)

    def test_the_owner_may_keep_it(self):
        self.decide(winner_id=self.seller.id)
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertEqual(self.asked.state, "refused")

    def test_the_others_may_share_for_a_time(self):
        self.decide(decision="cover", winner_id=self.seller.id, cover_end=ahead(30))
        self.assertEqual(self.owner(self.own), self.seller)
        self.assertTrue(self.own.with_user(self.colleague).has_access("read"))

    def test_no_decision_without_reason_or_winner(self):
        for values in ({"reason": " "}, {"winner_id": False}):
            with self.assertRaisesRegex(UserError, "and why"):
                self.decide(**values)
        with self.assertRaisesRegex(UserError, "one of the parties"):
            self.decide(winner_id=self.stranger.id)
        with self.assertRaisesRegex(UserError, "until which day"):
            self.decide(decision="cover")

    def test_only_a_manager_decides(self):
        for user in (self.seller, self.lead):
            with self.assertRaises(AccessError):
                self.conflict.with_user(user).action_decide()
        with self.assertRaises(AccessError):
            self.conflict.with_user(self.seller).read(["reason"])

    def test_a_lead_reads_the_teams(self):
        self.assertTrue(self.conflict.with_user(self.lead).has_access("read"))
        far = self.env["kehu.conflict"]._open(
            self.far, self.stranger, self.company, "Far away"
        )
        self.assertFalse(far.with_user(self.lead).has_access("read"))

    def test_what_is_decided_is_kept(self):
        self.decide()
        conflict = self.conflict.with_user(self.manager)
        with self.assertRaises(UserError):
            conflict.reason = "Another"
        with self.assertRaises(UserError):
            conflict.action_decide()
        with self.assertRaises(UserError):
            conflict.unlink()

    def test_an_open_conflict_is_joined(self):
        again = self.env["kehu.conflict"]._open(
            self.own, self.stranger, self.company, "Entered twice"
        )
        self.assertEqual(again, self.conflict)
        self.assertIn(self.stranger, again.party_ids)

    def test_a_free_customer_is_granted_at_once(self):
        manager = self.as_user(self.manager)["kehu.claim"].create(
            {"partner_id": self.pooled.id, "user_id": self.stranger.id}
        )
        self.assertEqual(manager.state, "granted")
        self.assertEqual(manager.date_from, TODAY)

    def test_a_salesperson_claims_for_nobody_else(self):
        with self.assertRaises(AccessError):
            self.as_user(self.stranger)["kehu.claim"].create(
                {"partner_id": self.own.id, "user_id": self.colleague.id}
            )
