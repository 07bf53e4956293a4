"""A scorecard keeps its lines itself: what stood in rows of their own moves there."""


def migrate(cr, version):
    cr.execute("ALTER TABLE kehu_scorecard ADD COLUMN IF NOT EXISTS lines jsonb")
    cr.execute(
        """
        UPDATE kehu_scorecard c SET lines = l.lines
          FROM (SELECT card_id,
                       jsonb_agg(jsonb_build_array(
                           criterion_id, rung, CASE WHEN has_value THEN value END,
                           points, weight, contribution) ORDER BY id) AS lines
                  FROM kehu_scorecard_line GROUP BY card_id) l
         WHERE l.card_id = c.id
        """
    )
    cr.execute("DROP TABLE kehu_scorecard_line")
    cr.execute(
        """
        DELETE FROM ir_model_constraint WHERE model IN (
            SELECT id FROM ir_model WHERE model = 'kehu.scorecard.line')
        """
    )
