from odoo import fields, models


class KehuVisitKind(models.Model):
    """A way of being in touch: visit M, phone T, e-mail E, event, sample …

    A row for everybody: its letter stands in the calendar, its minutes say how long
    it usually takes, its checklist what to bring and to do.
    """

    _name = "kehu.visit.kind"
    _description = "Kind of contact"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    letter = fields.Char(required=True, size=2, help="Stands in lists and calendars.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    minutes = fields.Integer(string="Usual Minutes", default=10)
    is_face_to_face = fields.Boolean(
        string="Face to Face", help="Nobody is in two such places at once."
    )
    needs_advice = fields.Boolean(
        help="Such a contact carries a piece of advice to the customer."
    )
    check_ids = fields.One2many("kehu.visit.check", "kind_id", string="Checklist")

    _letter_once = models.UniqueIndex(
        "(letter) WHERE active", "Another kind has this letter already."
    )
    _makes_sense = models.Constraint(
        "CHECK (minutes BETWEEN 1 AND 1440)", "A contact takes from 1 to 1440 minutes."
    )


class KehuVisitCheck(models.Model):
    """A line of a kind's checklist: forms, samples, cards to take along."""

    _name = "kehu.visit.check"
    _description = "Line of a checklist"
    _order = "kind_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind_id = fields.Many2one(
        "kehu.visit.kind", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
