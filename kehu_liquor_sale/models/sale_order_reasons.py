from odoo import models
from odoo.addons.kehu_liquor.engine import credit
from odoo.tools import format_amount


class SaleOrderReasons(models.Model):
    """Why an order needs a release: facts read in its own company, judged once.

    Whoever receives the invoice owes the money; whoever orders must be opened. All
    customers are asked about, with a channel role or without. What the viewer may
    see does not matter: the company of the document decides.
    """

    _inherit = "sale.order"

    def _kehu_reasons(self):
        """Sentences that say why; empty when the order passes, or none ever waits."""
        self.ensure_one()
        order = self.sudo().with_company(self.company_id)
        if not order.partner_id or not self.company_id.sudo().kehu_order_release:
            return []
        case, said = order._kehu_case()
        return [said[reason]() for reason in credit.reasons(case)]

    def _kehu_case(self):
        """The order as the engine takes it, and the words for each reason."""
        company, debtor = self.company_id, self.partner_invoice_id or self.partner_id
        debtor = debtor.commercial_partner_id
        facts = self.env["kehu.facts"]
        owed = facts._owed_now(company, debtor).get(debtor.id, {})
        uninvoiced = facts._uninvoiced(company, debtor)
        metric = self.env["kehu.metric"].with_context(active_test=False)
        here = [("partner_id", "=", debtor.id), ("company_id", "=", company.id)]
        metric = metric.search(here)
        got = self.env["kehu.entitlement"]._of(metric).get(metric.id, {})
        late = self._kehu_late(owed)
        total = self._kehu_in_company(self.amount_total)
        remaining = uninvoiced.pop(self.id, total)
        wanted = self.env["kehu.opening.standard"]._wanted(self.partner_id, company)
        case = credit.Case(
            total=remaining,
            untaxed=self._kehu_in_company(self.amount_untaxed),
            paid=self._kehu_in_company(self.amount_paid) - (total - remaining),
            owed=float(owed.get("due_total", 0)),
            uninvoiced=sum(uninvoiced.values()),
            limit=self._kehu_limit(debtor, got),
            overdue_days=late,
            allowed_days=int(got.get("payment_days", (0, None))[0])
            if metric.grade_id
            else None,
            opening_limit=wanted.order_limit if wanted else None,
        )
        return case, self._kehu_words(case, debtor, metric.grade_id)

    def _kehu_in_company(self, amount):
        return amount / (self.currency_rate or 1)

    def _kehu_late(self, owed):
        """Days since the oldest unpaid due date, when more is overdue than prepaid."""
        if not owed or owed["overdue_gross"] <= owed["prepaid_balance"]:
            return 0
        today = self.env["kehu.facts"]._today(self.company_id)
        return (today - owed["overdue_since"]).days

    def _kehu_limit(self, debtor, got):
        """The customer's own limit, else its grade's, else the company's; or None."""
        debtor = debtor.with_company(self.company_id)
        limit = debtor.credit_limit if self.company_id.account_use_credit_limit else 0
        if limit > 0 and debtor.use_partner_credit_limit:
            return limit
        if "credit_limit" in got:
            return got["credit_limit"][0]
        return limit or None

    def _kehu_words(self, case, debtor, grade):
        def money(amount):
            return format_amount(self.env, amount, self.company_id.currency_id)

        return {
            "limit": lambda: self.env._(
                "%(customer)s would owe %(owed)s with this order; the credit limit "
                "is %(limit)s.",
                customer=debtor.name,
                owed=money(credit.exposure(case)),
                limit=money(case.limit),
            ),
            "overdue": lambda: self.env._(
                "%(customer)s is overdue, the oldest for %(days)s days; grade "
                "%(grade)s may take %(allowed)s days to pay.",
                customer=debtor.name,
                days=case.overdue_days,
                grade=grade.name,
                allowed=case.allowed_days,
            ),
            "opening": lambda: self.env._(
                "The account of %(customer)s is not opened yet: until then an order "
                "may come to %(limit)s without tax.",
                customer=self.partner_id.commercial_partner_id.name,
                limit=money(case.opening_limit),
            ),
        }
