from odoo import fields, models

from .kehu_support import RUNNING, WAITING
from .res_partner import FIGURES

OPEN = ("draft", *WAITING, *RUNNING)


class ResPartnerSupport(models.Model):
    """A customer's supports, and what passes on with the customer."""

    _inherit = "res.partner"

    kehu_support_count = fields.Integer(
        string="Supports", compute="_compute_kehu_support_count", groups=FIGURES
    )

    def _compute_kehu_support_count(self):
        counts = dict(
            self.env["kehu.support"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                ],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.kehu_support_count = counts.get(partner.commercial_partner_id, 0)

    def action_kehu_supports(self):
        """This customer's supports."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kehu_liquor.kehu_support_action"
        )
        customer = self.commercial_partner_id.id
        return {
            **action,
            "domain": [("partner_id", "=", customer)],
            "context": {"default_partner_id": customer},
        }

    def action_kehu_support_cost(self):
        """The posted lines that make this customer's support cost."""
        self.ensure_one()
        self.check_access("read")
        self.env["account.move.line"].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Supports Cost"),
            "res_model": "account.move.line",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("kehu_support_id.partner_id", "=", self.commercial_partner_id.id),
                ("company_id", "=", self.env.company.id),
                ("parent_state", "=", "posted"),
            ],
            "context": {"create": False},
        }

    # ---------------------------------------------------------- for others
    def _kehu_open_things(self, user, company):
        """Promises to these customers are part of a handover."""
        found = super()._kehu_open_things(user, company)
        for support in self._kehu_open_supports(user, company):
            what = " ".join(filter(None, [support.name, support.kind_id.name]))
            rows = found.setdefault(support.partner_id.id, [])
            rows.append((what, support.due_date))
        return found

    def _kehu_pass_on(self, old, new, company):
        done = super()._kehu_pass_on(old, new, company)
        self._kehu_open_supports(old, company).write({"user_id": new.id})
        return done

    def _kehu_open_supports(self, user, company):
        return (
            self.env["kehu.support"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", self.ids),
                    ("user_id", "=", user.id),
                    ("company_id", "=", company.id),
                    ("state", "in", OPEN),
                ]
            )
        )
