"""Words that the town's people, streets and files are made of."""

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
#: Separated by blanks.
GIVEN = (
    "建国 志强 秀兰 晓燕 永红 家明 丽君 国庆 雪梅 文斌 春燕 德华 小琴 光荣 玉珍 "
    "海涛 明霞 正刚 淑华 宏伟 红梅 长青 晓峰 佳慧 世平 桂芳 远航 静怡 兴旺 思源"
)
STREETS = (
    "长青路 和平巷 槐荫街 锦绣路 杏林路 向阳街 石桥路 桂花巷 "
    "滨河路 竹园街 永丰路 东林路 梨花街 创业路 学府路 太平街"
)
#: Who is met at a customer of a role: the head first.
POSTS = {
    "distributor": ("总经理", "采购经理", "财务主管"),
    "sub_distributor": ("老板", "仓库主管"),
    "outlet": ("店主", "店长"),
    "restaurant": ("总经理", "采购主管", "大堂经理"),
    "merchant": ("店长", "品鉴顾问"),
    "group_buyer": ("办公室主任", "行政主管"),
}
#: Scale in words; numbers are rolled between the two ends.
SCALES = {
    "distributor": (
        "仓库 {} ㎡，配送车 {} 辆，业务员 {} 人",
        ((400, 2000), (2, 8), (4, 20)),
    ),
    "sub_distributor": ("仓库 {} ㎡，配送车 {} 辆", ((80, 400), (1, 3))),
    "outlet": ("营业面积 {} ㎡，店员 {} 人", ((30, 160), (1, 4))),
    "restaurant": ("包间 {} 间，大厅 {} 桌", ((4, 30), (8, 60))),
    "merchant": ("营业面积 {} ㎡，品鉴室 {} 间", ((90, 300), (1, 3))),
    "group_buyer": ("员工 {} 人", ((20, 600),)),
}
CHANNELS = ("厂家直供", "经销商配送", "批发市场自提", "电商平台", "熟人介绍")
PRICES = (
    "50–100 元/瓶",
    "100–200 元/瓶",
    "200–300 元/瓶",
    "300–500 元/瓶",
    "500 元以上/瓶",
)
CREDIT_NOTES = {
    "stuck": "多次催款未果，法人电话时常不通，暂停赊销。",
    "bad": "习惯性拖欠，需提前催收。",
    "slow": "资金周转偏慢，月底回款为主。",
    "prepaid": "常年预付货款，信用良好。",
}
SERVICE_NOTES = (
    "反映过一次瓶盖渗漏，已换货。",
    "要求送货前半小时电话通知。",
    "曾因标签破损换货 2 件。",
    "希望每季度回收空箱。",
)
