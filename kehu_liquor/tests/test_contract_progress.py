"""Progress: sold and paid against target, by month, category, cases and festival."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..engine import targets
from .common import TODAY, ago
from .common_alerts import AlertCase
from .common_contracts import YEAR, ContractCase


class ProgressCase(ContractCase):
    def both(self, **values):
        """Targets on strong aroma in the east and sauce aroma in the west."""
        return self.make(
            territory_ids=[
                Command.create(self.row(self.east, self.strong)),
                Command.create(self.row(self.west, self.sauce)),
            ],
            **values,
        )

    def sums(self, contract, groups, *measures, user=None, domain=()):
        """``{group: (sums)}`` as the report reads it."""
        rows = self.env["kehu.contract.progress"].with_user(user or self.manager)
        found = rows._read_group(
            [("contract_id", "=", contract.id), *domain],
            groups,
            [f"{name}:sum" for name in measures],
        )
        return {row[0]: row[1:] if len(measures) > 1 else row[1] for row in found}

    def standing(self, contract, day=TODAY):
        return self.facts._contract_standing(contract.sudo(), day)[contract.id]


@tagged("post_install", "-at_install")
class TestProgress(ProgressCase):
    def test_sold_net_of_credit_notes_by_month(self):
        contract = self.make(sales_target=12000, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 6, 100, None))
        self.sell_goods(
            self.dealer, date(2026, 4, 2), (self.old, 1, 100, None), kind="out_refund"
        )
        self.sell_goods(self.rival, date(2026, 3, 10), (self.old, 5, 100, None))
        self.sell_goods(self.dealer, date(2025, 12, 31), (self.old, 5, 100, None))
        months = self.sums(contract, ["date:month"], "sales_target", "sales_done")
        self.assertEqual(months[date(2026, 3, 1)][1], 600)
        self.assertEqual(months[date(2026, 4, 1)][1], -100)
        aims = {row.month: row.sales for row in contract.target_ids}
        for month, (aim, _done) in months.items():
            self.assertAlmostEqual(aim, aims[month], 4)
        self.assertEqual(len(months), 12)

    def test_by_category_what_is_covered(self):
        contract = self.both(sales_target=1000)
        other = self.env["product.category"].create({"name": "Glasses"})
        glass = self.env["product.product"].create(
            {"name": "Glass", "categ_id": other.id}
        )
        self.sell_goods(
            self.dealer,
            TODAY,
            (self.old, 1, 100, None),
            (self.young, 2, 50, None),
            (glass, 1, 9, glass.uom_id),
        )
        done = self.sums(contract, ["category_id"], "sales_done")
        self.assertEqual(done, {self.strong: 100, self.sauce: 100})

    def test_everything_counts_where_everything_is_covered(self):
        contract = self.make(sales_target=1000)
        self.sell(self.dealer, TODAY, 70)  # a line without a product
        self.assertEqual(self.standing(contract)["sales_done"], 70)

    def test_cases_and_bottles_as_odoo_converts_them(self):
        contract = self.make(case_target=120)
        self.sell_goods(
            self.dealer,
            TODAY,
            (self.old, 2, 600, self.six),
            (self.old, 9, 100, self.bottle),
            (self.young, 5, 100, self.bottle),
        )
        now = self.standing(contract)
        self.assertEqual(now["bottles_done"], 2 * 6 + 9 + 5)
        by_odoo = 2 + self.bottle._compute_quantity(9, self.six, round=False)
        self.assertAlmostEqual(now["cases_done"], by_odoo)
        found = self.sums(contract, ["state"], "cases_done", "bottles_done")
        self.assertEqual(found["running"], (3.5, 26))

    def test_cash_by_day_and_by_what_it_pays(self):
        contract = self.both(sales_target=1000, cash_target=1000)
        invoice = self.sell_goods(
            self.dealer,
            date(2026, 5, 5),
            (self.old, 3, 100, None),
            (self.young, 1, 100, None),
        )
        self.pay(invoice, date(2026, 6, 1), 200)
        self.prepay(self.dealer, date(2026, 6, 2), 30)
        months = self.sums(contract, ["date:month"], "cash_done")
        self.assertEqual(months[date(2026, 6, 1)], 230)
        by_goods = self.sums(contract, ["category_id"], "cash_done")
        none = self.env["product.category"]
        self.assertEqual(by_goods, {self.strong: 150, self.sauce: 50, none: 30})
        self.assertEqual(self.standing(contract)["cash_done"], 230)

    def test_cash_of_a_contact_counts_and_a_bill_does_not(self):
        contract = self.make(cash_target=1000)
        contact = self.env["res.partner"].create(
            {"name": "Branch", "parent_id": self.dealer.id, "type": "invoice"}
        )
        self.prepay(contact, TODAY, 40)
        self.sell_goods(self.dealer, TODAY, (self.old, 1, 100, None))
        self.assertEqual(self.standing(contract)["cash_done"], 40)

    def test_the_rate_of_a_group_is_of_its_sums(self):
        contract = self.make(sales_target=1000, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 500, None))
        rows = self.env["kehu.contract.progress"].with_user(self.manager)
        found = rows._read_group(
            [("contract_id", "=", contract.id)], [], ["sales_rate:avg"]
        )
        self.assertAlmostEqual(found[0][0], 0.5)

    def test_where_nothing_is_aimed_at_nothing_is_reached(self):
        aims = self.make(sales_target=1000, cash_target=1000, split_by="even")
        none = self.make(self.rival, territory_ids=[], kind="key_account")
        for partner in (self.dealer, self.rival):
            self.sell_goods(partner, date(2026, 3, 10), (self.old, 1, 500, None))
        rows = self.env["kehu.contract.progress"].with_user(self.manager)
        rates = {
            contract.id: rate
            for contract, rate in rows._read_group(
                [("contract_id", "in", (aims + none).ids)],
                ["contract_id"],
                ["sales_rate:avg"],
            )
        }
        self.assertAlmostEqual(rates[aims.id], 0.5)
        self.assertFalse(rates[none.id])
        both = rows._read_group(
            [("contract_id", "in", (aims + none).ids)],
            [],
            ["sales_rate:avg", "sales_done:sum"],
        )
        self.assertAlmostEqual(both[0][0], 0.5)
        self.assertEqual(both[0][1], 1000)

    def test_weeks_before_spring_festival(self):
        contract = self.make(sales_target=3650, split_by="even")
        self.sell_goods(self.dealer, date(2026, 2, 11), (self.old, 1, 77, None))
        weeks = self.sums(
            contract,
            ["spring_week"],
            "sales_target",
            "sales_done",
            domain=[("spring_year", "=", "2026")],
        )
        self.assertEqual(weeks["01"][1], 77)
        self.assertAlmostEqual(weeks["02"][0], 70, 4)

    def test_an_ended_contract_stops_counting(self):
        contract = self.make(sales_target=3650, split_by="even")
        contract.with_user(self.manager).end_reason = "Gave up"
        contract.with_user(self.manager).action_end()
        self.sell_goods(self.dealer, ago(-5), (self.old, 1, 100, None))
        found = self.sums(contract, ["state"], "sales_target", "sales_done")
        self.assertAlmostEqual(found["ended"][0], 10 * 181, 4)
        self.assertFalse(found["ended"][1])

    def test_each_reads_the_rows_of_own_customers(self):
        mine = self.make(sales_target=1000)
        theirs = self.make(self.rival, sales_target=1000)
        rows = self.env["kehu.contract.progress"]
        for user, seen in (
            (self.seller, mine),
            (self.lead, mine),
            (self.stranger, theirs),
            (self.manager, mine + theirs),
            (self.accountant, mine + theirs),
        ):
            found = rows.with_user(user).search([]).contract_id
            self.assertEqual(found & (mine + theirs), seen, user.login)
        for user in (self.plain, self.portal):
            with self.assertRaises(AccessError):
                rows.with_user(user).search([])

    def test_rows_can_be_read_one_by_one(self):
        contract = self.make(sales_target=1000)
        self.sell_goods(self.dealer, TODAY, (self.old, 1, 100, None))
        rows = self.env["kehu.contract.progress"].search(
            [("contract_id", "=", contract.id), ("sales_done", ">", 0)]
        )
        self.assertEqual(rows.mapped("sales_done"), [100])
        rows.invalidate_recordset()
        self.assertEqual((rows.sales_done, rows.date), (100, TODAY))


@tagged("post_install", "-at_install")
class TestStanding(ProgressCase, AlertCase):
    """How far it should be, where it ends, and what is warned of."""

    def test_due_is_what_the_engine_says(self):
        contract = self.make(sales_target=99999.97, cash_target=500, case_target=77)
        for day in (TODAY, date(2026, 1, 1), date(2026, 12, 31), date(2026, 2, 10)):
            now = self.standing(contract, day)
            for part in ("sales", "cash", "cases"):
                goals = [(row.month, row[part]) for row in contract.target_ids]
                self.assertAlmostEqual(
                    float(now[f"{part}_due"]), targets.due_by(goals, day, *YEAR), 4
                )

    def test_the_night_keeps_it_and_twice_is_as_once(self):
        contract = self.make(sales_target=3650, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 905, None))
        self.assertEqual(self.facts._keep_contracts(self.company, TODAY), 1)
        self.assertEqual(self.facts._keep_contracts(self.company, TODAY), 0)
        contract.invalidate_recordset()
        self.assertEqual((contract.sales_done, contract.sales_due), (905, 1810))
        self.assertAlmostEqual(contract.sales_pace, 0.5)
        self.assertTrue(contract.has_sales_pace)
        self.assertFalse(contract.has_cash_pace)

    def test_by_last_years_pace_to_the_festival(self):
        # Last year 600 of 1,000 were sold by the end of June.
        for month, amount in ((1, 100), (3, 200), (5, 300), (9, 400)):
            day = date(2025, month, 25)
            self.sell_goods(self.dealer, day, (self.old, 1, amount, None))
        contract = self.make(sales_target=3000)
        told = contract._forecast("sales", 900, TODAY)
        self.assertEqual(told.basis, "pace")
        self.assertAlmostEqual(told.value, 1500)

    def test_straight_on_without_a_last_year(self):
        told = self.make(sales_target=3000)._forecast("sales", 181, TODAY)
        self.assertEqual(told.basis, "linear")
        self.assertAlmostEqual(told.value, 365)

    def test_the_night_keeps_where_it_will_end(self):
        contract = self.make(sales_target=3650, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 181, None))
        self.night(TODAY)
        self.assertEqual(
            (contract.has_sales_forecast, contract.sales_forecast), (1, 365)
        )
        self.assertFalse(contract.has_cash_forecast)
        keep = self.contracts._keep_forecasts
        self.assertEqual(keep(self.company, TODAY), 0)
        self.assertEqual(keep(self.company, date(2026, 9, 30), self.rival), 0)
        self.assertEqual(keep(self.company, date(2026, 9, 30), self.dealer), 1)

    def warned(self, key, partner=None):
        rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
        rule.active = True
        self.warn(rule)
        return self.alerts(partner or self.dealer, rule_id=rule.id, passed_on=False)

    def test_behind_plan_is_warned_of(self):
        self.make(sales_target=3650, cash_target=3650, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 1440, None))
        self.prepay(self.dealer, date(2026, 3, 10), 1450)
        self.facts._keep_contracts(self.company, TODAY)
        alert = self.warned("sales_behind")
        self.assertEqual((alert.user_id, alert.amount), (self.seller, 1810))
        self.assertIn("80 %", alert.sentence)
        self.assertFalse(self.warned("cash_behind"))

    def test_no_target_no_warning(self):
        self.make()
        self.facts._keep_contracts(self.company, TODAY)
        self.assertFalse(self.warned("sales_behind") + self.warned("cash_behind"))

    def test_a_contract_that_ends(self):
        contract = self.make(date_end=ago(-60))
        self.assertEqual(len(self.warned("contract_ending")), 1)
        contract.action_renew()
        self.assertFalse(self.warned("contract_ending"))

    def test_the_last_two_weeks_want_a_signature(self):
        contract = self.make(date_end=ago(-14))
        self.assertFalse(self.warned("contract_ending"))
        self.assertEqual(self.warned("contract_ending_soon").user_id, self.lead)
        new = self.contracts.browse(contract.action_renew()["res_id"])
        self.assertTrue(self.warned("contract_ending_soon"))
        self.sign(new)
        self.assertFalse(self.warned("contract_ending_soon"))

    def test_a_deposit_that_ends(self):
        self.make(deposit=50000, deposit_date_end=ago(-30))
        alert = self.warned("deposit_ending")
        self.assertIn("¥ 50,000", alert.sentence)
        self.make(self.rival, deposit=50000, deposit_date_end=ago(-31))
        self.assertFalse(self.warned("deposit_ending", self.rival))

    # --------------------------------------------------------------- the page
    def page(self, user=None, partner=None):
        partner = (partner or self.dealer).with_user(user or self.seller)
        partner.invalidate_recordset()
        return partner.kehu_dealer

    def test_the_tab_of_a_dealer(self):
        self.make(sales_target=3650, case_target=365, split_by="even")
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 10, 90.5, self.six))
        self.env["kehu.sales.policy"].create(
            {
                "name": "Ten and one",
                "date_from": ago(3),
                "date_end": ago(-3),
                "buy_cases": 10,
                "free_cases": 1,
                "territory_ids": [Command.set(self.east.ids)],
            }
        )
        tab = self.page()
        contract = tab["contracts"][0]
        sales, cases = contract["bars"]
        self.assertEqual((sales["aim"], cases["aim"]), ("sales", "cases"))
        self.assertEqual(sales["text"], "¥ 905 / ¥ 3,650")
        self.assertEqual(sales["percent"], "25 %")
        self.assertAlmostEqual(sales["due"], 181 / 365)
        self.assertEqual((sales["word"], sales["tone"]), ("Behind plan", "danger"))
        self.assertIn("straight on", sales["forecast"])
        self.assertEqual(cases["text"], "10 cases / 365 cases")
        self.assertEqual(tab["festival"], "87 days to Mid-Autumn")
        self.assertIn("1 free for each 10 cases", tab["policies"][0]["text"])
        self.assertEqual(contract["left"], "184 days left")
        self.assertFalse(contract["renew"])

    def test_a_dealer_without_a_contract_may_have_one(self):
        tab = self.page()
        self.assertEqual((tab["contracts"], tab["may_create"]), ([], True))
        self.assertFalse(self.page(self.accountant)["may_create"])
        self.assertFalse(self.page(partner=self.own))

    def test_a_contract_that_ends_offers_its_renewal(self):
        self.make(date_end=ago(-30))
        self.assertTrue(self.page()["contracts"][0]["renew"])


@tagged("post_install", "-at_install")
class TestSalesPolicy(ContractCase):
    def policy(self, **values):
        return self.env["kehu.sales.policy"].create(
            {"name": "P", "date_from": ago(1), "date_end": TODAY, **values}
        )

    def for_dealer(self, day=TODAY):
        policies = self.env["kehu.sales.policy"]
        return policies._for(self.dealer, self.company, day)

    def test_by_date_region_and_audience(self):
        everywhere = self.policy()
        east = self.policy(territory_ids=[Command.set(self.east.ids)])
        self.policy(territory_ids=[Command.set(self.west.ids)])
        outlets = self.env.ref("kehu_liquor.audience_outlet")
        self.policy(audience_ids=[Command.set(outlets.ids)])
        self.policy(date_from=ago(9), date_end=ago(2))
        self.assertEqual(self.for_dealer(), everywhere + east)
        self.assertFalse(self.for_dealer(ago(-1)))

    def test_its_state_is_its_dates(self):
        coming = self.policy(date_from=ago(-1), date_end=ago(-2))
        over = self.policy(date_from=ago(9), date_end=ago(2))
        on = self.policy()
        for state, row in (("coming", coming), ("over", over), ("on", on)):
            self.assertEqual(row.state, state)
            found = self.env["kehu.sales.policy"].search([("state", "in", [state])])
            self.assertEqual(found & (coming + over + on), row)
