"""What a cell of somebody's file says: days, amounts, words. Never a guess.

A cell that could mean two things means nothing: `to_day` and `to_amount` give None,
and whoever asks says so beside the line's number.
"""

import csv
import io
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

EARLIEST = date(1990, 1, 1)
EXCEL_ZERO = date(1899, 12, 30)
LARGEST = Decimal(10) ** 12
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
_CONTINENTAL = re.compile(r"\d{1,3}(\.\d{3})+,\d+")
_YUAN = re.compile(r"^(rmb|cny|¥|人民币)|(rmb|cny|元整?|圆整?)$", re.I)
_SPACES = re.compile(r"\s+")


def words(value):
    """A cell as text: half-width, without blanks around.

    >>> words("  ＡＢ　１２ "), words(None), words(12.0), words(1.5)
    ('AB 12', '', '12', '1.5')
    """
    if value is None:
        return ""
    if type(value) is str and value.isascii() and value.isprintable():
        return value.strip() if "  " not in value else " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).replace("\x00", "")
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=100_000, typed=True)
def key(value):
    """The same word however it was typed: for comparing names and numbers.

    >>> key("武夷（北京）商贸 ＬＴＤ") == key("武夷(北京)商贸 ltd")
    True
    """
    return words(value).lower()


def to_day(value):
    """The day a cell names, or None.

    >>> {str(to_day(x)) for x in ("2025-01-31", "2025/1/31", "２０２５年1月31日",
    ...  "20250131", "31.01.2025", "45688", 45688, "2025-01-31 08:00")}
    {'2025-01-31'}
    >>> to_day("01/02/2025"), to_day("31.1.25"), to_day("2025-02-30")
    (None, None, None)
    """
    if isinstance(value, datetime):
        return _sane(value.date())
    if isinstance(value, date):
        return _sane(value)
    text = _CLOCK.sub("", words(value))
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _day(*found.groups())
    if found := _DAY_FIRST.fullmatch(text):
        return _day(*reversed(found.groups()))
    if found := _SERIAL.fullmatch(text):
        return _sane(EXCEL_ZERO + timedelta(days=int(found[1])))
    return None


def _day(year, month, day):
    try:
        return _sane(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _sane(day):
    return day if day >= EARLIEST else None


def to_amount(value):
    """The amount a cell names, exact, or None.

    >>> [str(to_amount(x)) for x in ("1,234.50", "１２３４．５元", "(80)", "-¥80",
    ...  "1.234,5", "1.2万", 3.1)]
    ['1234.50', '1234.5', '-80', '-80', '1234.5', '12000.0', '3.1']
    >>> [to_amount(x) for x in ("1,23", "12,5", "1.2.3", "$5", "nan", "", "--1", "1e9")]
    [None, None, None, None, None, None, None, None]
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = format(Decimal(repr(value)), "f") if value == value else ""
    text, minus = _sign(words(value).replace(" ", ""))
    scale = 1
    if text.endswith(("万", "万元")):
        text, scale = text.partition("万")[0], 10000
    text = _YUAN.sub("", text)
    if not minus:
        text, minus = _sign(text)
    number = _number(text)
    if number is None or abs(number * scale) >= LARGEST:
        return None
    return -number * scale if minus else number * scale


def _sign(text):
    """``(the rest, whether negative)``: a minus before or after, or brackets."""
    text = text.replace("−", "-").replace("–", "-")
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1], True
    if text.startswith("-"):
        return text[1:], True
    if text.endswith("-"):
        return text[:-1], True
    return text.removeprefix("+"), False


def _number(text):
    if _CONTINENTAL.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif not _PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def decode(data):
    """``(text, encoding)`` of a text file, or ``(None, None)`` when it is none.

    >>> decode("客户".encode("gb18030")), decode("客户".encode("utf-8-sig"))
    (('客户', 'gb18030'), ('客户', 'utf-8-sig'))
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    elif b"\x00" in data:
        return None, None
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None, None


def delimiter(text):
    """What stands between the cells: the mark that most of the first lines agree on.

    >>> delimiter("a;b;c\\n1,5;2;3"), delimiter("a\\tb\\n1\\t2"), delimiter("a")
    (';', '\\t', ',')
    """
    lines = [line for line in text[:20000].splitlines() if line.strip()][:20]

    def agreement(mark):
        return sum(min(line.count(mark), 50) > 0 for line in lines), sum(
            line.count(mark) for line in lines[:1]
        )

    return max(DELIMITERS, key=agreement) if lines else ","


def rows(text):
    """``(line number, cells)`` of every row of a text file that holds anything."""
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    begun = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begun, cells
        begun = reader.line_num + 1
