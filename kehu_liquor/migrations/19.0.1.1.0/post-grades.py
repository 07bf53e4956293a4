"""Grades that hold, and promises as rows: what an older database has is kept."""

PROMISES = {"payment_days": "payment_days", "priority": "priority"}


def migrate(cr, version):
    settle(cr)
    promise(cr)


def settle(cr):
    """Until now the score alone decided; when it last moved a customer is on file."""
    cr.execute(
        "UPDATE kehu_metric SET settled_grade_id = suggested_grade_id"
        " WHERE settled_grade_id IS NULL AND suggested_grade_id IS NOT NULL"
    )
    cr.execute(
        """
        UPDATE kehu_metric m SET moved_on = h.day
          FROM (SELECT partner_id, company_id, MAX(date) AS day
                  FROM kehu_grade_history
                 WHERE source = 'night' AND old_grade_id IS NOT NULL
                   AND grade_id IS NOT NULL
                 GROUP BY partner_id, company_id) h
         WHERE m.partner_id = h.partner_id AND m.company_id = h.company_id
           AND m.moved_on IS NULL
        """
    )
    cr.execute(
        "UPDATE kehu_scorecard SET settled_grade_id = grade_id"
        " WHERE settled_grade_id IS NULL AND grade_id IS NOT NULL"
    )


def promise(cr):
    """Columns of the grades become rows of what customers get."""
    cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'kehu_grade' AND table_schema = current_schema()"
    )
    columns = {name for (name,) in cr.fetchall()}
    for column in PROMISES.keys() & columns:
        keep(cr, PROMISES[column], f"COALESCE(g.{column}, 0)", "NULL::jsonb")
        cr.execute(f"ALTER TABLE kehu_grade DROP COLUMN {column}")
    if "delivery_promise" in columns:
        keep(cr, "delivery_hours", "0", "g.delivery_promise")
        cr.execute("ALTER TABLE kehu_grade DROP COLUMN delivery_promise")


def keep(cr, kind, value, note):
    """A grade's own row says what its column said; a missing one is made."""
    own = (
        "e.grade_id = g.id AND e.kind = %s AND e.quadrant IS NULL"
        " AND e.role_id IS NULL AND e.audience_id IS NULL"
    )
    what = f"note = {note}" if kind == "delivery_hours" else f"value = {value}"
    cr.execute(
        f"UPDATE kehu_entitlement e SET {what} FROM kehu_grade g WHERE {own}", [kind]
    )
    cr.execute(
        f"""
        INSERT INTO kehu_entitlement (kind, value, note, grade_id, company_id,
                                      sequence, active)
        SELECT %s, {value}, {note}, g.id, g.company_id, 10, TRUE
          FROM kehu_grade g
         WHERE NOT EXISTS (SELECT FROM kehu_entitlement e WHERE {own})
        """,
        [kind, kind],
    )
