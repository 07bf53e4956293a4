"""A figure beside the bar it must stay under."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the table; `limit` is None where there is no bar."""

    what: str
    value: float
    limit: float | None = None
    show: str = "{:.2f}"
    detail: str = ""

    @property
    def over(self):
        return self.limit is not None and self.value > self.limit

    def cells(self):
        bar = "–" if self.limit is None else "≤ " + self.show.format(self.limit)
        verdict = "" if self.limit is None else "over" if self.over else "ok"
        return self.what, self.show.format(self.value), bar, verdict, self.detail
