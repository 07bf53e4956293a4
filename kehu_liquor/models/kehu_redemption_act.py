from decimal import Decimal

from odoo import models
from odoo.exceptions import AccessError, UserError


class KehuRedemptionAct(models.Model):
    """Moving a redemption on: approved, handed over, refused, cancelled.

    Two who redeem the last points at once: the second begins anew, reads what is left
    and is told.
    """

    _inherit = "kehu.redemption"

    def action_approve(self):
        """A second person agrees: the points go."""
        self._check_leads()
        for redemption in self:
            redemption._step("requested")
            redemption._check_second()
            redemption.sudo()._redeem()
            redemption._move("approved", "approved")
        return True

    def action_refuse(self):
        """A second person does not agree: nothing was taken yet."""
        self._check_leads()
        for redemption in self:
            redemption._step("requested")
            redemption._check_second()
            redemption._move("refused", "approved")
        return True

    def action_deliver(self):
        """The gifts were handed over to the customer."""
        for redemption in self:
            redemption._step("approved")
            redemption._move("delivered", "delivered")
        return True

    def action_cancel(self):
        """Nothing was handed over: points taken come back to their lots."""
        for redemption in self:
            redemption._step("requested", "approved")
            if redemption.state == "approved":
                redemption._check_leads()
                redemption.sudo()._give_back()
            redemption.sudo().write({"state": "cancelled"})
        return True

    def action_entries(self):
        """The entries of the ledger that this redemption made."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_entry_action"
        )
        domain = [("redemption_line_id", "in", self.line_ids.ids)]
        return {**action, "domain": domain, "context": {}}

    # ------------------------------------------------------------- the rules
    def _step(self, *states):
        self.check_access("write")
        self.lock_for_update()
        if self.state not in states:
            raise UserError(
                self.env._("Somebody was faster: this redemption has moved on already.")
            )

    def _check_leads(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Leads and managers approve redemptions."))

    def _check_second(self):
        if self.env.user in self.sudo()._asked_by():
            raise UserError(
                self.env._("A second person approves, not who asked for it.")
            )

    def _move(self, state, act):
        today = self.env["kehu.facts"]._today(self.company_id)
        self.sudo().write(
            {"state": state, f"{act}_by_id": self.env.uid, f"{act}_on": today}
        )

    # ------------------------------------------------------------ the points
    def _redeem(self):
        """Take the points from the lots that end first."""
        if not self.line_ids:
            raise UserError(self.env._("Choose at least one gift."))
        self._check_recipient()
        lots = self._lots()
        left = sum((lot["points"] for lot in lots), Decimal(0))
        if left < Decimal(str(self.points)):
            raise UserError(
                self.env._(
                    "%(customer)s has %(left)s points, these gifts cost %(points)s.",
                    customer=self.partner_id.name,
                    left=f"{left:f}",
                    points=f"{self.points:g}",
                )
            )
        self._check_stock()
        rows = [row for line in self.line_ids for row in self._take(line, lots)]
        self.env["kehu.facts"]._points_book(rows)

    def _lots(self):
        """What is left today, with nobody else at it; what has ended goes first."""
        self.env.flush_all()
        facts, partners = self.env["kehu.facts"], self.partner_id.ids
        today = facts._today(self.company_id)
        self.partner_id._kehu_be_born(self.company_id)
        if not facts._points_lock(self.company_id, partners):
            raise UserError(
                self.env._("%s is no customer of ours.", self.partner_id.name)
            )
        facts._points_expire(self.company_id, today, partners)
        lots = facts._points_lots(self.company_id, today, partners)
        return [{**lot, "points": Decimal(str(lot["points"]))} for lot in lots]

    def _check_stock(self):
        gifts = self.line_ids.gift_id
        self.env["kehu.facts"]._points_lock_gifts(gifts.ids)
        gifts.invalidate_recordset(["taken"])
        for gift in gifts.filtered("quantity"):
            lines = self.line_ids.filtered(lambda line, g=gift: line.gift_id == g)
            if gift.taken + sum(lines.mapped("quantity")) > gift.quantity:
                raise UserError(
                    self.env._(
                        "Only %(left)s of %(gift)s are left.",
                        left=gift.quantity - gift.taken,
                        gift=gift.product_id.display_name,
                    )
                )

    def _take(self, line, lots):
        """The entries of a line: from lot after lot, until it is paid."""
        wanted = Decimal(str(line.points))
        for lot in lots:
            taken = min(wanted, lot["points"])
            if taken > 0:
                wanted -= taken
                lot["points"] -= taken
                yield self._entry(line, -taken, lot["lot_id"])

    def _give_back(self):
        """What each lot gave it gets again."""
        self.env.flush_all()
        facts = self.env["kehu.facts"]
        facts._points_lock(self.company_id, self.partner_id.ids)
        rows = []
        for line in self.line_ids:
            for entry in line.entry_ids:
                back = Decimal(str(-entry.points))
                rows.append(self._entry(line, back, entry.lot_id.id))
        facts._points_book(rows)

    def _entry(self, line, points, lot):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "kind": "redeem",
            "points": points,
            "day": self.env["kehu.facts"]._today(self.company_id),
            "lot_id": lot,
            "document": self.name,
            "product_id": line.gift_id.product_id.id,
            "redemption_line_id": line.id,
        }
