from odoo import fields, models

from .res_partner import SALES


class ResPartnerCompetitors(models.Model):
    """A customer's file, the part on what it carries beside us."""

    _inherit = "res.partner"

    kehu_carried_ids = fields.One2many(
        "kehu.competitor.carried",
        "partner_id",
        string="Competitors Carried",
        groups=SALES,
    )
