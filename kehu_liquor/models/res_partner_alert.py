from odoo import fields, models

from .res_partner import FIGURES


class ResPartnerAlert(models.Model):
    """A customer's open warnings, and the warning that its salesperson changed."""

    _inherit = "res.partner"

    kehu_alert_count = fields.Integer(
        string="Open Warnings", compute="_compute_kehu_alert_count", groups=FIGURES
    )

    def _compute_kehu_alert_count(self):
        counts = dict(
            self.env["kehu.alert"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                    ("state", "in", ("open", "taken")),
                ],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.kehu_alert_count = counts.get(partner.commercial_partner_id, 0)

    def action_kehu_alerts(self):
        """This customer's warnings."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_alert_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {"search_default_unclosed": 1},
        }

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        owners = {partner.id: partner.user_id for partner in self.sudo()}
        done = super().write(vals)
        self.sudo()._kehu_warn_owner(owners)
        return done

    def _kehu_warn_owner(self, owners):
        """Warn of customers that went from one salesperson to another."""
        moved = self.filtered(
            lambda p: (
                p.commercial_partner_id == p
                and owners[p.id]
                and p.user_id
                and p.user_id != owners[p.id]
            )
        )
        for company in moved.mapped(self._kehu_owners_company):
            here = moved.filtered(
                lambda p, c=company: self._kehu_owners_company(p) == c
            )
            self.env["kehu.alert"]._on_event(
                "owner",
                company,
                here,
                lambda h=here, c=company: h._kehu_owner_events(c, owners),
            )

    @staticmethod
    def _kehu_owners_company(partner):
        """Where the change is warned of: a shared customer's in the owner's company."""
        return partner.company_id or partner.user_id.company_id

    def _kehu_owner_events(self, company, owners):
        day = self.env["kehu.facts"]._today(company)
        return [
            {
                "partner_id": partner.id,
                "key": f"{day}:{partner.user_id.id}",
                "facts": {
                    "old_owner": owners[partner.id].name,
                    "new_owner": partner.user_id.name,
                },
            }
            for partner in self
        ]
