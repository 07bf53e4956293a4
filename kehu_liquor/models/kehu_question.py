from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

#: How a question is named among the facts that a criterion may score.
KEY = "question_%s"
STEPS = (1, 2, 3, 4, 5)


class KehuQuestion(models.Model):
    """What no invoice says: a question that people answer about a customer.

    Potential, influence, cooperation …: each with five answers described in words,
    so that two salespeople mean the same by a 4. A criterion may score it as any
    figure; the newest answer counts.
    """

    _name = "kehu.question"
    _description = "Question about a customer"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="As scorecards call it.")
    ask = fields.Char(
        string="The Question", translate=True, help="As the salesperson is asked."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    audience_ids = fields.Many2many(
        "kehu.audience", string="Asked of", help="Empty: of all customers."
    )
    step_1 = fields.Char(string="1 Means", translate=True)
    step_2 = fields.Char(string="2 Means", translate=True)
    step_3 = fields.Char(string="3 Means", translate=True)
    step_4 = fields.Char(string="4 Means", translate=True)
    step_5 = fields.Char(string="5 Means", translate=True)

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        self.env.registry.clear_cache()
        return questions

    @api.ondelete(at_uninstall=False)
    def _unlink_except_scored(self):
        keys = [KEY % question.id for question in self]
        scored = (
            self.env["kehu.scheme.criterion"]
            .sudo()
            .search_count([("fact", "in", keys)], limit=1)
        )
        answered = (
            self.env["kehu.answer"]
            .sudo()
            .search_count([("question_id", "in", self.ids)], limit=1)
        )
        if scored or answered:
            raise UserError(
                self.env._(
                    "It has answers or counts in a scheme and explains scorecards: "
                    "archive the question instead."
                )
            )

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done

    # ---------------------------------------------------------- for others
    @api.model
    @ormcache()
    def _all_ids(self):
        """All questions, archived ones too: old scorecards still name them."""
        everyone = self.sudo().with_context(active_test=False)
        return tuple(everyone.search([("id", ">", 0)]).ids)

    @api.model
    def _keys(self):
        """Name among the facts → id of the question."""
        return {KEY % number: number for number in self._all_ids()}

    @api.model
    def _asked(self, audience):
        """The questions asked of an audience, in order."""
        everything = self.search([("active", "=", True)])
        return everything.filtered(lambda question: question._is_asked_of(audience))

    def _is_asked_of(self, audience):
        self.ensure_one()
        return not self.audience_ids or audience in self.audience_ids

    def _steps(self):
        """The answers to choose from: value and what it means."""
        self.ensure_one()
        return [
            {"value": value, "text": self[f"step_{value}"] or ""} for value in STEPS
        ]
