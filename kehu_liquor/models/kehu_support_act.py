from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..engine import support as engine
from .kehu_support import RUNNING

LEAD, MANAGER = "kehu_liquor.group_kehu_lead", "kehu_liquor.group_kehu_manager"
BOOKKEEPER = "account.group_account_invoice"


class KehuSupportAct(models.Model):
    """Moving a support on: each step asks who, in which state, and what must be there.

    Asked for → approved (twice from an amount on, the second time by a manager) →
    delivered → evidence complete → settled by the books → judged.
    """

    _inherit = "kehu.support"

    # ---------------------------------------------------------------- steps
    def action_request(self):
        """The salesperson asks; from here on it has a number."""
        for support in self:
            support._step("draft")
            self.env["kehu.facts"].sudo()._one_by_one(support.kind_id)
            support._check_once()
            support._check_request()
            support._move(
                "requested",
                "requested",
                name=support.name or support._next_number(),
                grade_id=support._metric().grade_id.id,
                reason=False,
            )
        return True

    def action_take_back(self):
        """The requester takes it back, or a lead sends it back, to be changed."""
        for support in self:
            support._step("requested", "checked")
            if support.requested_by_id != self.env.user:
                support._check_group(LEAD)
            support.sudo().write(
                {
                    "state": "draft",
                    "requested_by_id": False,
                    "requested_on": False,
                    "first_by_id": False,
                    "first_on": False,
                    "approved_amount": 0,
                }
            )
        return True

    def action_approve(self):
        """All that was asked for, or that the first approval left of it."""
        for support in self:
            cut = support.state == "checked" and support.approved_amount
            support._approve(cut or support.requested_amount)
        return True

    def action_deliver(self):
        """The dealer got it."""
        for support in self:
            support._step("approved")
            support._move("delivered", "delivered")
        return True

    def action_prove(self):
        """All evidence is there."""
        for support in self:
            support._step("delivered")
            support._check_evidence()
            support.sudo().write({"state": "evidenced", "reason": False})
        return True

    def action_settle(self):
        """The books say what it cost; it is settled at that, never above."""
        for support in self:
            support._step("evidenced", right="read")
            support._check_group(BOOKKEEPER)
            support._check_not_own()
            support._check_evidence()
            support._check_payee()
            support._check_cost()
            support._move("settled", "settled", settled_amount=support.sudo().cost)
        return True

    # ------------------------------------------------- steps with an answer
    def action_approve_partly(self):
        """Ask how much, and why not all."""
        return self._ask("partly", self.env._("Approve in Part"))

    def action_refuse(self):
        """Ask why."""
        return self._ask("refuse", self.env._("Refuse"))

    def action_return(self):
        """Evidence does not hold: ask why, and send it back."""
        return self._ask("return", self.env._("Send Back"))

    def action_cancel(self):
        """A promise that is not kept any more: ask why."""
        return self._ask("cancel", self.env._("Cancel the Promise"))

    def action_judge(self):
        """Ask whether it was worth it."""
        return self._ask("judge", self.env._("Judge"))

    def _ask(self, act, title):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "kehu.support.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_support_id": self.id, "default_act": act},
        }

    def _approve(self, amount, reason=False):
        """One of the steps of an approval; the last one takes it of the budget."""
        self._step("requested", "checked")
        self._check_may_approve()
        self._check_payee()
        self._check_amount(amount)
        second_from = self.company_id.sudo().kehu_support_second_from
        needed = engine.steps(amount, second_from)
        kept = {"reason": reason} if reason else {}
        if self.state == "requested" and needed == 2:
            self._move("checked", "first", approved_amount=amount, **kept)
            return
        budget = self._take(amount) if self.has_cost else self.env["kehu.budget"]
        self._move(
            "approved",
            "approved",
            approved_amount=amount,
            budget_id=budget.id,
            **kept,
        )
        self._bring_checklist()

    def _refuse(self, reason):
        self._step("requested", "checked")
        self._check_group(LEAD)
        self._check_not_own()
        self.sudo().write(
            {
                "state": "refused",
                "approved_amount": 0,
                "decided_by_id": self.env.uid,
                "reason": reason,
            }
        )

    def _return(self, reason):
        self._step("evidenced", right="read")
        if not self.env.user.has_group(BOOKKEEPER):
            self._check_group(LEAD)
        self.sudo().write({"state": "delivered", "reason": reason})

    def _cancel(self, reason):
        self._step(*RUNNING)
        self._check_group(LEAD)
        if not self.currency_id.is_zero(self.sudo().cost):
            raise UserError(
                self.env._(
                    "Posted bills name this support: have them reversed before the "
                    "promise is cancelled."
                )
            )
        self.sudo().write(
            {"state": "cancelled", "decided_by_id": self.env.uid, "reason": reason}
        )

    # ------------------------------------------------------------- the rules
    def _step(self, *states, right="write"):
        """The user may, nobody else moves it now, and it stands where it may."""
        self.ensure_one()
        self.check_access(right)
        self.lock_for_update()
        if self.state not in states:
            raise UserError(
                self.env._("Somebody was faster: this support has moved on already.")
            )

    def _check_group(self, group):
        if not self.env.user.has_group(group):
            words = {
                LEAD: self.env._("Only a lead or a manager does this."),
                MANAGER: self.env._("From this amount on a manager approves, too."),
                BOOKKEEPER: self.env._("Only who keeps the books settles a support."),
            }
            raise AccessError(words[group])

    def _check_not_own(self):
        if self._is_own():
            raise UserError(
                self.env._("This support is your own: somebody else decides on it.")
            )

    def _check_may_approve(self):
        self._check_group(MANAGER if self.state == "checked" else LEAD)
        self._check_not_own()
        if self.state == "checked" and self.first_by_id == self.env.user:
            raise UserError(
                self.env._("Whoever approved first does not approve again: two do.")
            )

    def _check_amount(self, amount):
        most = self.requested_amount
        if self.state == "checked":
            most = self.approved_amount
        compared = self.currency_id.compare_amounts
        if compared(amount, most) > 0 or (self.has_cost and compared(amount, 0) <= 0):
            raise UserError(
                self.env._(
                    "Approve more than nothing and at most %s.",
                    self.env["kehu.metric"]._money(most, self.currency_id),
                )
            )

    def _check_request(self):
        asked = self.currency_id.compare_amounts(self.requested_amount, 0)
        today = self._today()
        sentence = None
        if self.has_cost and asked <= 0:
            sentence = self.env._("Say how much is asked for.")
        elif self.has_cost and not self.payee_id:
            sentence = self.env._("Say which company is paid.")
        elif not self.has_cost and asked:
            sentence = self.env._("%s costs nothing: ask for 0.", self.kind_id.name)
        elif self.date_to < today:
            sentence = self.env._("Its days are over: support is asked for before.")
        elif not self.due_date or self.due_date < today:
            sentence = self.env._("Say by which day to come it is promised.")
        elif not (self.note or "").strip():
            sentence = self.env._("Say what it is and why: the approver reads it.")
        if sentence:
            raise UserError(sentence)

    def _check_evidence(self):
        lines = self.sudo().evidence_ids
        missing = lines.filtered(lambda line: line.is_mandatory and line.lacking)
        if missing:
            raise UserError(
                self.env._(
                    "Evidence still lacking for %(support)s:\n%(lines)s",
                    support=self.display_name,
                    lines="\n".join(f"• {x.name}: {x.lacking}" for x in missing),
                )
            )

    def _check_cost(self):
        support, money = self.sudo(), self.env["kehu.metric"]._money
        if not support.has_cost:
            raise UserError(self.env._("It costs nothing: there is nothing to settle."))
        if support.currency_id.compare_amounts(support.cost, 0) <= 0:
            raise UserError(
                self.env._("No posted bill names %s yet.", self.display_name)
            )
        if support.currency_id.compare_amounts(support.cost, self.approved_amount) > 0:
            raise UserError(
                self.env._(
                    "Posted bills of %(cost)s are above the approved %(approved)s: "
                    "nothing is settled above what was approved.",
                    cost=money(support.cost, self.currency_id),
                    approved=money(self.approved_amount, self.currency_id),
                )
            )

    def _take(self, amount):
        """Take it of the one budget it falls to, while nobody else can."""
        budget = self.env["kehu.budget"]._for_support(self)
        if not budget:
            raise UserError(
                self.env._(
                    "There is no budget for %(kind)s on %(day)s: plan one first.",
                    kind=self.kind_id.name,
                    day=format_date(self.env, self.date_from),
                )
            )
        left, money = budget._left_alone(), self.env["kehu.metric"]._money
        if self.currency_id.compare_amounts(amount, left) > 0:
            raise UserError(
                self.env._(
                    "Over budget by %(over)s: “%(budget)s” has %(left)s left. "
                    "Approve in part, or have the budget raised.",
                    over=money(amount - left, self.currency_id),
                    budget=budget.name,
                    left=money(left, self.currency_id),
                )
            )
        return budget

    def _bring_checklist(self):
        """The evidence its kind wants today; a later change does not reach it."""
        self.env["kehu.support.evidence"].sudo().create(
            [
                {
                    "support_id": self.id,
                    "sequence": check.sequence,
                    "name": check.name,
                    "is_mandatory": check.is_mandatory,
                    "needs_file": check.needs_file,
                }
                for check in self.sudo().kind_id.check_ids
            ]
        )

    def _next_number(self):
        sequences = self.env["ir.sequence"].sudo().with_company(self.company_id)
        return sequences.next_by_code("kehu.support", self._today())

    def _move(self, state, act, **values):
        done = {f"{act}_by_id": self.env.uid, f"{act}_on": self._today()}
        self.sudo().write({"state": state, **done, **values})
        self.sudo().flush_recordset()

    # ----------------------------------------------------------- the books
    def action_bills(self):
        """Posted and drafted bills and entries that name it."""
        self.ensure_one()
        self.check_access("read")
        self.env["account.move"].check_access("read")
        moves = self.move_line_ids.move_id
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Bills of %s", self.name),
            "res_model": "account.move",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", moves.ids)],
            "context": {"create": False},
        }
        if len(moves) == 1:
            action |= {"views": [(False, "form")], "res_id": moves.id}
        return action

    def action_new_bill(self):
        """A draft bill of the payee for what is not billed yet, as the user may."""
        self.ensure_one()
        self._step(*RUNNING, right="read")
        self._check_group(BOOKKEEPER)
        moves = self.env["account.move"].with_company(self.company_id)
        line = {
            "name": f"{self.name} {self.kind_id.name}",
            "kehu_support_id": self.id,
            "price_unit": max(0.0, self.approved_amount - self.cost),
        }
        move = moves.create(
            {
                "move_type": "in_invoice",
                "partner_id": self.payee_id.id,
                "invoice_line_ids": [(0, 0, line)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": move.id,
            "views": [(False, "form")],
        }
