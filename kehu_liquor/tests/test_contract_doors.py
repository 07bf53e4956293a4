"""Who reads and writes contracts; a state is moved by a button alone; two companies."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, ago
from .common_contracts import ContractCase


@tagged("post_install", "-at_install")
class TestContractDoors(ContractCase):
    def test_each_reads_own_team_or_all(self):
        mine, theirs = self.prepare(), self.prepare(self.rival)
        for user, seen in (
            (self.seller, mine),
            (self.lead, mine),
            (self.stranger, theirs),
            (self.manager, mine + theirs),
            (self.accountant, mine + theirs),
            (self.colleague, self.contracts),
        ):
            with self.subTest(user.login):
                found = self.contracts.with_user(user).search([])
                self.assertEqual(found & (mine + theirs), seen)
                rows = self.env["kehu.contract.territory"].with_user(user).search([])
                self.assertEqual(rows.contract_id & (mine + theirs), seen)

    def test_others_are_shut_out(self):
        contract = self.prepare()
        for user in (self.plain, self.portal):
            for model in ("kehu.contract", "kehu.contract.target", "kehu.sales.policy"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
            with self.assertRaises(AccessError):
                contract.with_user(user).read(["state"])

    def test_a_salesperson_prepares_for_own_customers_only(self):
        with self.assertRaises(AccessError):
            self.prepare(self.rival, self.seller)
        contract = self.prepare()
        with self.assertRaises(AccessError):
            contract.partner_id = self.rival

    def test_an_accountant_only_reads(self):
        contract = self.prepare()
        with self.assertRaises(AccessError):
            contract.with_user(self.accountant).note = "Mine"
        with self.assertRaises(AccessError):
            self.prepare(user=self.accountant)
        with self.assertRaises(AccessError):
            contract.with_user(self.accountant).action_split()
        theirs = self.prepare(self.rival)
        with self.assertRaises(AccessError):
            theirs.with_user(self.selling_accountant).note = "Mine"

    def test_no_state_is_written_by_hand(self):
        contract = self.prepare()
        for user in (self.seller, self.lead, self.manager):
            for vals in (
                {"state": "running"},
                {"name": "HT-1"},
                {"signed_by_id": user.id},
                {"sales_done": 1e6},
                {"renewal_id": contract.id},
            ):
                with self.assertRaisesRegex(AccessError, "by its buttons"):
                    contract.with_user(user).write(vals)

    def test_none_is_born_running(self):
        contract = self.prepare(state="running", ended_on=TODAY, sales_done=5)
        self.assertEqual(
            (contract.state, contract.ended_on, contract.sales_done),
            ("draft", False, 0),
        )

    def test_a_salesperson_puts_none_in_force(self):
        contract = self.complete(self.prepare())
        with self.assertRaisesRegex(AccessError, "lead or a manager"):
            contract.action_sign()
        contract.with_user(self.lead).action_sign()
        self.assertEqual(contract.signed_by_id, self.lead)

    def test_a_lead_signs_for_the_team_only(self):
        contract = self.complete(self.prepare(self.rival))
        with self.assertRaises(AccessError):
            contract.with_user(self.lead).action_sign()

    def test_what_is_signed_is_not_changed(self):
        contract = self.make(sales_target=1200)
        with self.assertRaisesRegex(UserError, "is signed"):
            contract.with_user(self.seller).date_end = ago(-300)
        with self.assertRaisesRegex(UserError, "is signed"):
            contract.with_user(self.manager).sales_target = 1
        with self.assertRaisesRegex(UserError, "line by line"):
            contract.target_ids[0].with_user(self.manager).sales = 1
        with self.assertRaisesRegex(UserError, "line by line"):
            contract.territory_ids.with_user(self.seller).unlink()
        with self.assertRaises(AccessError):
            contract.with_user(self.seller).end_reason = "No"
        with self.assertRaisesRegex(UserError, "is signed"):
            contract.with_user(self.seller).note = "What is printed is agreed, too"
        with self.assertRaisesRegex(UserError, "is signed"):
            contract.with_user(self.seller).signed_file = b"YW5vdGhlcg=="
        with self.assertRaisesRegex(UserError, "never taken away"):
            contract.with_user(self.manager).signed_file = False
        contract.with_user(self.manager).signed_file = b"YW5vdGhlcg=="

    def test_a_line_does_not_move_to_another_contract(self):
        contract, other = self.make(), self.prepare(self.rival)
        row = self.prepare(
            territory_ids=[Command.create(self.row(self.west))]
        ).territory_ids
        with self.assertRaises(UserError):
            row.with_user(self.seller).contract_id = contract
        with self.assertRaises(AccessError):
            row.with_user(self.seller).contract_id = other

    def test_another_companys_contract_is_not_seen(self):
        other = self.make_company("Other")
        contract = self.contracts.create(
            {"partner_id": self.rival.id, "company_id": other.id}
        )
        for user in (self.manager, self.accountant):
            found = self.contracts.with_user(user).search([])
            self.assertNotIn(contract, found)
        with self.assertRaises(UserError):
            contract.territory_ids = [Command.create(self.row(self.east))]

    def test_texts_and_policies_are_the_managers(self):
        text = self.env["kehu.contract.template"].create({"name": "Text"})
        policy = self.env["kehu.sales.policy"].create(
            {"name": "Ten and one", "date_end": TODAY}
        )
        for record in (text, policy):
            with self.assertRaises(AccessError):
                record.with_user(self.lead).name = "Mine"
            record.with_user(self.manager).name = "Ours"
            self.assertTrue(record.with_user(self.seller).name)

    def test_a_contract_passes_on_in_a_handover(self):
        contract = self.make()
        things = self.dealer._kehu_open_things(self.seller, self.company)
        self.assertIn(
            (f"Contract {contract.name}", contract.date_end), things[self.dealer.id]
        )
        self.dealer._kehu_pass_on(self.seller, self.colleague, self.company)
        self.assertEqual(contract.user_id, self.colleague)

    def test_merging_dealers_loses_no_contract(self):
        mine, theirs = self.make(), self.make(self.rival)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.dealer + self.rival).ids, self.dealer)
        self.assertEqual((mine + theirs).partner_id, self.dealer)
