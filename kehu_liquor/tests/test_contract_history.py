"""Sales imported from before the cut-over, in progress and in the splits."""

from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY
from .common_contracts import ContractCase


@tagged("post_install", "-at_install")
class TestContractHistory(ContractCase):
    def past(self, day, *lines, partner=None, rest=0, **values):
        """An imported document of ``(product, quantity, amount, unit)`` lines."""
        number = f"OLD-{self.env['kehu.external.sale'].search_count([])}"
        amounts = [amount for _product, _quantity, amount, _unit in lines]
        return self.env["kehu.external.sale"].create(
            {
                "kind": "history",
                "number": number,
                "number_key": number.lower(),
                "partner_id": (partner or self.dealer).id,
                "company_id": self.company.id,
                "date": day,
                "amount": sum(amounts) + rest,
                "line_ids": [
                    Command.create(
                        {
                            "product_id": product.id if product else False,
                            "name": "As the file had it",
                            "quantity": quantity,
                            "amount": amount,
                            "unit": unit,
                        }
                    )
                    for product, quantity, amount, unit in lines
                ],
                **values,
            }
        )

    def standing(self, contract):
        return self.facts._contract_standing(contract.sudo(), TODAY)[contract.id]

    def sums(self, contract, group, measure="sales_done"):
        rows = self.env["kehu.contract.progress"].with_user(self.manager)
        found = rows._read_group(
            [("contract_id", "=", contract.id)], [group], [f"{measure}:sum"]
        )
        return dict(found)

    def test_it_counts_beside_what_was_invoiced(self):
        contract = self.make(sales_target=3650)
        self.past(date(2026, 1, 5), (self.old, 6, 600, None), rest=40)
        self.past(date(2026, 1, 6), (None, 1, 7, None))
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 100, None))
        self.assertEqual(self.standing(contract)["sales_done"], 747)
        months = self.sums(contract, "date:month")
        self.assertEqual(months[date(2026, 1, 1)], 647)

    def test_only_confirmed_history_of_this_dealer_and_term(self):
        contract = self.make(sales_target=3650)
        line = (self.old, 6, 600, None)
        self.past(date(2025, 12, 31), line)
        self.past(date(2026, 1, 5), line, partner=self.rival)
        self.past(date(2026, 1, 5), line, state="draft")
        self.past(date(2026, 1, 5), line, kind="sell_out")
        self.assertEqual(self.standing(contract)["sales_done"], 0)

    def test_by_category_only_what_names_our_products(self):
        contract = self.make(
            sales_target=1000,
            territory_ids=[Command.create(self.row(self.east, self.strong))],
        )
        self.past(
            date(2026, 1, 5),
            (self.old, 6, 600, None),
            (self.young, 6, 300, None),
            (None, 6, 50, None),
            rest=40,
        )
        self.assertEqual(self.sums(contract, "category_id"), {self.strong: 600})

    def test_a_refund_takes_back(self):
        contract = self.make(sales_target=3650)
        self.past(date(2026, 1, 5), (self.old, 6, 600, None))
        self.past(date(2026, 1, 9), (self.old, -2, -200, None), is_refund=True)
        now = self.standing(contract)
        self.assertEqual((now["sales_done"], now["bottles_done"]), (400, 4))

    def test_cases_and_bottles_by_the_units_of_the_file(self):
        contract = self.make(case_target=120)
        self.past(
            date(2026, 1, 5),
            (self.old, 2, 600, "Case of 6"),
            (self.old, 9, 100, "Bottle"),
            (self.old, 3, 100, None),
            (self.old, 5, 100, "a unit nobody knows"),
        )
        now = self.standing(contract)
        self.assertEqual((now["bottles_done"], now["cases_done"]), (24, 4))
        self.assertEqual(now["sales_done"], 900)

    def test_the_split_reads_it_as_last_years_sales(self):
        for month in range(3, 9):
            self.past(date(2025, month, 5), (self.old, 6, 60, None))
        contract = self.prepare(sales_target=1200)
        contract.action_split()
        self.assertEqual(contract.split_basis, "own")
        months = {row.month.month: row.sales for row in contract.target_ids}
        self.assertEqual(months[4], 200)
        self.assertEqual(months[11], 0)

    def test_the_mix_of_categories_reads_it(self):
        self.past(date(2025, 4, 5), (self.old, 6, 750, None))
        self.past(date(2025, 5, 5), (self.young, 6, 250, None))
        contract = self.prepare(
            sales_target=1000,
            territory_ids=[
                Command.create(self.row(self.east, self.strong)),
                Command.create(self.row(self.west, self.sauce)),
            ],
        )
        contract.action_split()
        strong = contract.target_ids.filtered(lambda t: t.category_id == self.strong)
        self.assertEqual(sum(strong.mapped("sales")), 750)

    def test_cash_has_no_history(self):
        contract = self.make(cash_target=3650)
        self.past(date(2026, 1, 5), (self.old, 6, 600, None))
        self.assertEqual(self.standing(contract)["cash_done"], 0)
