from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .fact_catalog import FIFTHS, FactKind

ANSWER = FactKind("1–5", FIFTHS)


class KehuMetricAnswers(models.Model):
    """What people say of a customer, scored like any figure, asked on its page."""

    _inherit = "kehu.metric"

    @api.model
    def _fact_catalog(self):
        questions = self.env["kehu.question"]._keys()
        return super()._fact_catalog() | dict.fromkeys(questions, ANSWER)

    @api.model
    def _fact_labels(self):
        """How people call each fact of the catalog: name → label."""
        keys = list(self._fact_catalog())
        told = self.fields_get([key for key in keys if key in self._fields], ["string"])
        labels = {key: field["string"] for key, field in told.items()}
        questions = self.env["kehu.question"].sudo()
        for key, number in questions._keys().items():
            labels[key] = questions.browse(number).name
        return {key: labels.get(key, key) for key in keys}

    # ------------------------------------------------------------ the dialog
    def get_questions(self):
        """What is asked about this customer, with the newest answers.

        :return: list of dicts: id, name, ask, steps (value, text), value, said (who
            and when)
        """
        self.ensure_one()
        self.check_access("read")
        questions = self.env["kehu.question"]._asked(self.audience_id)
        newest = self._newest_answers(questions)
        return [
            {
                "id": question.id,
                "name": question.name,
                "ask": question.ask or "",
                "steps": question._steps(),
                "value": newest.get(question.id, self.env["kehu.answer"]).value,
                "said": self._say_answer(newest.get(question.id)),
            }
            for question in questions
        ]

    def _newest_answers(self, questions):
        """Question id → the answer that counts today."""
        answers = self.env["kehu.answer"].search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("question_id", "in", questions.ids),
            ]
        )
        return {answer.question_id.id: answer for answer in reversed(answers)}

    def _say_answer(self, answer):
        if not answer:
            return self.env._("not answered yet")
        return self.env._(
            "%(who)s, %(day)s",
            who=answer.user_id.sudo().name,
            day=format_date(self.env, answer.day),
        )

    def action_answer(self, answers):
        """Keep answers and, unless the night is at work, let them count at once.

        :param answers: dict question id → 1 … 5
        """
        self.ensure_one()
        self.check_access("read")
        self.env["kehu.answer"].check_access("create")
        self.env["kehu.answer"].create(
            [
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "question_id": int(question),
                    "value": value,
                }
                for question, value in answers.items()
            ]
        )
        try:
            self.env["kehu.scoring"]._decide_now(self.partner_id, self.company_id)
        except UserError:  # the night is at work: it counts from the next one on
            return False
        return True
