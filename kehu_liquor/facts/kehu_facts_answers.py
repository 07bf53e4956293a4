from odoo import api, models
from odoo.tools import SQL


class KehuFactsAnswers(models.AbstractModel):
    """What people answered about customers, as facts of a day."""

    _inherit = "kehu.facts"

    @api.model
    def _answers(self, company, day, questions, partners):
        """The newest answer of each customer to each question, up to ``day``.

        :param questions: ids of questions
        :param partners: ids of commercial partners
        :return: list of ``(partner id, question id, value)``
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT DISTINCT ON (partner_id, question_id)
                       partner_id, question_id, value
                  FROM kehu_answer
                 WHERE company_id = %s AND day <= %s
                   AND question_id = ANY(%s) AND partner_id = ANY(%s)
                 ORDER BY partner_id, question_id, day DESC, id DESC
                """,
                company.id,
                day,
                list(questions),
                list(partners),
            )
        )
        return self.env.cr.fetchall()
