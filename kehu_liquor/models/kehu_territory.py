from odoo import api, fields, models


class KehuTerritory(models.Model):
    """A sales region: whose customers are looked at together, and by whom.

    Territories nest (province › city › district); a customer is in the narrowest
    that is known.
    """

    _name = "kehu.territory"
    _inherit = ["kehu.in.company"]
    _description = "Sales territory"
    _parent_store = True
    _order = "complete_name, id"
    _rec_name = "complete_name"
    _rec_names_search = ["complete_name", "name"]
    _check_company_auto = True

    name = fields.Char(required=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True
    )
    parent_id = fields.Many2one(
        "kehu.territory",
        string="Part of",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    parent_path = fields.Char(index=True)
    company_id = fields.Many2one(
        "res.company", index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain="[('share', '=', False)]",
        help="Who answers for this territory.",
    )
    active = fields.Boolean(default=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for territory in self:
            above = territory.parent_id.complete_name
            territory.complete_name = (
                f"{above} / {territory.name}" if above else territory.name
            )
