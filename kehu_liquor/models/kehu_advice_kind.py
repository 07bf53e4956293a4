from odoo import fields, models


class KehuAdviceKind(models.Model):
    """What customers are advised to do: build a display, take a product, hold a price.

    A row for everybody. It says whether a lead or manager agrees before it is brought
    to the customer, and over how many days its effect is looked at.
    """

    _name = "kehu.advice.kind"
    _description = "Kind of advice"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    needs_agreement = fields.Boolean(
        default=True,
        help="A lead or manager agrees before it is brought to the customer.",
    )
    effect_days = fields.Integer(
        string="Days of Effect",
        required=True,
        default=60,
        help="Net sales of so many days after it was adopted are compared with as "
        "many before.",
    )

    _makes_sense = models.Constraint(
        "CHECK (effect_days BETWEEN 7 AND 365)",
        "An effect is looked at over 7 to 365 days.",
    )
