"""No agreement of ours binds anybody to a resale price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine.fair import binding_words

BINDING = [
    "乙方转售价不得低于 298 元",
    "执行最低零售价 298 元/瓶",
    "全国统一零售价",
    "乙方应执行甲方限价政策",
    "违反控价要求扣保证金",
    "不得以低于指导价的价格销售",
    "禁止低价倾销",
    "執行最低零售價",
    "固定销售价格为 298 元",
    "The dealer keeps to the minimum resale price.",
    "Fixed retail price: 298",
    "The dealer shall not sell the goods below 298.",
]
FREE = [
    "建议零售价 298 元/瓶，由经销商自主定价",
    "付款期限价款以发票为准",
    "有限价值的礼品",
    "供货价 198 元/瓶，每季度调整",
    "最低起订量 20 件",
    "Suggested resale price: 298",
    "The dealer decides by itself at what it sells.",
    "Minimum order: 20 cases",
    "",
    None,
]


@pytest.mark.parametrize("text", BINDING)
def test_binding_words_are_found(text):
    assert binding_words(text)


@pytest.mark.parametrize("text", FREE)
def test_other_words_pass(text):
    assert binding_words(text) is None


@given(st.sampled_from(["最低零售价", "限价", "控价", "转售价"]), st.data())
def test_fillers_and_tags_do_not_hide_them(word, data):
    filler = data.draw(st.sampled_from([" ", "·", "\u200b", "-", "  ", "\n"]))
    assert binding_words(f"<p>乙方执行{filler.join(word)}。</p>")


@given(st.text())
def test_any_text_can_be_asked(text):
    assert binding_words(text) is None or binding_words(text)
