from odoo import fields, models

from .res_partner import FIGURES


class ResPartnerPoints(models.Model):
    """A customer's points in the current company, and the way to their ledger."""

    _inherit = "res.partner"

    kehu_points_balance = fields.Float(
        string="Reward Points",
        compute="_compute_kehu_points",
        digits=(16, 2),
        groups=FIGURES,
    )
    kehu_has_points = fields.Boolean(
        string="Has Points", compute="_compute_kehu_points", groups=FIGURES
    )

    def _compute_kehu_points(self):
        day = self.env["kehu.facts"]._today(self.env.company)
        groups = self.env["kehu.points.entry"]._read_group(
            [
                ("partner_id", "in", self.ids),
                ("company_id", "=", self.env.company.id),
                ("day", "<=", day),
            ],
            ["partner_id"],
            ["points:sum"],
        )
        found = {partner.id: total for partner, total in groups}
        for partner in self:
            partner.kehu_has_points = partner._origin.id in found
            partner.kehu_points_balance = found.get(partner._origin.id, 0)

    def action_kehu_points(self):
        """This customer's entries in the ledger of points."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_entry_action"
        )
        return {**action, "domain": [("partner_id", "=", self.id)], "context": {}}

    def action_kehu_redeem(self):
        """Ask for gifts for this customer's points."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Redeem Points"),
            "res_model": "kehu.redemption",
            "views": [(False, "form")],
            "context": {"default_partner_id": self.id},
        }

    def _kehu_why_no_gift(self, company):
        """Why this customer may be given nothing, as a sentence; None if it may."""
        partner = self
        today = self.env["kehu.facts"]._today(company)
        if partner.commercial_partner_id != partner:
            return self.env._(
                "%(person)s belongs to %(company)s: points go to who was invoiced, "
                "never to an employee or contact.",
                person=partner.name,
                company=partner.commercial_partner_id.name,
            )
        if any(
            not user.share for user in partner.with_context(active_test=False).user_ids
        ):
            return self.env._("%s is a colleague: no points.", partner.name)
        if partner.kehu_is_government:
            return self.env._(
                "%s is a unit of party, government, army or state: no gifts.",
                partner.name,
            )
        if (
            not partner.is_company
            and 0 < today.year - (partner.kehu_birth_year or 0) < 18
        ):
            return self.env._("%s is not of age yet.", partner.name)
        return None
