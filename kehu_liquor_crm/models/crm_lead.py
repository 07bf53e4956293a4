from odoo import fields, models


class CrmLead(models.Model):
    """An opportunity remembers the contact at which its need was heard."""

    _inherit = "crm.lead"

    kehu_visit_id = fields.Many2one(
        "kehu.visit",
        string="Heard at",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="kehu_liquor.group_kehu_user",
    )

    _kehu_one_a_visit = models.UniqueIndex(
        "(kehu_visit_id) WHERE kehu_visit_id IS NOT NULL",
        "This need is an opportunity already.",
    )
