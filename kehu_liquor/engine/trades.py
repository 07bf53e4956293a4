"""What a Chinese company name says besides its own name: trade and legal form.

The words of each trade, so that two shops called 金樽 are told from a restaurant
called 金樽, and that 商贸有限公司 alone makes nobody alike.
"""

LIQUOR, TRADE, GROCERY, CATERING, SOCIETY = (
    "liquor",
    "trade",
    "grocery",
    "catering",
    "society",
)

WORDS = {
    LIQUOR: """
        名烟名酒店 名烟名酒行 名烟名酒 名烟酒店 烟酒茶行 烟酒茶 烟酒商行 烟酒专卖店
        烟酒批发部 烟酒批发 烟酒行 烟酒店 烟酒 名酒行 名酒坊 名酒城 名酒汇 名酒 酒行
        酒庄 酒坊 酒窖 酒水行 酒水店 酒水批发部 酒水批发 酒水 白酒 酒类专卖店
    """,
    TRADE: """
        酒业 酒类销售 酒类贸易 酒类商贸 酒类 糖酒店 糖酒副食 糖酒批发部 糖酒批发 糖酒
        商贸 贸易 商行 经贸 工贸 实业 销售 营销 供应链 经营部 批发部 批发 发展 科技
    """,
    GROCERY: """
        连锁超市 生活超市 超市 便利店 副食店 副食商行 副食批发部 副食批发 副食 百货店
        百货 商店 商场 粮油店 粮油 小卖部 食品
    """,
    CATERING: """
        国际大酒店 大酒店 酒店管理 酒店 大饭店 饭店 餐饮管理 餐饮 餐厅 酒楼 食府 宾馆
        火锅店 火锅 川菜馆 饭庄 美食城 酒家 会所 菜馆 饭馆 小吃店
    """,
    SOCIETY: "协会 商会 联合会 学会 研究会 促进会",
    # what any shop may add or leave out
    "": "店 行 部 坊 门店 总店 门市 门市部 旗舰店 专卖店 专营店 直营店 店铺 商铺",
}

#: Longest first: 名酒店 is a shop, not a hotel.
TRADES = sorted(
    ((word, kind) for kind, words in WORDS.items() for word in words.split()),
    key=lambda pair: (-len(pair[0]), pair[0]),
)

_FORMS = """
    有限责任公司 股份有限公司 有限公司 集团有限公司 控股有限公司 有限责任 股份公司
    控股集团 集团公司 集团 股份 公司 个体工商户 个体户 合伙企业 有限合伙 普通合伙
"""
_LATIN = "ltd limited co company corp corporation inc llc llp gmbh ag sa bv plc"

FORMS = sorted(_FORMS.split(), key=len, reverse=True)
LATIN_FORMS = frozenset(_LATIN.split())

#: How alike the trades of two shops of one name are; 1 when not listed here.
_FACTORS = {
    frozenset((CATERING, LIQUOR)): 0.6,
    frozenset((CATERING, TRADE)): 0.6,
    frozenset((CATERING, GROCERY)): 0.7,
    frozenset((LIQUOR, TRADE)): 0.9,
    frozenset((LIQUOR, GROCERY)): 0.8,
    frozenset((TRADE, GROCERY)): 0.8,
}


def alike(one, other):
    """How far two trades let two equal names be the same shop.

    >>> alike("liquor", "liquor"), alike("liquor", ""), alike("catering", "liquor")
    (1.0, 0.95, 0.6)
    >>> alike("society", "trade")
    0.4
    """
    if one == other:
        return 1.0
    if SOCIETY in (one, other):
        return 0.4
    if not one or not other:
        return 0.95
    return _FACTORS.get(frozenset((one, other)), 1.0)
