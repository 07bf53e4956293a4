"""Doors of models without rows, and of our fields on others: see `sweep_table`."""

#: Screens without rows.
CALLS = {
    "kehu.calendar": {"sftomax": "action_log get_calendar"},
    "kehu.overview": {"tomax": "action_open get_overview get_traits"},
}

#: Our fields on models that are not ours.
BESIDE = {
    "res.partner": {
        "read": {
            "stmaxbr": (
                "kehu_alert_count kehu_business kehu_contract_ids kehu_dealer "
                "kehu_grade_id kehu_has_points kehu_history_count "
                "kehu_lifecycle kehu_metric_id kehu_metric_ids kehu_page "
                "kehu_points_balance kehu_quadrant kehu_role_id kehu_standing "
                "kehu_support_count kehu_territory_id"
            ),
            "stmax": (
                "kehu_anniversary_ids kehu_attitude kehu_attitude_ids "
                "kehu_attitude_text kehu_basis_date kehu_basis_text "
                "kehu_birth_year kehu_birthday_day kehu_birthday_days "
                "kehu_birthday_is_lunar kehu_birthday_month kehu_birthday_text "
                "kehu_birthday_when kehu_buys_elsewhere kehu_career_ids "
                "kehu_carried_ids kehu_consumption_level kehu_credit_note "
                "kehu_demand_ids kehu_gift_cap kehu_gift_forbidden "
                "kehu_gift_ids kehu_gift_sum kehu_gift_text kehu_influence "
                "kehu_interests kehu_is_government kehu_is_key_person "
                "kehu_is_merchant kehu_is_mine kehu_is_my_teams "
                "kehu_is_public_official kehu_key_person_ids kehu_key_role_id "
                "kehu_left_on kehu_legal_basis kehu_near kehu_next_birthday "
                "kehu_no_greeting kehu_not_same kehu_offer_count "
                "kehu_opening_ids kehu_ownership_ids kehu_price_ids "
                "kehu_purpose kehu_referrer_id kehu_related_ids "
                "kehu_relation_ids kehu_scale kehu_service_note kehu_source_id "
                "kehu_stage kehu_supplied_ids kehu_supply_ids "
                "kehu_usual_channel kehu_usual_price kehu_visit_count "
                "kehu_zone_id"
            ),
        },
        "write": {
            "stmax": (
                "kehu_anniversary_ids kehu_attitude_ids kehu_basis_date "
                "kehu_birth_year kehu_birthday_day kehu_birthday_is_lunar "
                "kehu_birthday_month kehu_buys_elsewhere kehu_career_ids "
                "kehu_consumption_level kehu_credit_note kehu_demand_ids "
                "kehu_gift_ids kehu_influence kehu_interests kehu_is_government "
                "kehu_is_key_person kehu_is_merchant kehu_is_public_official "
                "kehu_key_person_ids kehu_key_role_id kehu_left_on "
                "kehu_legal_basis kehu_no_greeting kehu_purpose "
                "kehu_related_ids kehu_relation_ids kehu_role_id kehu_scale "
                "kehu_service_note kehu_source_id kehu_stage kehu_supplied_ids "
                "kehu_territory_id kehu_usual_channel kehu_usual_price "
                "kehu_zone_id"
            ),
            "stma": (
                "kehu_carried_ids kehu_opening_ids kehu_price_ids kehu_supply_ids"
            ),
            "tmax": "kehu_referrer_id",
        },
    },
    "res.users": {
        "read": {
            "sftomaxbr": (
                "kehu_alert_count kehu_alert_digest kehu_business "
                "kehu_contract_ids kehu_dealer kehu_grade_id kehu_has_points "
                "kehu_history_count kehu_lifecycle kehu_metric_id "
                "kehu_metric_ids kehu_page kehu_points_balance kehu_quadrant "
                "kehu_role_id kehu_standing kehu_support_count "
                "kehu_territory_id"
            ),
            "sftomax": (
                "kehu_anniversary_ids kehu_attitude kehu_attitude_ids "
                "kehu_attitude_text kehu_basis_date kehu_basis_text "
                "kehu_birth_year kehu_birthday_day kehu_birthday_days "
                "kehu_birthday_is_lunar kehu_birthday_month kehu_birthday_text "
                "kehu_birthday_when kehu_buys_elsewhere kehu_career_ids "
                "kehu_carried_ids kehu_consumption_level kehu_credit_note "
                "kehu_demand_ids kehu_gift_cap kehu_gift_forbidden "
                "kehu_gift_ids kehu_gift_sum kehu_gift_text kehu_influence "
                "kehu_interests kehu_is_government kehu_is_key_person "
                "kehu_is_merchant kehu_is_mine kehu_is_my_teams "
                "kehu_is_public_official kehu_key_person_ids kehu_key_role_id "
                "kehu_left_on kehu_legal_basis kehu_near kehu_next_birthday "
                "kehu_no_greeting kehu_not_same kehu_offer_count "
                "kehu_opening_ids kehu_ownership_ids kehu_price_ids "
                "kehu_purpose kehu_referrer_id kehu_related_ids "
                "kehu_relation_ids kehu_scale kehu_service_note kehu_source_id "
                "kehu_stage kehu_supplied_ids kehu_supply_ids "
                "kehu_usual_channel kehu_usual_price kehu_visit_count "
                "kehu_visit_position kehu_week_reminder kehu_zone_id"
            ),
        },
        "write": {
            "sa": "kehu_alert_digest kehu_visit_position kehu_week_reminder",
            "a": (
                "kehu_anniversary_ids kehu_attitude_ids kehu_basis_date "
                "kehu_birth_year kehu_birthday_day kehu_birthday_is_lunar "
                "kehu_birthday_month kehu_buys_elsewhere kehu_career_ids "
                "kehu_carried_ids kehu_consumption_level kehu_contract_ids "
                "kehu_credit_note kehu_demand_ids kehu_gift_ids kehu_influence "
                "kehu_interests kehu_is_government kehu_is_key_person "
                "kehu_is_merchant kehu_is_public_official kehu_key_person_ids "
                "kehu_key_role_id kehu_left_on kehu_legal_basis "
                "kehu_no_greeting kehu_price_ids kehu_purpose kehu_referrer_id "
                "kehu_related_ids kehu_relation_ids kehu_role_id kehu_scale "
                "kehu_service_note kehu_source_id kehu_stage kehu_supplied_ids "
                "kehu_supply_ids kehu_territory_id kehu_usual_channel "
                "kehu_usual_price kehu_zone_id"
            ),
        },
    },
    "res.company": {
        "read": {
            "sftomabrpw": (
                "kehu_ability_cut kehu_by_forecast kehu_claim_days "
                "kehu_credit_cut kehu_cutover_date kehu_duplicate_from "
                "kehu_fading_from kehu_history_months kehu_include_receipts "
                "kehu_lost_days kehu_loyal_from kehu_loyalty_cut "
                "kehu_margin_down kehu_margin_up kehu_new_days kehu_pareto_a "
                "kehu_pareto_b kehu_points_day kehu_points_expense_id "
                "kehu_points_expiry kehu_points_journal_id kehu_points_month "
                "kehu_points_monthly kehu_points_months kehu_points_owed_id "
                "kehu_points_share kehu_points_value kehu_pool_limit "
                "kehu_public_holidays kehu_reminder_hour kehu_silence_by "
                "kehu_silent_factor kehu_similar_from kehu_stay_days "
                "kehu_support_second_from kehu_visit_grace_days "
                "kehu_visit_position kehu_visit_position_days kehu_volume_cut "
                "kehu_wavering_factor kehu_week_reminder"
            ),
        },
        "write": {
            "a": (
                "kehu_ability_cut kehu_claim_days kehu_credit_cut "
                "kehu_cutover_date kehu_duplicate_from kehu_fading_from "
                "kehu_history_months kehu_include_receipts kehu_lost_days "
                "kehu_loyal_from kehu_loyalty_cut kehu_margin_down "
                "kehu_margin_up kehu_new_days kehu_pareto_a kehu_pareto_b "
                "kehu_points_day kehu_points_expense_id kehu_points_expiry "
                "kehu_points_journal_id kehu_points_month kehu_points_monthly "
                "kehu_points_months kehu_points_owed_id kehu_points_share "
                "kehu_points_value kehu_pool_limit kehu_public_holidays "
                "kehu_reminder_hour kehu_silence_by kehu_silent_factor "
                "kehu_similar_from kehu_stay_days kehu_support_second_from "
                "kehu_visit_grace_days kehu_visit_position "
                "kehu_visit_position_days kehu_volume_cut kehu_wavering_factor "
                "kehu_week_reminder"
            ),
        },
    },
    "account.move": {
        "read": {
            "br": (
                "kehu_is_provision kehu_is_settlement kehu_paid_late "
                "kehu_points kehu_points_day kehu_points_entry_ids "
                "kehu_support_count"
            ),
        },
        "write": {},
    },
    "account.move.line": {
        "read": {
            "br": "kehu_support_id",
        },
        "write": {
            "b": "kehu_support_id",
        },
    },
}
