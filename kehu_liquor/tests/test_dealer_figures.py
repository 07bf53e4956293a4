"""What a dealer costs, how far it is, what ends: beside its figures, night by night."""

from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, ago
from .common_alerts import AlertCase
from .common_contracts import ContractCase
from .common_support import SupportCase


class DealerFiguresCase(ContractCase, SupportCase, AlertCase):
    def keep(self, day=TODAY):
        """:return: how many rows changed"""
        self.facts._keep_contracts(self.company, day)
        return self.facts._keep_dealers(self.company, day)

    def figures(self, partner=None):
        self.refresh()
        self.keep()
        return self.metric(partner or self.dealer)

    def warned(self, key, partner=None):
        rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
        rule.active = True
        self.warn(rule)
        return self.alerts(partner or self.dealer, rule_id=rule.id, passed_on=False)


@tagged("post_install", "-at_install")
class TestDealerFigures(DealerFiguresCase):
    def test_who_has_nothing_has_nothing(self):
        self.refresh()
        self.assertEqual(self.keep(), 0)
        metric = self.metric(self.own)
        for name in ("support_share", "contract", "sales_pace", "cash_pace", "deposit"):
            self.assertFalse(metric[f"has_{name}"], name)
        self.assertFalse(metric.contract_date_end)
        self.assertFalse(metric.promises_overdue)

    def test_cost_by_net_sales(self):
        self.sell(self.own, ago(20), 10000)
        support = self.promise(1001)
        self.bill(support, 1001)
        metric = self.figures(self.own)
        self.assertEqual((metric.support_cost, metric.support_share), (1001, 0.1001))
        self.bill(support, 500, kind="in_refund")
        self.assertEqual(self.figures(self.own).support_cost, 501)

    def test_cost_without_sales_is_no_ratio(self):
        self.bill(self.promise(10, self.far), 10)
        metric = self.figures(self.far)
        self.assertEqual(metric.support_cost, 10)
        self.assertFalse(metric.has_support_share)
        self.assertEqual(len(self.warned("support_unsold", self.far)), 1)
        self.assertFalse(self.warned("support_heavy", self.far))

    def test_cost_falls_out_after_a_year(self):
        self.sell(self.own, ago(20), 1000)
        self.bill(self.promise(100), 100)
        self.refresh()
        self.facts._keep_dealers(self.company, date(2027, 6, 29))
        self.assertEqual(self.metric(self.own).support_cost, 100)
        self.facts._keep_dealers(self.company, date(2027, 6, 30))
        self.assertEqual(self.metric(self.own).support_cost, 0)

    def test_promises_overdue_are_counted(self):
        for number in (1, 2):
            first = ago(100 * number)
            support = self.promise(
                100,
                kind_id=self.visit.id if number > 1 else self.rack.id,
                **({"requested_amount": 0} if number > 1 else {}),
            )
            support.write({"due_date": first})
        self.promise(100, self.others).write({"due_date": TODAY})
        self.assertEqual(self.figures(self.own).promises_overdue, 2)
        self.assertEqual(self.figures(self.others).promises_overdue, 0)

    def test_the_running_contracts_are_one_figure(self):
        for category, territory in ((self.strong, self.east), (self.sauce, self.west)):
            self.make(
                sales_target=3650,
                split_by="even",
                date_end=date(2026, 12, 31 if category == self.strong else 30),
                territory_ids=[Command.create(self.row(territory, category))],
            )
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 905, None))
        metric = self.figures()
        self.assertTrue(metric.has_contract)
        self.assertEqual(metric.contract_date_end, date(2026, 12, 30))
        self.assertEqual(metric.contract_days_left, 183)
        self.assertAlmostEqual(metric.sales_pace, 0.2497, 3)
        self.assertFalse(metric.has_cash_pace)

    def test_what_is_renewed_ends_with_the_renewal(self):
        contract = self.make()
        self.assertEqual(self.figures().contract_date_end, date(2026, 12, 31))
        new = self.contracts.browse(contract.action_renew()["res_id"])
        self.assertEqual(self.figures().contract_date_end, date(2026, 12, 31))
        self.sign(new)
        self.assertEqual(self.figures().contract_date_end, date(2027, 12, 31))

    def test_a_deposit_until_it_ends_and_what_is_lacking(self):
        contract = self.make(deposit=50000, deposit_date_end=ago(-30))
        metric = self.figures()
        self.assertEqual(
            (metric.has_deposit, metric.deposit_date_end, metric.deposit_short),
            (True, ago(-30), 50000),
        )
        alert = self.warned("deposit_short")
        self.assertIn("¥ 50,000 of the deposit of ¥ 50,000", alert.sentence)
        contract.with_user(self.manager).deposit_received = 50000
        self.assertEqual(self.figures().deposit_short, 0)
        self.assertFalse(self.warned("deposit_short"))

    def test_a_second_night_writes_nothing(self):
        self.make(sales_target=3650, cash_target=100, deposit=5, split_by="even")
        self.sell(self.dealer, ago(20), 905)
        self.bill(self.promise(101, self.dealer), 101)
        self.refresh()
        self.assertEqual(self.keep(), 1)
        self.assertEqual(self.keep(), 0)
        self.night(TODAY)
        before = self.row_versions()
        self.night(TODAY)
        self.assertEqual(self.row_versions(), before)

    def row_versions(self):
        """Which transactions and commands wrote the rows: told by PostgreSQL."""
        self.env.flush_all()
        self.env.cr.execute("SELECT id, xmin::text, ctid::text FROM kehu_metric")
        return sorted(self.env.cr.fetchall())

    def test_the_night_keeps_them_and_refreshing_one_does_too(self):
        self.make(sales_target=3650, split_by="even")
        self.night(TODAY)
        self.assertTrue(self.metric(self.dealer).has_sales_pace)
        self.sell_goods(self.dealer, date(2026, 3, 10), (self.old, 1, 1810, None))
        self.dealer.with_user(self.manager).action_kehu_refresh()
        self.assertAlmostEqual(self.metric(self.dealer).sales_pace, 1)

    def test_another_company_is_another_row(self):
        other = self.make_company("Other")
        self.make(sales_target=3650)
        self.refresh()
        self.assertEqual(self.facts._keep_dealers(other, TODAY), 0)


@tagged("post_install", "-at_install")
class TestDealerSupportLine(DealerFiguresCase):
    """The tab's line about support, and what its buttons open."""

    def line(self, user=None):
        partner = self.own.with_user(user or self.manager)
        partner.invalidate_recordset()
        return partner.kehu_metric_id._dealer_support(TODAY)

    def test_nothing_promised_no_line(self):
        self.refresh()
        self.ask(100)
        self.assertFalse(self.line())

    def test_given_cost_ratio_and_what_the_last_one_brought(self):
        self.delivered_long_ago(approved_amount=4000)
        last = self.supports.search([("name", "=", "ZC-OLD")])
        last.write({"approved_amount": 4000, "approved_on": ago(100)})
        self.sell(self.own, ago(20), 10000)
        support = self.promise(1000)
        self.bill(support, 1000)
        self.refresh()
        line = self.line()
        self.assertEqual(line["count"], 2)
        self.assertIn("¥ 5,000", line["text"])
        self.assertIn("cost ratio 10.0 %", line["text"])
        self.assertIn("Not measurable: 0 comparable", line["last"]["text"])
        self.assertEqual(line["last"]["id"], last.id)
        self.assertFalse(line["late"])
        support.due_date = ago(1)
        self.assertEqual(self.line()["late"], "1 promises overdue")

    def test_the_bill_lines_are_for_who_may_read_them(self):
        self.sell(self.own, ago(20), 10000)
        self.bill(self.promise(1000), 1000)
        self.refresh()
        self.assertFalse(self.line(self.seller)["may_open_cost"])
        self.assertTrue(self.line(self.accountant)["may_open_cost"])
        action = self.own.with_user(self.accountant).action_kehu_support_cost()
        lines = self.env["account.move.line"].with_user(self.accountant)
        self.assertEqual(lines.search(action["domain"]).balance, 1000)
