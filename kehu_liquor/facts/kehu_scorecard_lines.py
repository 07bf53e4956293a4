from odoo import models
from odoo.tools import SQL

from ..models.kehu_scorecard_line import PLACES


class KehuScorecardLines(models.Model):
    """The lines of scorecards, spread out of what each card keeps."""

    _inherit = "kehu.scorecard.line"

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT c.id::bigint * %(places)s + l.place AS id, c.id AS card_id,
                   c.company_id, (l.said ->> 0)::int AS criterion_id,
                   (l.said ->> 1)::int AS rung,
                   l.said ->> 2 IS NOT NULL AS has_value,
                   (l.said ->> 2)::numeric AS value, (l.said ->> 3)::int AS points,
                   (l.said ->> 4)::numeric AS weight,
                   (l.said ->> 5)::numeric AS contribution
              FROM kehu_scorecard c
             CROSS JOIN LATERAL jsonb_array_elements(c.lines)
                   WITH ORDINALITY AS l (said, place)
            """,
            places=PLACES,
        )
