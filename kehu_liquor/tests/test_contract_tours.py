"""A contract as people use it, at a desk and on a phone."""

from datetime import date

from odoo.tests import HttpCase, tagged

from .common_contracts import ContractCase


class ContractScreenCase(ContractCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 10, 90.5, self.six))


@tagged("post_install", "-at_install")
class TestContractDesk(ContractScreenCase):
    def test_a_salesperson_prepares_one(self):
        page = f"/odoo/res.partner/{self.dealer.id}"
        self.start_tour(page, "kehu_seller_contracts", login="seller")
        contract = self.contracts.search([("partner_id", "=", self.dealer.id)])
        self.assertEqual((contract.state, contract.sales_target), ("draft", 3650))
        self.assertEqual(len(contract.target_ids), 12)

    def test_a_manager_reads_the_progress(self):
        self.make(sales_target=3650, split_by="even")
        self.start_tour("/odoo/kehu-progress", "kehu_manager_progress", login="manager")


@tagged("post_install", "-at_install")
class TestContractPhone(ContractScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_dealers_targets_on_a_phone(self):
        self.make(sales_target=3650, split_by="even")
        page = f"/odoo/res.partner/{self.dealer.id}"
        self.start_tour(page, "kehu_dealer_tab", login="seller")
