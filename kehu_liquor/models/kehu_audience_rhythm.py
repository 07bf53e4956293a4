from odoo import fields, models


class KehuAudienceRhythm(models.Model):
    """How often an audience's customers usually buy, in one company.

    The mean of their rhythms, kept by the night. A forecast leans on it where a
    customer's own history is short.
    """

    _name = "kehu.audience.rhythm"
    _description = "Usual rhythm of an audience"
    _rec_name = "audience_id"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    audience_id = fields.Many2one("kehu.audience", required=True, ondelete="cascade")
    usual_days = fields.Float(string="Usual Rhythm (Days)", required=True)

    _one_row = models.Constraint(
        "UNIQUE (company_id, audience_id)", "An audience has one usual rhythm."
    )
