from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class KehuAnswer(models.Model):
    """What somebody answered about a customer: which question, 1 to 5, on which day.

    Salespeople answer on their own customers; scoring takes the newest answer up to
    its day. Append-only: who changes their mind answers again.
    """

    _name = "kehu.answer"
    _description = "Answer about a customer"
    _order = "day desc, id desc"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    question_id = fields.Many2one("kehu.question", required=True, ondelete="restrict")
    value = fields.Integer(string="Answer (1–5)", required=True, aggregator="avg")
    meaning = fields.Char(compute="_compute_meaning")
    day = fields.Date(required=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )

    _value_in_range = models.Constraint(
        "CHECK (value >= 1 AND value <= 5)", "Answer with a number from 1 to 5."
    )
    _newest_first = models.Index(
        "(partner_id, company_id, question_id, day DESC, id DESC)"
    )

    @api.depends("question_id", "value")
    def _compute_meaning(self):
        for answer in self:
            steps = {s["value"]: s["text"] for s in answer.question_id._steps()}
            answer.meaning = steps.get(answer.value, "")

    @api.depends("partner_id", "question_id", "value")
    def _compute_display_name(self):
        for answer in self:
            answer.display_name = (
                f"{answer.partner_id.display_name}: "
                f"{answer.question_id.name} {answer.value}"
            )

    @api.constrains("day")
    def _check_day(self):
        for answer in self:
            if answer.day > self.env["kehu.facts"]._today(answer.company_id):
                raise ValidationError(
                    self.env._("An answer is of today or of a past day.")
                )

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = self.env["res.company"].browse(
                vals.setdefault("company_id", self.env.company.id)
            )
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            vals["partner_id"] = partner.commercial_partner_id.id
            vals["user_id"] = self.env.uid
            vals["day"] = vals.get("day") or self.env["kehu.facts"]._today(company)
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("An answer is not rewritten: answer again."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("An answer is not deleted: it belongs to the history.")
        )
