"""Words that bind a dealer to a resale price: no text of ours has them.

The Anti-Monopoly Law, article 18, forbids fixing a resale price or a least one. A
suggested price is none.
"""

import re
from unicodedata import normalize

PLAIN = str.maketrans("轉價銷統於貨", "转价销统于货")
KINDS = "零售|销售|转售|批发|出货|出售|成交|市场"
CHINESE = (
    "转售价",
    f"最低(?:{KINDS})(?:限)?价",
    "最低售价",
    # 付款期限价款, 有限价值 are other words
    "(?<![期有无权年时局])限价",
    "控价",
    f"(?:统一|固定|指定|规定)(?:{KINDS})+价",
    "(?:统一|固定)售价",
    f"(?:{KINDS}|售)价格?[^。；;]{{0,12}}(?:不得|不能|不可|禁止|严禁)[^。；;]{{0,6}}(?:低于|高于)",
    "(?:不得|不能|不可|禁止|严禁)[^。；;]{0,4}低于[^。；;]{0,15}价[^。；;]{0,6}"
    "(?:销售|出售|出货|转售)",
    "低价(?:销售|倾销|出货|甩卖)",
)
ENGLISH = (
    r"minimum (?:retail|selling|resale|advertised) price",
    r"fixed (?:retail|selling|resale) price",
    r"(?:retail|selling|resale) price (?:floor|maintenance)",
    r"(?:not|never) (?:be )?(?:sell|sold|resell|resold) (?:\w+ ){0,3}below",
    r"(?<!suggested )(?<!recommended )resale price",
)
TAG = re.compile(r"<[^>]*>")
#: What people put between Chinese characters so that a word is not found.
BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff])[\s\u200b\u00ad·・\-_*~]+(?=[\u4e00-\u9fff])"
)
SPACE = re.compile(r"[\s\u200b\u00ad\-_]+")
FOUND = [re.compile(pattern) for pattern in (*CHINESE, *ENGLISH)]


def binding_words(text):
    """The first words of a text that bind a dealer to a resale price, or nothing.

    >>> binding_words("零售价不得低于 298 元"), binding_words("执行 限 价")
    ('零售价不得低于', '限价')
    >>> binding_words("A minimum<br/>resale price is agreed")
    'minimum resale price'
    >>> binding_words("建议零售价 298 元，由经销商自主定价")
    >>> binding_words("付款期限价款")
    """
    plain = normalize("NFKC", TAG.sub(" ", text or "")).translate(PLAIN).lower()
    words = BETWEEN.sub("", SPACE.sub(" ", plain))
    hits = (pattern.search(words) for pattern in FOUND)
    return next((hit[0] for hit in hits if hit), None)
