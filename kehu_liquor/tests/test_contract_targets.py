"""Targets: shared over months and categories to the cent, and never off the total."""

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .common_contracts import ContractCase


@tagged("post_install", "-at_install")
class TestTargets(ContractCase):
    def months(self, contract, part="sales"):
        """Month → sum of a column."""
        rows = contract.target_ids.grouped(lambda row: row.month.month)
        return {month: sum(row.mapped(part)) for month, row in sorted(rows.items())}

    # -------------------------------------------------------------- sharing
    def test_the_sum_is_exact_to_the_cent(self):
        contract = self.prepare(
            sales_target=1000000.01, cash_target=999999.99, case_target=1001
        )
        contract.action_split()
        self.assertEqual(len(contract.target_ids), 12)
        for part, total in (("sales", 1000000.01), ("cash", 999999.99)):
            months = contract.target_ids.mapped(part)
            self.assertEqual(round(sum(months) * 100), round(total * 100))
        self.assertEqual(sum(contract.target_ids.mapped("cases")), 1001)
        self.assertFalse(contract.sums_note)

    def test_without_a_last_year_the_festivals_weigh(self):
        contract = self.prepare(sales_target=365000)
        contract.action_split()
        self.assertEqual(contract.split_basis, "festival")
        months = self.months(contract)
        self.assertGreater(months[1], months[3] * 1.5)  # before 17 February
        self.assertGreater(months[9], months[10] * 1.2)  # before 25 September
        self.assertAlmostEqual(months[5], months[7], 2)

    def test_evenly_by_days(self):
        contract = self.prepare(sales_target=3650, split_by="even")
        contract.action_split()
        self.assertEqual(self.months(contract)[2], 280)
        self.assertEqual(self.months(contract)[3], 310)

    def test_last_years_sales_move_with_the_festival(self):
        # A week before Spring Festival 2025 was 22 January, in 2026 it is 10 February.
        self.sell_goods(self.dealer, date(2025, 1, 22), (self.old, 10, 70, None))
        for month in (3, 4, 5, 6, 7):
            self.sell_goods(self.dealer, date(2025, month, 5), (self.old, 1, 60, None))
        contract = self.prepare(sales_target=1000)
        contract.action_split()
        self.assertEqual(contract.split_basis, "own")
        self.assertEqual(
            self.months(contract),
            {1: 0, 2: 700, **dict.fromkeys(range(3, 8), 60)}
            | dict.fromkeys(range(8, 13), 0),
        )

    def test_categories_by_their_own_share(self):
        for month in range(1, 8):
            day = date(2025, month, 20)
            self.sell_goods(self.dealer, day, (self.old, 3, 100, None))
            self.sell_goods(self.dealer, day, (self.young, 1, 100, None))
        contract = self.prepare(
            sales_target=1000,
            territory_ids=[
                Command.create(self.row(self.east, self.strong)),
                Command.create(self.row(self.east, self.sauce)),
            ],
        )
        contract.action_split()
        self.assertEqual(len(contract.target_ids), 24)
        shares = contract.target_ids.grouped("category_id")
        self.assertAlmostEqual(sum(shares[self.strong].mapped("sales")), 750)
        self.assertAlmostEqual(sum(shares[self.sauce].mapped("sales")), 250)

    def test_sharing_again_takes_the_place_of_what_was(self):
        contract = self.prepare(sales_target=1000)
        contract.action_split()
        contract.write({"sales_target": 2000, "split_by": "even"})
        contract.action_split()
        self.assertEqual(len(contract.target_ids), 12)
        self.assertAlmostEqual(sum(contract.target_ids.mapped("sales")), 2000, 2)

    def test_a_part_of_a_month_weighs_its_days(self):
        contract = self.prepare(
            sales_target=460,
            split_by="even",
            date_from=date(2026, 3, 17),
            date_end=date(2026, 5, 1),
        )
        contract.action_split()
        self.assertEqual(self.months(contract), {3: 150, 4: 300, 5: 10})

    # ----------------------------------------------------------- the refusals
    def test_targets_that_do_not_sum_are_refused(self):
        contract = self.complete(self.prepare(sales_target=1000, cash_target=500))
        contract.action_split()
        contract.target_ids[0].sales += 0.01
        self.assertIn("left to share", contract.sums_note)
        with self.assertRaisesRegex(
            UserError, "do not make its total.*Sales: the months"
        ):
            contract.with_user(self.manager).action_sign()
        contract.target_ids[0].sales -= 0.01
        contract.with_user(self.manager).action_sign()

    def test_a_total_without_months_is_refused(self):
        contract = self.complete(self.prepare(cash_target=500))
        with self.assertRaisesRegex(UserError, "Cash: the months make"):
            contract.with_user(self.manager).action_sign()

    def test_a_manager_moves_between_months_but_not_the_sum(self):
        contract = self.make(sales_target=1200, split_by="even")
        first, second = contract.target_ids[:2]
        more = Command.update(first.id, {"sales": first.sales + 50})
        less = Command.update(second.id, {"sales": second.sales - 50})
        boss = contract.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "do not make its total"):
            boss.target_ids = [more]
        before = first.sales
        boss.target_ids = [more, less]
        self.assertAlmostEqual(first.sales, before + 50)
        with self.assertRaises(UserError):
            contract.with_user(self.seller).target_ids = [more]

    def test_a_month_outside_the_term(self):
        with self.assertRaisesRegex(ValidationError, "outside the contract's term"):
            self.prepare(
                target_ids=[Command.create({"month": date(2027, 1, 1), "sales": 1})]
            )

    def test_dates_moved_after_sharing_are_found_when_signing(self):
        contract = self.complete(self.prepare(sales_target=1200))
        contract.action_split()
        contract.date_end = date(2026, 10, 31)
        with self.assertRaisesRegex(ValidationError, "outside the contract's term"):
            contract.with_user(self.manager).action_sign()

    def test_any_day_names_its_month_and_each_once(self):
        rows = [{"month": date(2026, 3, 17), "sales": 1}, {"month": "2026-03-02"}]
        contract = self.prepare(target_ids=[Command.create(rows[0])])
        self.assertEqual(contract.target_ids.month, date(2026, 3, 1))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            contract.target_ids = [Command.create(rows[1])]

    def test_the_screen_edits_months(self):
        contract = self.prepare(sales_target=1200, split_by="even")
        contract.action_split()
        with Form(contract) as form:
            with form.target_ids.edit(0) as row:
                row.sales = row.sales + 10
            with form.target_ids.edit(1) as row:
                row.sales = row.sales - 10
        self.assertFalse(contract.sums_note)

    def test_seasons_are_rows(self):
        festival = self.env.ref("kehu_liquor.festival_dragon_boat")
        festival.write({"season_days": 20, "season_factor": 3})
        contract = self.prepare(sales_target=1000)
        contract.action_split()
        months = self.months(contract)
        self.assertGreater(months[6], months[4] * 1.5)  # 19 June 2026
        with self.assertRaisesRegex(ValidationError, "season"):
            festival.season_days = 200
        self.assertEqual(TODAY.year, 2026)
