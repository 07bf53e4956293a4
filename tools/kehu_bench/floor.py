"""The floor: what plain Odoo's tables allow, in the same run on the same machine."""

import time

import kehu_db

SETTINGS = (
    "enable_indexscan = off",
    "enable_indexonlyscan = off",
    "enable_bitmapscan = off",
    "max_parallel_workers_per_gather = 0",
    "jit = off",
    "work_mem = '256MB'",
)
STATEMENT = """
SELECT company_id, commercial_partner_id,
       SUM(amount_untaxed_signed) FILTER (WHERE move_type = 'out_invoice') AS sales,
       SUM(amount_untaxed_signed) FILTER (WHERE move_type = 'out_refund') AS refunds,
       COUNT(*) AS documents, MAX(invoice_date) AS latest
  FROM account_move
 WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
   AND invoice_date > %(day)s::date - interval '2 years' AND invoice_date <= %(day)s
 GROUP BY company_id, commercial_partner_id
"""


def measure(database, day):
    """Seconds of the bare aggregate over 24 months to `day`, warm, rows delivered."""
    with kehu_db.transaction(database) as cursor:
        for setting in SETTINGS:
            cursor.execute(f"SET LOCAL {setting}")
        cursor.execute(STATEMENT, {"day": day})
        begun = time.perf_counter()
        cursor.execute(STATEMENT, {"day": day})
        return time.perf_counter() - begun
