"""What customers owe, how late, what they paid and whether in time."""

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


class OwedCase(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")


@tagged("post_install", "-at_install")
class TestOwed(OwedCase):
    def test_due_today_is_not_overdue(self):
        self.sell(self.shop, ago(30), 100, due=TODAY)
        self.refresh()
        self.assertFigures(self.shop, due_total=100, overdue_gross=0, overdue_days=0)

    def test_due_yesterday_is(self):
        self.sell(self.shop, ago(30), 100, due=ago(1))
        self.refresh()
        self.assertFigures(
            self.shop, overdue_gross=100, overdue_amount=100, overdue_days=1
        )

    def test_the_oldest_debt_gives_the_days(self):
        self.sell(self.shop, ago(30), 100, due=ago(9))
        self.sell(self.shop, ago(60), 10, due=ago(40))
        self.refresh()
        self.assertFigures(self.shop, overdue_since=ago(40), overdue_days=40)

    def test_what_is_paid_is_not_owed(self):
        self.pay(self.sell(self.shop, ago(30), 100), ago(5), amount=60)
        self.refresh()
        self.assertFigures(self.shop, due_total=40, overdue_gross=40)

    def test_prepayments_are_taken_off_what_is_overdue(self):
        self.sell(self.shop, ago(30), 100)
        self.prepay(self.shop, ago(5), 30)
        self.refresh()
        self.assertFigures(
            self.shop,
            due_total=70,
            overdue_gross=100,
            prepaid_balance=30,
            overdue_amount=70,
        )

    def test_more_prepaid_than_overdue_is_nothing_overdue(self):
        self.sell(self.shop, ago(30), 100)
        self.refund(self.shop, ago(5), 130)
        self.refresh()
        self.assertFigures(
            self.shop, due_total=-30, prepaid_balance=130, overdue_amount=0
        )

    def test_instalments_fall_due_one_by_one(self):
        half = {"value": "percent", "value_amount": 50}
        term = self.env["account.payment.term"].create(
            {
                "name": "Half now, half later",
                "line_ids": [
                    Command.create({**half, "nb_days": days}) for days in (0, 60)
                ],
            }
        )
        self.sell(self.shop, ago(30), 100, invoice_payment_term_id=term.id)
        self.refresh()
        self.assertFigures(self.shop, due_total=100, overdue_gross=50, overdue_days=30)

    def test_settled_customers_have_no_terms_to_overrun(self):
        self.pay(self.sell(self.shop, ago(30)), ago(30))
        self.refresh()
        self.assertFigures(self.shop, has_overdue_terms=False, due_total=0)
        self.sell(self.shop, ago(3), due=ago(-3))
        self.refresh()
        self.assertFigures(self.shop, has_overdue_terms=True, overdue_gross=0)

    def test_days_of_sales_outstanding(self):
        self.sell(self.shop, ago(10), 200)
        self.pay(self.sell(self.shop, ago(9), 100), ago(8))
        self.refresh()  # 200 owed of 300 sold in 90 days
        self.assertFigures(self.shop, has_dso=True, dso=60)

    def test_no_days_of_sales_without_sales(self):
        self.sell(self.shop, ago(200), 200)
        self.refresh()
        self.assertFigures(self.shop, has_dso=False)
        self.assertIsNone(self.stored(self.shop, "dso"))

    def test_foreign_debts_are_said_in_the_companys_money(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        rate = {"currency_id": usd.id, "company_id": self.company.id}
        self.env["res.currency.rate"].create(
            {**rate, "name": ago(300), "inverse_company_rate": 7.0}
        )
        self.sell(self.shop, ago(10), 10, currency_id=usd.id)
        self.refresh()
        self.assertFigures(self.shop, due_total=70, overdue_gross=70)


@tagged("post_install", "-at_install")
class TestReceived(OwedCase):
    def test_money_in_the_window_counts_whatever_it_is_for(self):
        self.pay(self.sell(self.shop, ago(500), 40), ago(5))
        self.prepay(self.shop, ago(3), 2)
        self.refresh()
        self.assertFigures(self.shop, received_12m=42)

    def test_money_of_last_year_does_not(self):
        self.pay(self.sell(self.shop, ago(500), 40), ago(365))
        self.refresh()
        self.assertFigures(self.shop, received_12m=0)

    def test_a_credit_note_is_no_money(self):
        invoice = self.sell(self.shop, ago(20), 40)
        credit = self.refund(self.shop, ago(10), 40)
        (invoice + credit).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        ).reconcile()
        self.refresh()
        self.assertFigures(self.shop, received_12m=0, due_total=0)

    def test_money_paid_back_is_taken_off(self):
        self.pay(self.sell(self.shop, ago(20), 40), ago(19))
        self.pay(self.refund(self.shop, ago(10), 15), ago(9))
        self.refresh()
        self.assertFigures(self.shop, received_12m=25)


@tagged("post_install", "-at_install")
class TestPaidOnTime(OwedCase):
    def invoice(self):
        return self.sell(self.shop, ago(60), 100, due=ago(20))

    def test_paid_on_the_due_day_is_in_time(self):
        self.pay(self.invoice(), ago(20))
        self.refresh()
        self.assertFigures(
            self.shop, invoices_due_12m=1, invoices_late_12m=0, paid_on_time_share=1
        )

    def test_paid_a_day_later_is_late(self):
        invoice = self.invoice()
        self.pay(invoice, ago(19))
        self.refresh()
        self.assertTrue(invoice.kehu_paid_late)
        self.assertFigures(self.shop, invoices_late_12m=1, paid_on_time_share=0)

    def test_one_late_part_makes_it_late(self):
        invoice = self.invoice()
        self.pay(invoice, ago(30), amount=99)
        self.assertFalse(invoice.kehu_paid_late)
        self.pay(invoice, ago(5))
        self.assertTrue(invoice.kehu_paid_late)

    def test_still_open_after_the_due_day_is_late(self):
        self.pay(self.invoice(), ago(30), amount=99)
        self.refresh()
        self.assertFigures(self.shop, invoices_late_12m=1)

    def test_paid_late_in_parts_and_still_open_is_late_once(self):
        self.pay(self.invoice(), ago(5), amount=50)
        self.refresh()
        self.assertFigures(self.shop, invoices_due_12m=1, invoices_late_12m=1)

    def test_not_yet_due_says_nothing(self):
        self.sell(self.shop, ago(30), due=TODAY)
        self.refresh()
        self.assertFigures(self.shop, invoices_due_12m=0, has_paid_on_time=False)
        self.assertIsNone(self.stored(self.shop, "paid_on_time_share"))

    def test_taking_the_payment_back_takes_the_lateness_back(self):
        invoice = self.invoice()
        self.pay(invoice, ago(5))
        self.assertTrue(invoice.kehu_paid_late)
        invoice.line_ids.remove_move_reconcile()
        self.assertFalse(invoice.kehu_paid_late)
        self.pay(invoice, ago(40))
        self.assertFalse(invoice.kehu_paid_late)

    def test_history_is_judged_at_installation(self):
        late, early = self.invoice(), self.invoice()
        self.pay(late, ago(5))
        self.pay(early, ago(40))
        (late + early).kehu_paid_late = False
        self.env.flush_all()
        self.env["account.move"]._kehu_mark_history()
        self.assertEqual((late + early).mapped("kehu_paid_late"), [True, False])
