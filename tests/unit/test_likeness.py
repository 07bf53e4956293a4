"""Shops that are one and shops that are neighbours, and what holds for all names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import likeness
from kehu_liquor.engine.likeness import SAME_FROM, Identity, compare
from kehu_liquor.engine.names import likeness as name_likeness
from kehu_liquor.engine.names import parts, plain, read

WEIGHTS = {"tax": 1.0, "phone": 0.92, "name": 0.95, "address": 0.55}
CODE, OTHER_CODE = "91110000600037341L", "91440300708461136T"

SAME = [
    ("锦里金樽烟酒行", "錦里金樽煙酒行"),
    ("金樽烟酒行（人民路店）", "金樽烟酒行(人民路店)"),
    ("金樽烟酒行【人民路店】", "金樽烟酒行人民路店"),
    ("成都市金樽商贸有限公司", "成都金樽商贸有限责任公司"),
    ("四川省成都市金樽商贸有限公司", "金樽商贸（成都）有限公司"),
    ("金樽烟酒行", "金樽名烟名酒店"),
    ("金樽烟酒行", "金樽烟酒行 (copy)"),
    ("金樽烟酒行", "金樽烟酒行（副本）"),
    ("ＧＯＬＤＥＮ ＣＵＰ", "Golden Cup Ltd."),
    ("武侯区金樽烟酒行", "成都武侯区金樽烟酒"),
    ("金樽商贸第十二分店", "金樽商贸12分店"),
    ("成都市烟酒行", "成都市烟酒行有限公司"),
    ("玉林烟酒店", "玉林烟酒"),
    ("第一酒楼", "第一酒楼（总店）"),
]
OTHERS = [
    ("金樽商贸第一分店", "金樽商贸第二分店"),
    ("金樽烟酒行(人民路店)", "金樽烟酒行(春熙路店)"),
    ("成都市金樽烟酒行", "绵阳市金樽烟酒行"),
    ("成都市武侯区金樽烟酒行", "成都市青羊区金樽烟酒行"),
    ("成都市武侯区烟酒协会", "成都市武侯区餐饮协会"),
    ("成都金樽商贸有限公司", "成都玉壶商贸有限公司"),
    ("聚福源商贸", "聚福缘商贸"),
    ("金樽烟酒行", "金樽大酒店"),
    ("Golden Cup 12", "Golden Cup 13"),
    ("", ""),
]


def same(one, other):
    return compare(one, other, WEIGHTS)[0] >= SAME_FROM


def named(name, **more):
    return Identity(read(name), **more)


@pytest.mark.parametrize("pair", SAME)
def test_one_shop_written_in_two_ways(pair):
    assert same(*map(named, pair))


@pytest.mark.parametrize("pair", OTHERS)
def test_two_shops_with_much_in_common(pair):
    assert not same(*map(named, pair))


def test_one_character_off_is_worth_a_look():
    score, _why = compare(named("聚福源商贸"), named("聚福缘商贸"), WEIGHTS)
    assert 0.55 <= score < SAME_FROM


def test_one_character_off_next_door_is_the_same():
    here = {"position": (30.6570, 104.0650)}
    there = {"position": (30.6570, 104.0653)}
    pair = named("聚福源商贸", **here), named("聚福缘商贸", **there)
    score, why = compare(*pair, WEIGHTS)
    assert score >= SAME_FROM
    assert {evidence.kind for evidence in why} == {"name", "address"}


def test_equal_names_far_apart_are_two():
    near, far = (30.66, 104.06), (29.56, 106.55)
    pair = named("鸿运烟酒行", position=near), named("鸿运烟酒行", position=far)
    assert not same(*pair)


def test_one_phone_is_one_customer_whatever_the_name():
    phone = likeness.phone
    pair = (
        named("鸿运烟酒行", phones=phone("136 0110 8436")),
        named("阿梅的店", phones=phone("028-85551234 / 008613601108436")),
    )
    assert same(*pair)


def test_another_phone_acquits_nobody():
    phone = likeness.phone
    pair = (
        named("鸿运烟酒行", phones=phone("13601108436"), tax=CODE),
        named("鸿运烟酒行", phones=phone("13601108437"), tax=OTHER_CODE),
    )
    assert same(*pair)


def test_a_credit_code_is_certain():
    pair = named("鸿运烟酒行", tax=CODE), named("大庆商贸", tax=CODE)
    assert compare(*pair, WEIGHTS)[0] == 1.0


def test_a_wrong_check_digit_is_less_than_certain():
    wrong = CODE[:-1] + "X"
    pair = named("鸿运烟酒行", tax=wrong), named("大庆商贸", tax=wrong)
    assert SAME_FROM <= compare(*pair, WEIGHTS)[0] < 1.0


def test_many_people_share_a_name():
    one = named("王伟", is_person=True)
    assert not same(one, one)
    phone = likeness.phone("13601108436")
    assert same(one._replace(phones=phone), one._replace(phones=phone))


def test_neighbours_are_not_the_same_for_their_address_alone():
    address = likeness.address("人民南路 12 号")
    pair = named("鸿运烟酒行", address=address), named("玉壶商贸", address=address)
    assert not same(*pair)


NAMES = st.text(max_size=20) | st.text(
    "成都市金樽烟酒行店(第一二分)公司有限 12区路", max_size=14
)
IDENTITIES = st.builds(
    named,
    NAMES,
    phones=st.frozensets(st.sampled_from(["+8613601108436", "+8613601108437"])),
    tax=st.sampled_from(["", CODE, OTHER_CODE, "12345678"]),
    address=st.sampled_from(["", "人民路1", "人民路2"]),
    position=st.none()
    | st.tuples(st.floats(-90, 90, exclude_min=True), st.floats(-180, 180)),
    is_person=st.booleans(),
)


@given(NAMES, NAMES)
def test_a_likeness_has_no_direction(one, other):
    assert name_likeness(read(one), read(other)) == name_likeness(
        read(other), read(one)
    )


@given(NAMES, NAMES)
def test_a_likeness_lies_between_0_and_1(one, other):
    assert 0 <= name_likeness(read(one), read(other)) <= 1


@given(NAMES)
def test_a_name_is_like_itself(name):
    assert name_likeness(read(name), read(name)) == (1 if read(name).core else 0)


@given(NAMES)
def test_writing_it_plainly_changes_nothing_more(name):
    assert plain(plain(name)) == plain(name)


@given(NAMES)
def test_a_name_can_be_kept_as_text(name):
    assert type(read(name)).parse(str(read(name))) == read(name)


@given(NAMES)
def test_a_name_leads_to_itself(name):
    assert read(name).core in parts(read(name)) | {""}


@given(IDENTITIES, IDENTITIES)
def test_a_score_is_fair(one, other):
    score, why = compare(one, other, WEIGHTS)
    assert 0 <= score <= 1
    assert bool(score) == bool(why)
    back, _why = compare(other, one, WEIGHTS)
    assert score == back


@given(IDENTITIES, IDENTITIES)
def test_evidence_never_takes_away(one, other):
    phone = frozenset(["+8613601108438"])
    more = [i._replace(phones=i.phones | phone) for i in (one, other)]
    assert compare(*more, WEIGHTS)[0] >= compare(one, other, WEIGHTS)[0]
