"""A scorecard line names its breakpoint by number, no longer by a foreign key.

What the indexes by partner, company and day answer too needs no index of its own.
"""

NO_LONGER = (
    "kehu_scorecard__partner_id_index",
    "kehu_scorecard__company_id_index",
    "kehu_grade_history__partner_id_index",
    "kehu_grade_history__company_id_index",
)


def migrate(cr, version):
    cr.execute(
        """
        UPDATE kehu_scorecard_line l SET rung = b.rung
          FROM (SELECT id, row_number() OVER (
                           PARTITION BY criterion_id ORDER BY value_from) AS rung
                  FROM kehu_scheme_breakpoint) b
         WHERE b.id = l.breakpoint_id
        """
    )
    for index in NO_LONGER:
        cr.execute(f'DROP INDEX IF EXISTS "{index}"')
    cr.execute("ALTER TABLE kehu_scorecard_line DROP COLUMN breakpoint_id")
