from odoo import api, fields, models


class KehuGiftKind(models.Model):
    """What is given: gift, sample, hospitality. Never money under another name."""

    _name = "kehu.gift.kind"
    _description = "Kind of gift"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.constrains("name")
    def _check_name(self):
        for kind in self:
            self.env["kehu.gift"]._refuse_money(kind.name)


class KehuGiftCap(models.Model):
    """How much a person may receive a year without a second person's word: a row.

    The most precise row holds: of the person, else of the customer's grade, else of
    all; of two alike, the one for the year.
    """

    _name = "kehu.gift.cap"
    _description = "Limit of gifts"
    _order = "person_id, grade_id, year desc"
    _rec_name = "amount"

    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies."
    )
    grade_id = fields.Many2one("kehu.grade", help="Empty: for all grades.")
    person_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for all persons.",
    )
    year = fields.Integer(help="0: for every year.")
    amount = fields.Float(
        string="Most a Year", required=True, help="Per person, in company currency."
    )

    _not_negative = models.Constraint(
        "CHECK (amount >= 0 AND year >= 0)", "A limit is 0 or more."
    )

    @api.model
    def _for(self, person, company, year):
        """The limit of a person in a year; None when no row says one."""
        customer = person.sudo().commercial_partner_id
        grade = customer.with_company(company).kehu_metric_id.grade_id
        rows = self.sudo().search(
            [
                ("company_id", "in", (False, company.id)),
                ("grade_id", "in", (False, grade.id)),
                ("person_id", "in", (False, person.id)),
                ("year", "in", (0, year)),
            ]
        )
        best = rows.sorted(
            lambda cap: (
                bool(cap.person_id),
                bool(cap.grade_id),
                bool(cap.year),
                bool(cap.company_id),
                -cap.id,
            )
        )[-1:]
        return best.amount if best else None
