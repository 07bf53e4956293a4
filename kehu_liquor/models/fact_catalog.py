"""Which figures of `kehu.metric` can be scored, and how they are said."""

from dataclasses import dataclass

FIFTHS = ((1, 20), (2, 40), (3, 60), (4, 80), (5, 100))


@dataclass(frozen=True)
class FactKind:
    """A figure that a criterion may use: its unit and its usual breakpoints."""

    unit: str
    ladder: tuple[tuple[float, int], ...]
    zero_is_missing: bool = False

    def show(self, value):
        """The value as people say it, without words.

        >>> FactKind("%", ()).show(-0.125), FactKind("1–5", ()).show(4.0)
        ('-12.5 %', '4')
        """
        if self.unit == "%":
            return f"{100 * value:.1f} %"
        return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


CATALOG = {
    "rfm_m": FactKind("1–5", FIFTHS, zero_is_missing=True),
    "rfm_f": FactKind("1–5", FIFTHS, zero_is_missing=True),
    "rfm_r": FactKind("1–5", FIFTHS, zero_is_missing=True),
    "growth": FactKind("%", ((-0.5, 20), (-0.2, 40), (0, 60), (0.1, 80), (0.3, 100))),
    "paid_on_time_share": FactKind(
        "%", ((0.3, 20), (0.5, 40), (0.7, 60), (0.85, 80), (0.95, 100))
    ),
    "loyalty_index": FactKind(
        "0–100", ((20, 20), (40, 40), (55, 60), (70, 80), (85, 100))
    ),
    "net_12m": FactKind(
        "", ((1, 20), (10000, 40), (50000, 60), (200000, 80), (500000, 100))
    ),
    "order_count_12m": FactKind("", ((1, 20), (3, 40), (6, 60), (12, 80), (24, 100))),
    "active_months": FactKind("", ((1, 20), (3, 40), (6, 60), (9, 80), (12, 100))),
    "received_12m": FactKind(
        "", ((1, 20), (10000, 40), (50000, 60), (200000, 80), (500000, 100))
    ),
}
