from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..engine import support as engine
from .kehu_metric_page import BAD, GOOD, NONE, SOON
from .kehu_support import CLOSED, GONE, READERS, RUNNING, WAITING

DONE = ("delivered", "evidenced", *CLOSED)


class KehuSupportReview(models.Model):
    """All that an approver wants to know, on one card, in words with their units.

    The budget before and after, what the customer cost and how that compares, what
    the last support brought, what is at risk; each line opens what it speaks of.
    """

    _inherit = "kehu.support"

    review = fields.Json(compute="_compute_review", groups=READERS)
    is_budget_tight = fields.Boolean(
        string="Budget Nearly Used",
        compute="_compute_is_budget_tight",
        search="_search_is_budget_tight",
        groups=READERS,
    )

    @api.depends("state", "partner_id", "kind_id", "date_from", "requested_amount")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_review(self):
        for support in self:
            known = support.partner_id and support.kind_id and support.date_from
            support.review = support._review() if known and support._origin else False

    @api.depends("kind_id", "date_from", "budget_id")
    def _compute_is_budget_tight(self):
        for support in self.sudo():
            support.is_budget_tight = support._is_tight()

    def _is_tight(self):
        budget = self.budget_id or self.env["kehu.budget"]._for_support(self)
        return self.has_cost and budget.is_tight

    @api.model
    def _search_is_budget_tight(self, operator, value):
        """Of those that still wait: they are few, and what is decided is decided."""
        # A field's groups keep nobody from searching by what is worked out.
        self._check_field_access(self._fields["is_budget_tight"], "read")
        if operator != "in":
            return NotImplemented
        here = Domain("company_id", "in", self.env.companies.ids)
        waiting = self.sudo().search(here & Domain("state", "in", WAITING))
        tight = Domain("id", "in", waiting.filtered(lambda s: s._is_tight()).ids)
        return tight if True in value else ~tight

    def _review(self):
        support = self.sudo()
        rows = [
            support._line_budget() if support.has_cost else None,
            support._line_spent(),
            support._line_quota() if support.has_cost else None,
            support._line_payee() if support.has_cost else None,
            support._line_last(),
            support._line_risk(),
            support._line_history(),
        ]
        rows = [row for row in rows if row]
        return {
            "rows": rows,
            "red": [row["red"] for row in rows if row.get("red")],
        }

    def _metric(self):
        return (
            self.env["kehu.metric"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                ],
                limit=1,
            )
        )

    def _say(self, amount):
        return self.env["kehu.metric"]._money(amount, self.currency_id)

    # ---------------------------------------------------------------- lines
    def _line_budget(self):
        budget = self.budget_id or self.env["kehu.budget"]._for_support(self)
        row = {"key": "budget", "label": self.env._("Budget"), "tone": NONE}
        if not budget:
            missing = self.env._("There is no budget for it.")
            return row | {"text": missing, "tone": BAD, "red": missing}
        if self.state not in ("draft", *WAITING):
            words = {"budget": budget.name, "left": self._say(budget.left)}
            return row | {"text": self.env._("%(budget)s: %(left)s left", **words)}
        amount = self.approved_amount or self.requested_amount
        after = self.currency_id.round(budget.left - amount)
        row["text"] = self.env._(
            "%(budget)s: %(left)s left, %(after)s after this",
            budget=budget.name,
            left=self._say(budget.left),
            after=self._say(after),
        )
        if after >= 0:
            return row | {"tone": SOON if budget.is_tight else GOOD}
        over = self.env._(
            "Over budget by %(over)s: at most %(left)s can be approved.",
            over=self._say(-after),
            left=self._say(max(0, budget.left)),
        )
        return row | {"tone": BAD, "red": over}

    def _line_spent(self):
        metric = self._metric()
        facts = self.env["kehu.facts"]
        rows = facts._support_shares(self.company_id, self._today())
        mine = [row for row in rows if row[0] == self.partner_id.id]
        cost = mine[0][2] if mine else 0.0
        share = engine.share(cost, metric.net_12m)
        others = [
            engine.share(c, net)
            for partner, grade, c, net in rows
            if grade == metric.grade_id.id and net > 0 and partner != self.partner_id.id
        ]
        words = {
            "cost": self._say(cost),
            "share": "–" if share is None else f"{100 * share:.1f} %",
            "count": len(others),
        }
        median = engine.usual(others) if metric.grade_id else None
        row = {"key": "spent", "label": self.env._("Spent"), "tone": NONE}
        if median is None:
            row["text"] = self.env._(
                "%(cost)s in 12 months · cost ratio %(share)s (%(count)s others of the "
                "grade: too few to compare)",
                **words,
            )
            return row
        row["text"] = self.env._(
            "%(cost)s in 12 months · cost ratio %(share)s (median of %(count)s others "
            "of the grade %(median)s)",
            median=f"{100 * median:.1f} %",
            **words,
        )
        high = share is None or share > 2 * median
        return row | {"tone": BAD if cost and high else GOOD}

    def _line_quota(self):
        """What the customer's grade allows, of 12 months, and what it has of that."""
        metric = self._metric()
        given = self.env["kehu.entitlement"]._of(metric).get(metric.id, {})
        if "support_quota" not in given:
            return None
        percent, _row = given["support_quota"]
        allowed = engine.quota(percent, metric.net_12m)
        amount = self.approved_amount or self.requested_amount
        total = self._promised() + amount
        words = {
            "percent": f"{percent:g} %",
            "allowed": self._say(allowed),
            "total": self._say(total),
        }
        row = {
            "key": "quota",
            "label": self.env._("Quota"),
            "text": self.env._(
                "%(percent)s of net sales = %(allowed)s a year; with this %(total)s",
                **words,
            ),
            "tone": GOOD,
        }
        if self.currency_id.compare_amounts(total, allowed) <= 0:
            return row
        over = self.env._(
            "Over the customer's quota by %s.", self._say(total - allowed)
        )
        return row | {"tone": BAD, "red": over}

    def _line_payee(self):
        """Said where it is not the customer's own company that is paid."""
        payee = self.payee_id
        if not payee or payee == self.partner_id.commercial_partner_id:
            return None
        return {
            "key": "",
            "label": self.env._("Paid to"),
            "text": self.env._("%s, not the customer itself", payee.name),
            "tone": SOON,
        }

    def _promised(self):
        """What was promised or spent in 12 months, beside this one."""
        since = self._today() - relativedelta(years=1)
        others = self.search(
            self._of_same()
            & Domain("approved_on", ">", since)
            & Domain("taken", ">", 0)
        )
        return sum(others.mapped("taken"))

    def _of_same(self):
        return Domain(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self._origin.id),
            ]
        )

    def _last(self):
        """The support before this one that the customer really got."""
        done = self._of_same() & Domain("state", "in", DONE)
        return self.search(done, order="delivered_on desc, id desc", limit=1)

    def _line_last(self):
        last = self._last()
        row = {"key": "last", "label": self.env._("Last One"), "tone": NONE}
        if not last:
            text = self.env._("The first support: no effect to compare with.")
            return row | {"text": text, "key": ""}
        what = self.env._(
            "%(day)s %(kind)s %(amount)s",
            day=format_date(self.env, last.delivered_on),
            kind=last.kind_id.name,
            amount=self._say(last.cost or last.approved_amount)
            if last.has_cost
            else self.env._("without cost"),
        )
        effect = last._effects().get(last.id)
        tone = NONE
        if effect and effect.gain is not None:
            tone = GOOD if effect.gain > 0 else BAD
        return row | {"text": f"{what} · {last._say_effect(effect)}", "tone": tone}

    def _line_risk(self):
        metric = self._metric()
        alerts = self.env["kehu.alert"].search_count(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("open", "taken")),
            ]
        )
        late = self.search_count(
            self._of_same()
            & Domain("state", "=", "approved")
            & Domain("due_date", "<", self._today())
        )
        parts = [
            metric.overdue_amount
            and self.env._("%s overdue", self._say(metric.overdue_amount)),
            alerts and self.env._("%s open warnings", alerts),
            late and self.env._("%s promises overdue", late),
        ]
        said = " · ".join(part for part in parts if part)
        return {
            "key": "risk",
            "label": self.env._("Risk"),
            "text": said or self.env._("nothing overdue, no open warning"),
            "tone": BAD if metric.overdue_amount else SOON if said else GOOD,
        }

    def _line_history(self):
        running = self._of_same() & Domain("state", "in", (*RUNNING, *CLOSED))
        count = self.search_count(running)
        return {
            "key": "history" if count else "",
            "label": self.env._("History"),
            "text": self.env._("%s supports before", count)
            if count
            else self.env._("none before"),
            "tone": NONE,
        }

    # ------------------------------------------------------------ behind it
    def action_open_fact(self, key):
        """What a line of the card speaks of, as far as the reader may see it."""
        self.ensure_one()
        self.check_access("read")
        if key == "budget":
            return self._open_budget()
        if key == "last" and (last := self.sudo()._last()):
            return last.sudo(False)._open()
        if key == "spent" and self.env["account.move.line"].has_access("read"):
            return self._open_spent()
        if key in ("risk", "quota"):
            return {
                "type": "ir.actions.act_window",
                "res_model": "res.partner",
                "res_id": self.partner_id.id,
                "views": [(False, "form")],
            }
        return self._open_all(Domain("partner_id", "=", self.partner_id.id))

    def _open_budget(self):
        support = self.sudo()
        budget = support.budget_id or self.env["kehu.budget"]._for_support(support)
        return self._open_all(Domain("budget_id", "=", budget.id))

    def _open_all(self, domain):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kehu_liquor.kehu_support_action"
        )
        domain &= Domain("company_id", "=", self.company_id.id)
        domain &= Domain("state", "not in", GONE)
        return {**action, "domain": list(domain), "context": {}}

    def _open_spent(self):
        partner = self.partner_id.with_company(self.company_id)
        return partner.action_kehu_support_cost()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "kehu.support",
            "res_id": self.id,
            "views": [(False, "form")],
        }
