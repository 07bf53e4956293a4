"""Where the town's customers are: territories and delivery zones."""

from . import tables

PROVINCE = "四川"


def survey(env, users):
    """Make the territories, nested, and the zones.

    :return: dict district → (its row of the table, territory, zone)
    """
    rows = tables.districts()
    province = env["kehu.territory"].create(
        {"name": PROVINCE, "user_id": users["manager"].id}
    )
    cities = {
        city: env["kehu.territory"].create(
            {"name": city, "parent_id": province.id, "user_id": users["lead"].id}
        )
        for city in dict.fromkeys(row.city for row in rows)
    }
    zones = {
        zone: env["kehu.zone"].create({"name": zone})
        for zone in dict.fromkeys(row.zone for row in rows)
    }
    return {
        row.district: (row, _territory(env, cities[row.city], row), zones[row.zone])
        for row in rows
    }


def _territory(env, city, row):
    if row.district == row.city:
        return city
    return env["kehu.territory"].create({"name": row.district, "parent_id": city.id})
