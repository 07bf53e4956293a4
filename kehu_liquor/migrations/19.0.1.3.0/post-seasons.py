"""The two festivals this trade lives by get their seasons, as a new database has."""

SEASONS = {"festival_spring": (50, 1.8), "festival_mid_autumn": (36, 1.5)}


def migrate(cr, version):
    for name, (days, factor) in SEASONS.items():
        cr.execute(
            """
            UPDATE kehu_festival SET season_days = %s, season_factor = %s
             WHERE COALESCE(season_days, 0) = 0
               AND id = (SELECT res_id FROM ir_model_data
                          WHERE module = 'kehu_liquor' AND name = %s)
            """,
            (days, factor, name),
        )
