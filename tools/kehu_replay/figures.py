"""What is compared: each figure of the truth beside ours, in the same shape."""

from dataclasses import dataclass, field


@dataclass
class Figure:
    """One line of the closing table.

    `pairs` maps a key (a customer, a month, a document) to what the truth and what
    we say of it; None where a figure does not exist.
    """

    name: str
    pairs: dict = field(default_factory=dict)

    @property
    def different(self):
        """Keys on which the two sides differ."""
        return [key for key, (truth, ours) in self.pairs.items() if truth != ours]


def warned(truth, numbers):
    """Who fell silent and is warned of: those who still bought within the year."""
    silent = {
        row["customer_no"]: bool(row["churn"] and row["frequency"])
        for row in truth["customers"]
    }
    pairs = {key: (said, key in numbers) for key, said in silent.items()}
    return [Figure("warning: silent", pairs)]


def points(truth, sums):
    """One point for every unit of money: a customer's points are its net sales."""
    kinds = {"points: all_net": ("all_net", 0), "points: net_12m": ("t12_net", 1)}
    for name, (key, place) in kinds.items():
        pairs = {
            row["customer_no"]: (
                money(row[key]),
                money(sums[row["customer_no"]][place]),
            )
            for row in truth["customers"]
        }
        yield Figure(name, pairs)


def money(value):
    """An amount in whole hundredths of a unit."""
    return None if value is None else round(float(value) * 100)


def thousandth(value):
    """A float as far as the truth gives it."""
    return None if value is None else round(float(value), 3)


def day(value):
    return str(value) if value else None


def same(value):
    return value


def yes(value):
    return bool(value)


def count(value):
    """A count; the truth leaves it out where it is none."""
    return value or 0


def scores(value):
    """RFM scores; none outside the population."""
    return tuple(value) if value and any(value) else None


#: Our figure → its name in the truth, and what brings both into one shape.
CUSTOMER = {
    "net_12m": ("t12_net", money),
    "sales_12m": ("t12_sales", money),
    "refunds_12m": ("t12_refunds", money),
    "all_sales": ("all_sales", money),
    "all_refunds": ("all_refunds", money),
    "all_net": ("all_net", money),
    "order_count_12m": ("frequency", count),
    "order_count": ("sale_invoices", count),
    "sale_date_count": ("purchase_dates", count),
    "first_sale_date": ("first_sale", day),
    "last_sale_date": ("last_sale", day),
    "pareto_rank": ("rank", same),
    "pareto_class": ("abc", str.lower),
    "rfm": ("rfm", scores),
    "recency_days": ("silence_days", same),
    "interval_median": ("median_interval_days", thousandth),
    "next_order_date": ("next_expected", day),
    "is_silent": ("churn", yes),
    "order_median": ("order_median", thousandth),
    "order_mad": ("order_mad", thousandth),
}
PAST = {
    "last_sale_date": ("last_purchase_before_cutoff", day),
    "interval_median": ("median_interval_before_cutoff", thousandth),
    "is_silent": ("flagged_by_3x_rule", yes),
}
MONTH = {
    "sales": ("sales", money),
    "refunds": ("refunds", money),
    "net": ("net", money),
    "order_count": ("sale_invoices", count),
    "refund_count": ("refund_invoices", count),
    "customer_count": ("active_customers", count),
}


def customers(truth, ours):
    """One figure per line of `CUSTOMER`, over all customers of either side."""
    theirs = {row["customer_no"]: row for row in truth["customers"]}
    return [
        Figure(name, _pairs(theirs, ours, name, other, shape))
        for name, (other, shape) in CUSTOMER.items()
    ]


def months(truth, ours):
    mine = {row["month"]: row for row in ours}
    return [
        Figure(f"month: {name}", _pairs(truth["monthly"], mine, name, other, shape))
        for name, (other, shape) in MONTH.items()
    ]


def past(truth, ours):
    """Rhythm and silence on a day 90 days earlier, of customers with 3 sale dates."""
    told = truth["outcome_after_cutoff"]
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    theirs = {row["customer_no"]: row for row in rows}
    return [
        Figure(f"on {told['cutoff']}: {name}", _pairs(theirs, ours, name, other, shape))
        for name, (other, shape) in PAST.items()
    ]


def _pairs(theirs, ours, name, other, shape):
    def look(side, key, column):
        row = side.get(key)
        return shape(row[column]) if row is not None else "no row"

    keys = sorted(theirs.keys() | ours.keys())
    return {key: (look(theirs, key, other), look(ours, key, name)) for key in keys}


def order(customer, date, total, median, mad, side):
    """An abnormal order in the shape in which two are compared."""
    numbers = (money(total), thousandth(median), thousandth(mad))
    return (customer, str(date), *numbers, side)


def abnormal(truth, ours):
    """Orders abnormal in hindsight: customer, day, total, median, MAD and side."""
    theirs = {row[0]: order(*row[1:]) for row in truth["abnormal_orders"]["rows"]}
    keys = sorted(theirs.keys() | ours.keys())
    pairs = {key: (theirs.get(key), ours.get(key)) for key in keys}
    return [Figure("abnormal orders in hindsight", pairs)]


def facts(name, truth, ours):
    """Single numbers under one heading."""
    pairs = {key: (truth[key], ours[key]) for key in ours}
    return [Figure(f"{name}: {key}", {key: pair}) for key, pair in pairs.items()]
