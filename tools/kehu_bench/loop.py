"""What a loop over customers through the ORM costs: printed beside, no bar."""

import time

from . import fill

SAMPLE = 200


def measure(env, database):
    """Seconds per customer of search, sum and write, on a sample of customers."""
    day = fill.last_day(database)
    metrics = env["kehu.metric"].search([], limit=SAMPLE, order="partner_id")
    env.flush_all()
    begun = time.perf_counter()
    for metric in metrics:
        moves = env["account.move"].search(_documents(metric, day))
        sales = moves.filtered(lambda move: move.move_type == "out_invoice")
        dates = sorted(set(sales.mapped("invoice_date")))
        metric.write(
            {
                "net_12m": sum(moves.mapped("amount_untaxed_signed")),
                "order_count": len(sales),
                "last_sale_date": dates[-1] if dates else False,
            }
        )
        env.flush_all()
    seconds = time.perf_counter() - begun
    env.cr.rollback()
    return {"each": seconds / max(len(metrics), 1)}


def _documents(metric, day):
    return [
        ("company_id", "=", metric.company_id.id),
        ("commercial_partner_id", "=", metric.partner_id.id),
        ("state", "=", "posted"),
        ("move_type", "in", ("out_invoice", "out_refund")),
        ("invoice_date", "<=", day),
    ]
