"""What the addon and the posted documents say, in the truth's words."""

import itertools
from collections import defaultdict

from . import figures

STORED = (
    "net_12m",
    "sales_12m",
    "refunds_12m",
    "order_count_12m",
    "order_count",
    "sale_date_count",
    "first_sale_date",
    "last_sale_date",
    "pareto_rank",
    "pareto_share",
    "pareto_class",
    "rfm_r",
    "rfm_f",
    "rfm_m",
    "recency_days",
    "interval_median",
    "has_rhythm",
    "next_order_date",
    "is_silent",
)
SUMS = ("all_sales", "all_refunds", "all_net")


def customers(env, company, day):
    """Figures by customer number, from `kehu.metric` and the posted documents."""
    metrics = env["kehu.metric"].search([("company_id", "=", company.id)])
    rows = {row["id"]: row for row in metrics.read(list(STORED))}
    usual = env["kehu.facts"]._usual_sizes(company, day)
    sizes = {row["partner_id"]: row for row in usual}
    sums = _sums(env, company)
    return {
        metric.ref: _customer(rows[metric.id], sizes.get(metric.partner_id.id))
        | sums[metric.partner_id.id]
        for metric in metrics
    }


def _customer(row, size):
    never = not row["last_sale_date"]
    few = not size or size["orders"] < 5
    return row | {
        "rfm": (row["rfm_r"], row["rfm_f"], row["rfm_m"]),
        "recency_days": None if never else row["recency_days"],
        "interval_median": row["interval_median"] if row["has_rhythm"] else None,
        "order_median": None if few else size["median"],
        "order_mad": None if few else size["mad"],
    }


def _sums(env, company):
    """Sums over all posted documents, by partner id."""
    groups = env["account.move"]._read_group(
        [("company_id", "=", company.id), ("state", "=", "posted")],
        ["commercial_partner_id", "move_type"],
        ["amount_untaxed_signed:sum"],
    )
    sums = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    for partner, kind, amount in groups:
        name = "all_sales" if kind == "out_invoice" else "all_refunds"
        sums[partner.id][name] += amount
        sums[partner.id]["all_net"] += amount
    return sums


def abnormal(env, company, day):
    """Orders abnormal in hindsight by document number."""
    rows = env["kehu.facts"]._abnormal_orders(company, day)
    moves = env["account.move"].browse(row["move_id"] for row in rows)
    refs = {move.id: (move.ref, move.commercial_partner_id.ref) for move in moves}
    found = {}
    for row in rows:
        number, customer = refs[row["move_id"]]
        sizes = (row["amount"], row["median"], row["mad"], row["side"])
        found[number] = figures.order(customer, row["invoice_date"], *sizes)
    return found


def warned(env, company):
    """Numbers of the customers that the rule “silent” warns of after the night."""
    alerts = env["kehu.alert"].search(
        [
            ("company_id", "=", company.id),
            ("rule_id", "=", env.ref("kehu_liquor.alert_rule_silent").id),
            ("passed_on", "=", False),
        ]
    )
    return set(alerts.partner_id.mapped("ref"))


def past(env, company, day):
    """Rhythm and silence by customer number as they would have read on a past day."""
    rows = env["kehu.run"]._replay(day, company)
    partners = env["res.partner"].browse(rows)
    return {
        partner.ref: {
            "last_sale_date": rows[partner.id]["last_sale_date"],
            "interval_median": rows[partner.id]["interval_median"],
            "is_silent": rows[partner.id]["is_silent"],
        }
        for partner in partners
        if rows[partner.id]["sale_date_count"] >= 3
    }


def totals(env, company, customers):
    """The ledger's totals from what is posted, in the truth's words."""
    lines = _lines(env, company)
    moves = env["account.move"].search([("company_id", "=", company.id)])
    sales = moves.filtered(lambda move: move.move_type == "out_invoice")
    nets = [round(row["all_net"], 2) for row in customers.values()]
    return _sums_of_all(customers) | {
        "lines": sum(lines.values()),
        "sale_lines": lines["out_invoice"],
        "refund_lines": lines["out_refund"],
        "sale_invoices": len(sales),
        "refund_invoices": len(moves) - len(sales),
        "customers": len(customers),
        "customers_with_sales": len(sales.commercial_partner_id),
        "customers_refunds_only": len(customers) - len(sales.commercial_partner_id),
        "first_date": str(min(moves.mapped("invoice_date"))),
        "last_date": str(max(moves.mapped("invoice_date"))),
        "customers_negative_or_zero_all_net": sum(net <= 0 for net in nets),
        "same_day_multi_invoice_pairs": _same_day(sales),
    }


def _lines(env, company):
    """How many invoice lines are posted, by type of document."""
    ours = [("company_id", "=", company.id), ("parent_state", "=", "posted")]
    lines = env["account.move.line"]
    return {
        kind: lines.search_count(
            [*ours, ("display_type", "=", "product"), ("move_id.move_type", "=", kind)]
        )
        for kind in ("out_invoice", "out_refund")
    }


def _sums_of_all(customers):
    names = {"sales": "all_sales", "refunds": "all_refunds", "net": "all_net"}
    return {
        name: round(sum(row[column] for row in customers.values()), 2)
        for name, column in (names | {"t12_net": "net_12m"}).items()
    }


def _same_day(sales):
    """Customer-days with more than one invoice."""
    days = sorted((move.commercial_partner_id.id, move.invoice_date) for move in sales)
    return sum(len(list(group)) > 1 for _day, group in itertools.groupby(days))


def pareto(customers):
    """Concentration, from each customer's rank, class and cumulative share."""
    places = {row["pareto_rank"]: row for row in customers.values()}
    nets = [row["net_12m"] for _rank, row in sorted(places.items())]
    positive = [net for net in nets if net > 0]
    best = len(positive) // 5
    return {
        "customers_with_positive_net": len(positive),
        "top_n": best,
        "top_revenue": round(sum(positive[:best]), 2),
        "total_positive_net": round(sum(positive), 2),
        "top20_share": round(places[best]["pareto_share"], 6),
        "customers_needed_for_80pct": classes(customers)["A"],
    }


def classes(customers):
    """How many customers each Pareto class has."""
    found = [row["pareto_class"].upper() for row in customers.values()]
    return {letter: found.count(letter) for letter in "ABC"}


def points(env, company, day):
    """Points by customer number: of all documents, and of those of twelve months."""
    year = day.replace(year=day.year - 1)
    sums = defaultdict(lambda: [0, 0])
    groups = env["kehu.points.entry"]._read_group(
        [("company_id", "=", company.id), ("day", "<=", day)],
        ["partner_id", "day:day"],
        ["points:sum"],
    )
    for partner, when, total in groups:
        sums[partner.ref][0] += total
        sums[partner.ref][1] += total if when > year else 0
    return sums
