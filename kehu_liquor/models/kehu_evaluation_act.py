from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..engine import evaluation as engine

#: Who promotes us no more than this is asked what hinders it.
PROMOTION, LITTLE = "kehu_liquor.evaluation_promotion", 2


class KehuEvaluationAct(models.Model):
    """Judging: criteria of today, facts filled in, done, approved by another."""

    _inherit = "kehu.evaluation"

    def _begin(self):
        criteria = (
            self.env["kehu.evaluation.criterion"].sudo().search([("active", "=", True)])
        )
        self.sudo().line_ids = [
            Command.create(
                {
                    "criterion_id": criterion.id,
                    "sequence": criterion.sequence,
                    "axis": criterion.axis,
                    "weight": criterion.weight,
                    "least": criterion.least,
                    "is_fact": bool(criterion.fact),
                }
            )
            for criterion in criteria
        ]
        self._fill_in()

    # ---------------------------------------------------------------- buttons
    def action_done(self):
        """All that is asked is answered: facts once more, then to be approved."""
        for row in self:
            row._step("draft")
            row._check_dealer(row.partner_id)
            row._fill_in()
            asked = row.line_ids.filtered(lambda x: not x.is_fact and not x.mark)
            if asked:
                raise UserError(
                    self.env._(
                        "Still to be answered: %s.",
                        ", ".join(asked.criterion_id.mapped("name")),
                    )
                )
            row._check_obstacle()
            row._move("done", "done")
        return True

    def action_approve(self):
        """A lead or manager who did not prepare it."""
        self._check_leads()
        for row in self:
            row._step("done")
            if row.done_by_id == self.env.user:
                raise UserError(
                    self.env._("This evaluation is your own: another approves it.")
                )
            row._move("approved", "approved")
            row._work_on()
        return True

    def action_send_back(self):
        """To be looked at again: by who did it, or by a lead."""
        for row in self:
            row._step("done")
            if row.done_by_id != self.env.user:
                row._check_leads()
            row.sudo().write({"state": "draft", "done_by_id": False, "done_on": False})
        return True

    def _step(self, state):
        self.check_access("write")
        self.lock_for_update(allow_referencing=True)
        if self.state != state:
            raise UserError(
                self.env._("Somebody was faster: this evaluation has moved on already.")
            )

    def _check_leads(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Only a lead or a manager approves it."))

    def _move(self, state, act):
        today = self.env["kehu.facts"]._today(self.company_id)
        self.sudo().write(
            {"state": state, f"{act}_by_id": self.env.uid, f"{act}_on": today}
        )

    # ---------------------------------------------------------- what hinders it
    def _check_obstacle(self):
        """Why an able dealer does not promote us is asked, and what we do about it."""
        promotion = self.env.ref(PROMOTION, raise_if_not_found=False)
        given = self.line_ids.filtered(lambda x: promotion == x.criterion_id)
        idle = given and (given._mark() or LITTLE) <= LITTLE
        able = self.has_ability and self.ability >= self.company_id.kehu_ability_cut
        if able and idle and not self.obstacle:
            raise UserError(
                self.env._(
                    "%s is able and does not promote us: say why.", self.partner_id.name
                )
            )
        if self.obstacle and not (self.obstacle_plan or "").strip():
            raise UserError(self.env._("Say what we do about what hinders the dealer."))

    def _work_on(self):
        """The plan becomes a task of the dealer's salesperson."""
        if self.obstacle:
            customer = self.partner_id.sudo()
            labels = dict(self._fields["obstacle"]._description_selection(self.env))
            self.env["kehu.followup"].sudo()._open_task(
                customer,
                f"{labels[self.obstacle]}: {self.obstacle_plan}",
                self.company_id,
                customer.user_id or self.done_by_id,
            )

    # ------------------------------------------------------------------ facts
    def _fill_in(self):
        """Marks that facts give, as of now."""
        self.ensure_one()
        known = self._facts()
        for line in self.sudo().line_ids.filtered("is_fact"):
            criterion = line.criterion_id
            kind = criterion._kind()
            value = known.get(criterion.fact)
            found = engine.mark(value, kind.ladder)
            line.write(
                {
                    "mark": str(found) if found else False,
                    "shown": kind.show(value) if value is not None else "–",
                }
            )
        self.sudo().net_12m = known["net_12m"]

    def _facts(self):
        """What is known of the dealer: name → value, None where there is none."""
        metric = self.env["kehu.metric"].sudo()._of(self.partner_id, self.company_id)
        contract = (
            self.env["kehu.contract"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "=", "running"),
                ],
                limit=1,
            )
        )
        supplied = self.env["kehu.supply"].sudo()
        today = self.env["kehu.facts"]._today(self.company_id)
        outlets = supplied.search(
            [
                ("supplier_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", today),
            ]
        ).partner_id

        def figure(row, name):
            there = row._fields.get(f"has_{name}")
            return row[name] if row and (not there or row[f"has_{name}"]) else None

        return {
            "sales_pace": figure(contract, "sales_pace"),
            "cash_pace": figure(contract, "cash_pace"),
            "outlets": len(outlets),
            "rfm_m": metric.rfm_m or None,
            "growth": figure(metric, "growth"),
            "paid_on_time_share": figure(metric, "paid_on_time_share"),
            "loyalty_index": metric.loyalty_index if metric.has_loyalty else None,
            "active_months": figure(metric, "active_months"),
            "net_12m": metric.net_12m,
        }
