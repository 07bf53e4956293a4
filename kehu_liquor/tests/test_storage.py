"""What is promised of the tables is really there, and PostgreSQL makes use of it."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import TODAY, KehuCase

INDEXES = {
    "account_move_kehu_documents": "account_move",
    "account_move_line_kehu_open_items": "account_move_line",
    "account_move_line_kehu_cash": "account_move_line",
    "res_partner_kehu_owner": "res_partner",
    "kehu_metric_by_grade": "kehu_metric",
    "kehu_metric_by_score": "kehu_metric",
    "kehu_metric_by_partner": "kehu_metric",
    "kehu_answer_newest_first": "kehu_answer",
    "kehu_entitlement_one_answer": "kehu_entitlement",
    "kehu_grade_one_floor": "kehu_grade",
    "kehu_grade_history_latest_first": "kehu_grade_history",
    "kehu_run_latest_first": "kehu_run",
    "kehu_scheme_one_in_use": "kehu_scheme",
    "kehu_scorecard_latest_first": "kehu_scorecard",
    "kehu_competitor_named_once": "kehu_competitor",
}
CONSTRAINTS = {
    "kehu_metric_one_row": "u",
    "kehu_grade_score_in_range": "c",
    "kehu_entitlement_not_negative": "c",
    "kehu_answer_value_in_range": "c",
    "kehu_scheme_criterion_weight_in_range": "c",
    "kehu_scheme_criterion_fact_once": "u",
    "kehu_scheme_breakpoint_points_in_range": "c",
    "kehu_scheme_breakpoint_one_floor": "u",
    "kehu_supply_dates_in_order": "c",
    "kehu_festival_date_once_a_year": "u",
    "kehu_competitor_carried_dates_in_order": "c",
    "kehu_competitor_carried_price_positive": "c",
}


@tagged("post_install", "-at_install")
class TestStorage(KehuCase):
    def query(self, sql, *params):
        self.env.cr.execute(sql, params)
        return self.env.cr.fetchall()

    def test_every_index_is_there(self):
        found = self.query(
            "SELECT indexname, tablename FROM pg_indexes WHERE indexname = ANY(%s)",
            list(INDEXES),
        )
        self.assertEqual(dict(found), INDEXES)

    def test_every_index_a_model_promises_is_there(self):
        promised = {
            name
            for model in self.env.values()
            for name, promise in model._table_objects.items()
            if promise._module == "kehu_liquor"
        }
        found = self.query(
            "SELECT relname FROM pg_class UNION SELECT conname FROM pg_constraint"
        )
        self.assertLessEqual({*INDEXES, *CONSTRAINTS}, promised)
        self.assertEqual(promised - {name for (name,) in found}, set())

    def test_every_constraint_is_there(self):
        found = self.query(
            "SELECT conname, contype FROM pg_constraint WHERE conname = ANY(%s)",
            list(CONSTRAINTS),
        )
        self.assertEqual(dict(found), CONSTRAINTS)

    def test_every_reference_of_ours_has_an_index(self):
        """But company_id, of which there are few, and what is never searched."""
        missing = self.query(
            r"""
            SELECT r.relname || '.' || a.attname
              FROM pg_constraint c
              JOIN pg_class r ON r.oid = c.conrelid
              JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
              JOIN pg_class t ON t.oid = c.confrelid
             WHERE c.contype = 'f' AND r.relname LIKE 'kehu\_%%'
               AND t.relname = 'res_partner'
               AND NOT EXISTS (SELECT FROM pg_index i
                                WHERE i.indrelid = r.oid AND i.indkey[0] = a.attnum)
            """
        )
        self.assertEqual(missing, [])

    def test_rows_of_figures_leave_room_for_updates(self):
        options = self.query(
            "SELECT unnest(reloptions) FROM pg_class WHERE relname = 'kehu_metric'"
        )
        self.assertIn(("fillfactor=70",), options)

    def plan(self, table, index):
        """How the refresh is carried out when a table has no other index."""
        q = self.facts._question(self.company, TODAY)
        statement = self.facts._refresh_statement(q, list(self.facts._columns(q)))
        savepoint = self.env.cr.savepoint()
        with savepoint:
            for (name,) in self.others(table, index):
                self.env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
            self.env.cr.execute("SET LOCAL enable_seqscan = off")
            self.env.cr.execute(SQL("EXPLAIN %s", statement))
            lines = [row[0] for row in self.env.cr.fetchall()]
            savepoint.rollback()
        return "\n".join(lines)

    def others(self, table, index):
        return self.query(
            """
            SELECT i.indexrelid::regclass::text FROM pg_index i
             WHERE i.indrelid = %s::regclass AND NOT i.indisprimary
               AND i.indexrelid <> %s::regclass
               AND NOT EXISTS (
                   SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            """,
            table,
            index,
        )

    def assertReadFrom(self, table, index):
        """The refresh reads the index and not the table beside it."""
        self.assertIn(f"Index Only Scan using {index}", self.plan(table, index))

    def test_the_refresh_reads_documents_from_their_index(self):
        self.assertReadFrom("account_move", "account_move_kehu_documents")

    def test_the_refresh_reads_open_items_from_their_index(self):
        self.assertReadFrom("account_move_line", "account_move_line_kehu_open_items")

    def test_the_refresh_reads_cash_from_its_index(self):
        self.assertReadFrom("account_move_line", "account_move_line_kehu_cash")

    def test_what_is_poured_in_arrives_as_it_was(self):
        customer = self.make_customer("Poured")
        reason = "a\tb\\c\nd ’e’ 酒"
        columns = ("partner_id", "company_id", "date", "source", "reason", "user_id")
        row = (customer.id, self.company.id, TODAY, "override", reason, None)
        self.facts._pour("kehu.grade.history", columns, [row])
        line = self.env["kehu.grade.history"].search([("partner_id", "=", customer.id)])
        self.assertEqual((line.date, line.reason), (TODAY, reason))
        self.assertFalse(line.user_id)
