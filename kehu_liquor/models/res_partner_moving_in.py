from odoo import api, fields, models

FIGURES = (
    "kehu_liquor.group_kehu_user,"
    "account.group_account_readonly,account.group_account_invoice"
)


class ResPartnerMovingIn(models.Model):
    """Customers on their way in: the file they come by, and the past they bring."""

    _inherit = "res.partner"

    kehu_history_count = fields.Integer(
        string="Imported Documents",
        compute="_compute_kehu_history_count",
        groups=FIGURES,
    )

    @api.depends_context("company", "uid")
    def _compute_kehu_history_count(self):
        groups = self.env["kehu.external.sale"]._read_group(
            self._kehu_history_domain(), ["partner_id"], ["__count"]
        )
        counts = {partner.id: count for partner, count in groups}
        for partner in self:
            partner.kehu_history_count = counts.get(partner.id, 0)

    def _kehu_history_domain(self):
        return [
            ("partner_id", "in", self.ids),
            ("company_id", "=", self.env.company.id),
            ("kind", "=", "history"),
            ("state", "=", "confirmed"),
        ]

    def action_kehu_history(self):
        """The customer's sales from before the cut-over day."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_external_sale_action"
        )
        return {**action, "domain": self._kehu_history_domain()}

    # ------------------------------------------------------------ the file
    @api.model
    def get_import_templates(self):
        """The customers' template, for those who keep customers."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_user"):
            return super().get_import_templates()
        return [
            {
                "label": self.env._("Import Template for Customers"),
                "template": "/kehu_liquor/template/customers.xlsx",
            }
        ]

    @api.model
    def _kehu_template(self):
        """``(heading, note, example)``: headings as Odoo's own import knows them."""
        notes, examples = self._kehu_template_notes(), self._kehu_template_examples()
        labels = self.fields_get(list(notes), ["string"])
        return [
            (labels[name]["string"], note, examples.get(name, ""))
            for name, note in notes.items()
            if name in labels
        ]

    @api.model
    def _kehu_template_notes(self):
        """Field → what its column takes, in the order of the file."""
        return {
            "name": self.env._("The customer's full name. Needed."),
            "ref": self.env._(
                "Your own customer number; sales history finds it by this."
            ),
            "vat": self.env._("Tax ID, once per customer."),
            "kehu_role_id": self._kehu_names("kehu.role"),
            "kehu_source_id": self._kehu_names("kehu.source"),
            "kehu_territory_id": self.env._(
                "Name of a territory that exists (Configuration › Territories)."
            ),
            "user_id": self.env._(
                "Name of the salesperson the customer belongs to; empty: open pool."
            ),
            "phone": self.env._("Phone number."),
            "email": self.env._("E-mail address."),
            "city": self.env._("City."),
            "street": self.env._("Street and house number."),
            "kehu_usual_price": self.env._("What the customer usually pays, as text."),
            "comment": self.env._("Anything else worth knowing."),
        }

    @api.model
    def _kehu_template_examples(self):
        def first(model):
            return self.env[model].search([], limit=1).display_name or ""

        return {
            "name": self.env._("Golden Cup Tobacco"),
            "kehu_role_id": first("kehu.role"),
            "kehu_source_id": first("kehu.source"),
            "kehu_territory_id": first("kehu.territory"),
            "user_id": self.env.user.name,
        }

    @api.model
    def _kehu_names(self, model):
        """Which names a column takes."""
        names = self.env[model].search([], limit=40).mapped("display_name")
        return self.env._("One of: %s", ", ".join(names))
