from odoo import models
from odoo.exceptions import AccessError, UserError


class KehuOpeningAct(models.Model):
    """Moving an opening on: applied, checked, approved, or sent back with a reason.

    Each step asks who it is, in which state, and whether what is needed is there.
    """

    _inherit = "kehu.opening"

    def action_apply(self):
        """The salesperson: all papers are there, please check."""
        for opening in self:
            opening._step("draft")
            opening._check_papers(opening.line_ids.filtered("is_paper"))
            opening._move("applied", "applied", decision_note=False)
        return True

    def action_check(self):
        """A lead or manager, not the applicant: the papers are in order."""
        self._check_leads()
        for opening in self:
            opening._step("applied")
            opening._check_not_own()
            opening._check_papers(opening.line_ids.filtered("is_paper"))
            opening._move("checked", "checked")
        return True

    def action_approve(self):
        """A manager who neither applied nor checked; the first payment is there."""
        self._check_manages()
        for opening in self:
            opening._step("checked")
            opening._check_not_own()
            if opening.checked_by_id == self.env.user:
                raise UserError(
                    self.env._("Whoever checked an opening does not approve it too.")
                )
            opening._check_papers(opening.line_ids)
            opening._replace()
            opening._move("approved", "decided")
        return True

    def action_refuse(self):
        """A lead or manager says no, and why; the customer may apply anew."""
        self._check_leads()
        for opening in self:
            opening._step("applied", "checked")
            opening._check_not_own()
            if not (opening.decision_note or "").strip():
                raise UserError(
                    self.env._("Say why in the remark: the salesperson will read it.")
                )
            opening._move("refused", "decided")
        return True

    def action_take_back(self):
        """The applicant takes it back, or a lead sends it back, to be completed."""
        for opening in self:
            opening._step("applied", "checked")
            if opening.applied_by_id != self.env.user:
                opening._check_leads()
            opening.sudo().write(
                {
                    "state": "draft",
                    "applied_by_id": False,
                    "applied_on": False,
                    "checked_by_id": False,
                    "checked_on": False,
                }
            )
        return True

    def action_renew(self):
        """Papers end: begin the next opening; this one holds until it is approved."""
        self.ensure_one()
        self.check_access("write")
        new = self.create(
            {"partner_id": self.partner_id.id, "company_id": self.company_id.id}
        )
        return new._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "kehu.opening",
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------- the rules
    def _step(self, *states):
        """The customer is the user's to serve, and the opening stands where it may."""
        self.check_access("write")
        self.lock_for_update()
        if self.state not in states:
            raise UserError(
                self.env._("Somebody was faster: this opening has moved on already.")
            )

    def _check_not_own(self):
        if self.env.user in (self.applied_by_id, self.create_uid):
            raise UserError(
                self.env._(
                    "This opening is your own: somebody else checks and approves it."
                )
            )

    def _check_manages(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager approves openings."))

    def _check_papers(self, lines):
        missing = lines.filtered(lambda line: line.is_mandatory and line.lacking)
        if missing:
            raise UserError(
                self.env._(
                    "Still lacking for %(customer)s:\n%(papers)s",
                    customer=self.sudo().partner_id.name,
                    papers="\n".join(f"• {x.name}: {x.lacking}" for x in missing),
                )
            )

    def _move(self, state, act, **values):
        today = self.env["kehu.facts"]._today(self.company_id)
        self.sudo().write(
            {
                "state": state,
                f"{act}_by_id": self.env.uid,
                f"{act}_on": today,
                **values,
            }
        )

    def _replace(self):
        """The opening before this one has served."""
        old = self._current(self.partner_id, self.company_id, ("approved",))
        old.write({"state": "replaced"})
        old.flush_recordset()
