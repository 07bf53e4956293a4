"""Money for people who count in 万 or in thousands: one scale for a whole table."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


def _spell(number, digits):
    return f"{number:,.{digits}f}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts are divided by ``divisor`` and said with ``digits`` decimals."""

    divisor: int = 1
    digits: int = 0

    def say(self, amount, spell=_spell):
        """An amount in this scale; what is too small to be seen is not called zero.

        >>> Scale(10_000, 1).say(19_204_000)
        '1,920.4'
        >>> Scale(10_000, 1).say(300), Scale(10_000, 1).say(-300)
        ('<0.1', '>-0.1')
        >>> Scale().say(-1234.5), Scale().say(0)
        ('-1,235', '0')
        """
        smallest = Decimal(1).scaleb(-self.digits)
        exact = Decimal(str(amount)) / self.divisor
        number = exact.quantize(smallest, ROUND_HALF_UP)
        if number or not exact:
            return spell(number or Decimal(), self.digits)
        return ("<" if exact > 0 else ">-") + spell(smallest, self.digits)


def scale_for(largest, step):
    """The scale of a table whose largest amount is ``largest``.

    :param step: what the reader counts in: 10,000 (万) or 1,000

    >>> scale_for(96_000, 10_000)
    Scale(divisor=1, digits=0)
    >>> scale_for(1_920_000, 10_000)
    Scale(divisor=10000, digits=1)
    >>> scale_for(250_000_000, 10_000)
    Scale(divisor=10000, digits=0)
    """
    largest = abs(largest)
    if largest < 10 * step:
        return Scale()
    return Scale(step, 1 if largest < 1000 * step else 0)
