from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .kehu_merchant_invoice import KIND

CHECKS = (
    "kehu_liquor.group_kehu_lead",
    "kehu_liquor.group_kehu_manager",
    "account.group_account_invoice",
)


class KehuMerchantInvoiceAct(models.Model):
    """A registered invoice is checked by a second person; only then it earns.

    Refused or cancelled, it earns nothing: its points are taken back, and its number
    may be registered anew.
    """

    _inherit = "kehu.external.sale"

    @api.depends("state", "kind", "registered_by_id")
    @api.depends_context("uid")
    def _compute_may(self):
        checks = any(self.env.user.has_group(group) for group in CHECKS)
        for sale in self:
            ours = checks and sale.kind == KIND
            waits = sale.state == "waiting"
            sale.may_check = ours and waits and not sale._is_own()
            sale.may_cancel = sale.kind == KIND and (
                (ours and sale.state == "confirmed") or (waits and sale._is_own())
            )

    def _is_own(self):
        """Who had a hand in it does not check it."""
        return self.env.user in self.sudo()._hands()

    def _hands(self):
        return self.registered_by_id | self.create_uid

    # --------------------------------------------------------------- actions
    def action_confirm(self):
        """A second person agrees: picture and lines say the same. It earns."""
        for sale in self._to_check():
            sale._check_makes_sense()
            sale._decide("confirmed")
        return True

    def action_refuse(self):
        """A second person does not agree, and says why."""
        for sale in self._to_check():
            sale._check_reason()
            sale._decide("refused")
        return True

    def action_cancel(self):
        """Who registered it withdraws it; once it counts, who checks takes it back."""
        self._check_kind()
        for sale in self._held():
            may = self.browse(sale.id).may_cancel
            if not may and sale.state == "confirmed":
                raise AccessError(
                    self.env._("Whoever checks invoices cancels one that counts.")
                )
            if not may:
                raise UserError(
                    self.env._("Only who registered it withdraws it; it can be refused")
                    if sale.state == "waiting"
                    else self.env._("This is settled already.")
                )
            if sale.state == "confirmed":
                sale._check_reason()
            sale._decide("cancelled")
        return True

    def action_entries(self):
        """What it has in the ledger of points."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_entry_action"
        )
        domain = [("external_sale_id", "=", self.id)]
        return {**action, "domain": domain, "context": {}}

    # ----------------------------------------------------------------- steps
    def _check_kind(self):
        self.check_access("write")
        if any(sale.kind != KIND for sale in self):
            raise AccessError(self.env._("Imported documents are not edited."))

    def _held(self):
        """One after the other: whoever comes second sees what the first decided."""
        for sale in self.sudo():
            sale.lock_for_update()
            yield sale

    def _to_check(self):
        self._check_kind()
        if not any(self.env.user.has_group(group) for group in CHECKS):
            raise AccessError(
                self.env._("Leads, managers and accountants check invoices.")
            )
        for sale in self._held():
            if sale.state != "waiting":
                raise UserError(self.env._("This is settled already."))
            if sale._is_own():
                raise UserError(
                    self.env._("A second person checks, not who registered it.")
                )
            yield sale

    def _check_reason(self):
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why: whoever registered it reads it."))

    def _decide(self, state):
        today = self.env["kehu.facts"]._today(self.company_id)
        self.write({"state": state, "decided_by_id": self.env.uid, "decided_on": today})
        if self.env["kehu.points.rule"]._any()[0]:
            self.env["kehu.points.entry"].sudo()._settle_shown(self)
