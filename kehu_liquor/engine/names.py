"""A company's name, taken apart: its own name, trade, place, branch.

成都市武侯区金樽烟酒行（解放路店）有限公司 is called 金樽, deals in liquor, stands in
成都, 武侯, and is the branch 解放路. What is written in many ways (full width,
traditional characters, blanks, brackets, legal forms, 市) is written in one here.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from opencc import OpenCC
from rapidfuzz import fuzz

from . import trades
from .regions import CITIES, MUNICIPALITIES, PROVINCES

SIMPLIFIED = OpenCC("t2s")
BRACKETS = str.maketrans("【〔[{「〖】〕]}」〗", "(((((())))))")
NUMERALS = str.maketrans("〇一二三四五六七八九两", "01234567892")

_PROVINCE = re.compile(
    rf"(?:中国)?({'|'.join(PROVINCES)})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?"
)
_CITY = re.compile(
    rf"({'|'.join(sorted(CITIES, key=len, reverse=True))})"
    r"(市|地区|盟|\w{0,6}?自治州)?(?!路|街|道|桥|大道|[东西南北中]路)"
)
_DISTRICT = re.compile(
    r"([^\W\d_a-z]{2,4}?(?<![小社景园校厂片街山矿郊战特]))(?:新区|开发区|自治县|区|县|旗)"
)
_NUMBERED = re.compile(
    r"(第)?([一二三四五六七八九十两\d]{1,3})(?:(分|号|连锁)店|分公司|店)$"
)
_BRANCH = re.compile(r"(?:店|分店|分公司|分部|部|门市|仓库?|号)$")
_AT = re.compile(r".*(?:店|部|路|街|道|巷|广场|桥|站|村|镇|城|中心|\d号)$")

#: How much is left of a likeness when places, branches or numbers differ.
ANOTHER_CITY, ANOTHER_DISTRICT, ANOTHER_BRANCH = 0.6, 0.7, 0.6
ONE_BRANCH = 0.87
NO_CITY = 0.97
NEAR = 0.95
PERSON_LONGEST = 4


class Name(NamedTuple):
    """A name's parts, each in its one way of writing; empty when it does not say."""

    core: str = ""
    trade: str = ""
    city: str = ""
    district: str = ""
    branch: str = ""
    generic: str = ""

    def __str__(self):
        return "|".join(self)

    @classmethod
    def parse(cls, text):
        return cls(*text.split("|"))


def plain(text):
    """One way of writing: half width, lower case, simplified, no blanks.

    >>> plain("川味軒　酒業（解放路店）")
    '川味轩酒业(解放路店)'
    >>> plain("Golden  CUP, Ltd.")
    'golden cup ltd'
    """
    text = unicodedata.normalize("NFKC", text or "").casefold()
    text = SIMPLIFIED.convert(text).translate(BRACKETS)
    text = re.sub(r"['’`·•]", "", text)
    text = " ".join(re.sub(r"[^\w()]|_", " ", text).split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])| ?([()]) ?", r"\1", text)


@lru_cache(maxsize=20_000)
def read(text, city=""):
    """Take a name apart; ``city`` is where the shop stands if the name is silent.

    >>> read("成都市武侯区金樽烟酒行（解放路店）")[:5]
    ('金樽', 'liquor', '成都', '武侯', '解放路')
    >>> read("蜀香烟酒行(重庆)有限公司") == read("重庆蜀香烟酒行有限责任公司")
    True
    >>> read("国窖酒类销售第一分店").branch, read("国窖酒类销售二店").branch
    ('1', '2')
    >>> read("郑州历下区酒业协会").core
    '酒业协会'
    >>> read("玉林烟酒店").core  # a quarter of Chengdu, and a city far away
    '玉林'
    """
    rest, place, branch = _open_brackets(plain(text))
    rest = _without_form(rest)
    rest, branch = _split_branch(rest, branch)
    core, trade, place, generic = _own_name(rest, place)
    return Name(
        core,
        trade,
        place.get("city") or city_of(city),
        place.get("district", ""),
        branch,
        "1" if generic else "",
    )


def city_of(text):
    """The city in an address's city field.

    >>> city_of("成都市"), city_of("四川省成都市武侯区"), city_of("Des Moines")
    ('成都', '成都', 'des moines')
    """
    text = plain(text)
    _rest, place = _without_region(text + "　")
    return place.get("city") or re.sub(r"(市|区|县)$", "", text)


def is_personal(name):
    """Whether this may be a person's name: no trade, no place, a few characters."""
    few = len(name.core) <= PERSON_LONGEST and not name.core.isascii()
    return few and not any(name[1:3]) and not name.branch and not name.generic


def parts(name):
    """What near names have in common: the own name, also with one character less.

    >>> sorted(parts(Name("聚福源")))
    ['福源', '聚源', '聚福', '聚福源']
    >>> sorted(parts(Name("鸿运")))
    ['鸿运']
    """
    units = re.findall(r"[a-z0-9]+|[^\W_]", name.core)
    found = {name.core} - {""}
    if len(units) < 3 or name.generic:
        return found
    for at, unit in enumerate(units):
        if not unit.isdigit():
            found.add(_joined(units[:at] + units[at + 1 :]))
    return found


def likeness(one, other):
    """How likely two names mean the same shop, from 0 to 1.

    >>> likeness(read("重庆市华联超市有限公司"), read("重庆华联超市有限责任公司"))
    1.0
    >>> likeness(read("重庆市宏达烟酒行"), read("成都市宏达烟酒行"))
    0.6
    >>> round(likeness(read("聚福源商贸"), read("聚福缘商贸")), 2)
    0.63
    """
    if not one.core or not other.core:
        return 0.0
    if one == other:
        return 1.0
    same = 1.0
    if one.core != other.core:
        if one.generic or other.generic or _numbers(one) != _numbers(other):
            return 0.0
        same = NEAR * fuzz.ratio(one.core, other.core) / 100
    return same * _place(one, other) * _branch(one, other) * _trade(one, other)


def _place(one, other):
    if one.city and other.city and one.city != other.city:
        return ANOTHER_CITY
    if one.district and other.district and one.district != other.district:
        return ANOTHER_DISTRICT
    return 1.0 if one.city == other.city else NO_CITY


def _branch(one, other):
    if one.branch == other.branch:
        return 1.0
    return ANOTHER_BRANCH if one.branch and other.branch else ONE_BRANCH


def _trade(one, other):
    return trades.alike(one.trade, other.trade)


def _numbers(name):
    return re.findall(r"\d+", name.core)


def _joined(units):
    text = " ".join(units)
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


# ------------------------------------------------------------ taking apart
def _open_brackets(text):
    """Brackets hold a place, a branch, or a note: a contact, 集团, 副本."""
    place, branch = {}, ""
    outside = re.sub(r"\([^()]*\)", " ", text)
    if not outside.strip(" ()"):
        return re.sub(r"[() ]", "", text), place, branch
    for inside in re.findall(r"\(([^()]*)\)", text):
        rest, found = _without_region(inside + "　")
        if found and not rest.strip("　市区县"):
            place.update(found)
        elif _BRANCH.search(inside) or _AT.match(inside):
            branch = branch or _branch_name(inside)
    outside = re.sub(r"[() ]+", " ", outside).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", outside), place, branch


def _branch_name(text):
    if numbered := _NUMBERED.search(text):
        return _number(numbered[2])
    return re.sub(r"(分店|分公司|分部|店|门市部|门市|部)$", "", text) or text


def _number(text):
    if text.startswith("十"):
        text = "一" + text
    tens = text.replace("十", "" if len(text) > 2 or not text.endswith("十") else "0")
    return tens.translate(NUMERALS).lstrip("0") or "0"


def _without_form(text):
    """Without 有限公司 and its like; what follows it (成都分公司) stays as a branch."""
    for form in trades.FORMS:
        if text.endswith(form) and text[: -len(form)].strip() and text[-3:] != "分公司":
            return _without_form(text[: -len(form)])
    words = text.split(" ")
    while len(words) > 1 and words[-1] in trades.LATIN_FORMS:
        words.pop()
    return " ".join(words)


def _split_branch(text, branch):
    """A branch without brackets: 第一分店, 有限公司成都分公司, 超市解放路店."""
    for form in trades.FORMS[:-6]:
        head, found, tail = text.partition(form)
        if found and head and tail:
            return head, branch or _branch_name(tail)
    if numbered := _NUMBERED.search(text):
        head = text[: numbered.start()]
        if head and (numbered[1] or numbered[3] or _trade_at_end(head)):
            return head, branch or _number(numbered[2])
    ends = [text.rfind(word) + len(word) for word, _kind in _WORDY if word in text]
    tail = text[max(ends, default=len(text)) :]
    if len(tail) >= 3 and _AT.match(tail):
        return text[: -len(tail)], branch or _branch_name(tail)
    return text, branch


#: Most names are asked by all at once, in one call.
_ENDINGS = tuple(word for word, _kind in trades.TRADES)
_WORDY = [pair for pair in trades.TRADES if len(pair[0]) >= 2]


def _trade_at_end(text):
    if not text.endswith(_ENDINGS):
        return None
    return next((pair for pair in trades.TRADES if text.endswith(pair[0])), None)


def _own_name(text, place):
    """``(own name, trade, place, generic)`` of what brackets and forms left."""
    rest, found = _without_region(text)
    core, trade = _without_trade(rest)
    if not core and not found.get("sure") and trade != trades.SOCIETY:
        rest, found = text, {}
        core, trade = _without_trade(rest)
    return core or rest, trade, {**found, **place}, not core


def _without_trade(text):
    """The text without its trade words, and the trade nearest to the own name."""
    trade = ""
    while pair := _trade_at_end(text):
        text = text[: -len(pair[0])]
        trade = pair[1] if pair[1] != "" else trade
    return text.strip(), trade


def _without_region(text):
    """``(rest, place)``; place is sure when a 市, 区 or 县 says that it is one."""
    place = {}
    rest = text
    if (match := _PROVINCE.match(rest)) and len(match[0]) < len(rest):
        rest = rest[match.end() :]
        place["sure"] = match[0][-1] in "省市区"
        if match[1] in MUNICIPALITIES:
            place["city"] = match[1]
    if (match := _CITY.match(rest)) and len(match[0]) < len(rest):
        rest = rest[match.end() :]
        place["city"] = match[1]
        place["sure"] = bool(match[2])
    if (match := _DISTRICT.match(rest)) and len(match[0]) < len(rest):
        rest = rest[match.end() :]
        place.update(district=match[1], sure=True)
    return rest, place
