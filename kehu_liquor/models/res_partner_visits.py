from odoo import fields, models

SALES = "kehu_liquor.group_kehu_user"


class ResPartnerVisits(models.Model):
    """A customer's contacts, and the way to log one."""

    _inherit = "res.partner"

    kehu_visit_count = fields.Integer(
        string="Visits", compute="_compute_kehu_visit_count", groups=SALES
    )

    def _compute_kehu_visit_count(self):
        counts = dict(
            self.env["kehu.visit"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                    ("state", "=", "done"),
                ],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.kehu_visit_count = counts.get(partner.commercial_partner_id, 0)

    def action_kehu_log_visit(self):
        """Log a contact with this customer."""
        self.ensure_one()
        self.check_access("read")
        customer = self.commercial_partner_id
        contact = [self.id] if self != customer else []
        return self.env["kehu.visit"]._action_log(
            partner_id=customer.id, contact_ids=contact
        )

    def action_kehu_visits(self):
        """This customer's contacts."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_visit_action"
        )
        customer = self.commercial_partner_id.id
        return {
            **action,
            "domain": [("partner_id", "=", customer)],
            "context": {"default_partner_id": customer},
        }

    # ---------------------------------------------------------- for others
    def _kehu_open_things(self, user, company):
        """What is planned with these customers passes on in a handover."""
        found = super()._kehu_open_things(user, company)
        for visit in self._kehu_plans(user, company):
            what = f"{visit.kind_id.name} {visit.purpose or ''}".strip()
            found.setdefault(visit.partner_id.id, []).append((what, visit.day))
        return found

    def _kehu_pass_on(self, old, new, company):
        done = super()._kehu_pass_on(old, new, company)
        self._kehu_plans(old, company).user_id = new
        rows = self.env["kehu.followup"].sudo()
        rows.search([*self._kehu_theirs(old, company), ("state", "=", "open")]).write(
            {"user_id": new.id}
        )
        return done

    def _kehu_plans(self, user, company):
        planned = [*self._kehu_theirs(user, company), ("state", "=", "planned")]
        return self.env["kehu.visit"].sudo().search(planned)

    def _kehu_theirs(self, user, company):
        return [
            ("partner_id", "in", self.ids),
            ("user_id", "=", user.id),
            ("company_id", "=", company.id),
        ]
