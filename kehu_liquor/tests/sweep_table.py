"""What is meant to be possible by RPC, for whom: the table that the sweep compares.

Letters are askers (see `SweepCase`): s own, f a stranger's, t the team's, o another
team's, m manager, a manager and administrator, x another company's manager, b invoices,
r reads the books, p any employee, w portal, g guest. A door that is not named is shut
to everybody; so are states, decisions, their days, and figures, also when sent along
on creating.
Words that all companies share belong to every manager, of other companies too.
"""

#: read: who reads a row. blind: fields that some of these do not read. do: with the row
#: as a whole. write: what is written anew. call: who gets through to our methods.
DOORS = {
    "kehu.alert": {
        "read": "stmabr",
        "call": {
            "stma": "action_close action_snooze action_take",
            "stmabr": "action_open_fact",
            "sftomaxbr": "get_counters",
        },
    },
    "kehu.alert.answer": {
        "read": "sftomax",
        "do": {"sftomax": "copy create"},
        "write": {"sftomax": "act outcome reason until", "ma": "alert_ids"},
        "call": {"sftomax": "action_apply"},
    },
    "kehu.alert.digest": {"read": "ma"},
    "kehu.alert.rule": {
        "read": "sftomabr",
        "do": {"ma": "copy create"},
        "write": {
            "ma": (
                "active amount_field by_month by_record domain expire_days is_money "
                "key_field model name opens outcome outcome_days person_id sentence "
                "sequence severity snooze_days tell trigger"
            )
        },
        "call": {"sftomabr": "action_open_alerts"},
    },
    "kehu.alert.step": {"read": "stma"},
    "kehu.answer": {"read": "stma", "do": {"stma": "copy create"}},
    "kehu.audience": {
        "read": "sftomaxbr",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name note role_ids sequence"},
    },
    "kehu.audience.rhythm": {"read": "sftoma"},
    "kehu.claim": {
        "read": "stma",
        "call": {
            "ma": "action_extend",
            "stma": "action_give_back",
            "tma": "action_refuse",
        },
    },
    "kehu.competitor": {
        "read": "sftoma",
        "do": {"sftoma": "copy create", "ma": "unlink"},
        "write": {
            "sftoma": "active category_id name note strengths weaknesses",
            "ma": "carried_ids",
        },
        "call": {"sftoma": "action_carried"},
    },
    "kehu.competitor.carried": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {
            "stma": (
                "category_id competitor_id date_end note position price_seen product "
                "seen_on share user_id"
            ),
            "tma": "partner_id",
        },
        "call": {"stma": "action_open_partner"},
    },
    "kehu.conflict": {
        "read": "tma",
        "write": {"ma": "cover_end decision reason winner_id"},
        "call": {"ma": "action_decide"},
    },
    "kehu.conflict.line": {"read": "tma"},
    "kehu.demand": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.duplicate": {
        "read": "ma",
        "write": {"ma": "reason"},
        "call": {"max": "action_find", "ma": "action_merge action_not_same"},
    },
    "kehu.duplicate.rule": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active confirmed_by evidence sequence weight"},
    },
    "kehu.entitlement": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active audience_id grade_id kind note quadrant role_id sequence value"
            )
        },
    },
    "kehu.export.log": {"read": "ma"},
    "kehu.external.sale": {"read": "stmabr"},
    "kehu.external.sale.line": {"read": "stmabr"},
    "kehu.festival": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active calendar date_ids day month name sequence"},
    },
    "kehu.festival.date": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "date festival_id year"},
    },
    "kehu.grade": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active benefit_note color entitlement_ids name score_from sequence "
                "strategy strategy_note"
            )
        },
    },
    "kehu.grade.history": {"read": "stma"},
    "kehu.grade.override": {
        "read": "stma",
        "do": {"ma": "copy create"},
        "call": {"ma": "action_end"},
    },
    "kehu.handover": {
        "read": "stma",
        "do": {"tma": "copy create unlink"},
        "write": {
            "tma": ("date date_end is_temporary reason stand_in_reason successor_id"),
            "ma": "leaver_id",
        },
        "call": {
            "ma": "action_confirm_for_leaver",
            "tma": "action_draft action_execute action_preview",
            "stma": "action_open_lines",
        },
    },
    "kehu.handover.line": {"read": "stma"},
    "kehu.identity": {"read": "max"},
    "kehu.import": {
        "read": "mabr",
        "do": {"ma": "create unlink"},
        "write": {"ma": "cutover_date file filename"},
        "call": {
            "ma": ("action_check action_import_all action_import_good action_undo"),
            "mabr": "action_documents action_lines",
        },
    },
    "kehu.import.line": {"read": "mabr"},
    "kehu.loss": {
        "read": "stma",
        "write": {"stma": "note reason_id"},
        "call": {"stma": "action_open_partner"},
    },
    "kehu.loss.reason": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.metric": {
        "read": "stmabr",
        "blind": {"br": "override_id scorecard_id source_id"},
        "call": {
            "stma": "action_answer get_explanation get_questions",
            "stmabr": (
                "action_grade_history action_open_partner action_open_records "
                "action_override action_refresh_now"
            ),
        },
    },
    "kehu.not.same": {"read": "ma", "do": {"ma": "copy unlink", "max": "create"}},
    "kehu.opening": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {"stma": "note", "tma": "decision_note"},
        "call": {
            "ma": "action_approve",
            "stma": "action_apply action_renew action_take_back",
            "tma": "action_check action_refuse",
        },
    },
    "kehu.opening.line": {
        "read": "stma",
        "write": {"stma": "date_end file file_name is_ticked note number"},
    },
    "kehu.opening.requirement": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "amount is_mandatory kind name needs_date_end needs_file needs_number "
                "sequence standard_id"
            )
        },
    },
    "kehu.opening.standard": {
        "read": "sftoma",
        "do": {"ma": "copy unlink", "max": "create"},
        "write": {
            "ma": (
                "active company_id date_from name note order_limit requirement_ids "
                "role_id"
            )
        },
    },
    "kehu.owner.sales": {"read": "tma"},
    "kehu.ownership": {"read": "stma"},
    "kehu.pool": {"read": "sftoma", "call": {"sftoma": "action_claim"}},
    "kehu.pool.notice": {"read": "stma"},
    "kehu.pool.rule": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active days grade_ids limit name never_bought notice_days role_ids "
                "sequence team_ids with_debt"
            )
        },
    },
    "kehu.question": {
        "read": "sftomax",
        "do": {"max": "copy create"},
        "write": {
            "max": (
                "active ask audience_ids name sequence step_1 step_2 step_3 step_4 "
                "step_5"
            )
        },
    },
    "kehu.role": {
        "read": "sftomaxbr",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active audience_id name needs_licence note sequence"},
    },
    "kehu.run": {"read": "ma", "call": {"max": "action_run_now"}},
    "kehu.run.line": {"read": "ma"},
    "kehu.sale.analysis": {
        "read": "stma",
        "blind": {"st": "margin margin_rate", "stma": "move_id"},
        "call": {"stma": "action_open_document"},
    },
    "kehu.scheme": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "audience_id criterion_ids name"},
        "call": {"ma": "action_activate action_new_version action_try"},
    },
    "kehu.scheme.breakpoint": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "points value_from"},
    },
    "kehu.scheme.criterion": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "breakpoint_ids fact sequence weight"},
    },
    "kehu.scheme.trial": {
        "read": "ma",
        "call": {"ma": ("action_activate action_back action_export action_open_cell")},
    },
    "kehu.scheme.trial.line": {"read": "ma", "call": {"ma": "action_open_partner"}},
    "kehu.scorecard": {"read": "stma"},
    "kehu.scorecard.line": {"read": "stma"},
    "kehu.source": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.source.analysis": {"read": "stma", "call": {"stma": "action_open_partner"}},
    "kehu.supply": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {
            "stma": "category_id date_end date_from",
            "tma": "partner_id supplier_id",
        },
    },
    "kehu.territory": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active complete_name name parent_id user_id"},
    },
    "kehu.zone": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active name"},
    },
}

#: Screens without rows.
CALLS = {"kehu.overview": {"tomax": "action_open get_overview get_traits"}}

#: Our fields on models that are not ours.
BESIDE = {
    "res.partner": {
        "read": {
            "stmaxbr": (
                "kehu_alert_count kehu_business kehu_grade_id "
                "kehu_history_count kehu_lifecycle kehu_metric_id "
                "kehu_metric_ids kehu_page kehu_quadrant kehu_role_id "
                "kehu_standing kehu_territory_id"
            ),
            "stmax": (
                "kehu_buys_elsewhere kehu_carried_ids kehu_consumption_level "
                "kehu_credit_note kehu_demand_ids kehu_is_government "
                "kehu_is_merchant kehu_is_mine kehu_is_my_teams kehu_near "
                "kehu_not_same kehu_opening_ids kehu_ownership_ids "
                "kehu_referrer_id kehu_scale kehu_service_note kehu_source_id "
                "kehu_stage kehu_supplied_ids kehu_supply_ids "
                "kehu_usual_channel kehu_usual_price kehu_zone_id"
            ),
        },
        "write": {
            "stmax": (
                "kehu_buys_elsewhere kehu_consumption_level kehu_credit_note "
                "kehu_demand_ids kehu_is_government kehu_is_merchant "
                "kehu_role_id kehu_scale kehu_service_note kehu_source_id "
                "kehu_stage kehu_supplied_ids kehu_territory_id "
                "kehu_usual_channel kehu_usual_price kehu_zone_id"
            ),
            "stma": "kehu_carried_ids kehu_opening_ids kehu_supply_ids",
            "tmax": "kehu_referrer_id",
        },
    },
    "res.users": {
        "read": {
            "sftomaxbr": (
                "kehu_alert_count kehu_alert_digest kehu_business kehu_grade_id "
                "kehu_history_count kehu_lifecycle kehu_metric_id "
                "kehu_metric_ids kehu_page kehu_quadrant kehu_role_id "
                "kehu_standing kehu_territory_id"
            ),
            "sftomax": (
                "kehu_buys_elsewhere kehu_carried_ids kehu_consumption_level "
                "kehu_credit_note kehu_demand_ids kehu_is_government "
                "kehu_is_merchant kehu_is_mine kehu_is_my_teams kehu_near "
                "kehu_not_same kehu_opening_ids kehu_ownership_ids "
                "kehu_referrer_id kehu_scale kehu_service_note kehu_source_id "
                "kehu_stage kehu_supplied_ids kehu_supply_ids "
                "kehu_usual_channel kehu_usual_price kehu_zone_id"
            ),
        },
        "write": {
            "sa": "kehu_alert_digest",
            "a": (
                "kehu_buys_elsewhere kehu_carried_ids kehu_consumption_level "
                "kehu_credit_note kehu_demand_ids kehu_is_government "
                "kehu_is_merchant kehu_referrer_id kehu_role_id kehu_scale "
                "kehu_service_note kehu_source_id kehu_stage kehu_supplied_ids "
                "kehu_supply_ids kehu_territory_id kehu_usual_channel "
                "kehu_usual_price kehu_zone_id"
            ),
        },
    },
    "res.company": {
        "read": {
            "sftomabrpw": (
                "kehu_by_forecast kehu_claim_days kehu_cutover_date "
                "kehu_duplicate_from kehu_fading_from kehu_history_months "
                "kehu_include_receipts kehu_lost_days kehu_loyal_from "
                "kehu_loyalty_cut kehu_margin_down kehu_margin_up kehu_new_days "
                "kehu_pareto_a kehu_pareto_b kehu_pool_limit kehu_silence_by "
                "kehu_silent_factor kehu_similar_from kehu_stay_days "
                "kehu_volume_cut kehu_wavering_factor"
            ),
        },
        "write": {
            "a": (
                "kehu_claim_days kehu_cutover_date kehu_duplicate_from "
                "kehu_fading_from kehu_history_months kehu_include_receipts "
                "kehu_lost_days kehu_loyal_from kehu_loyalty_cut "
                "kehu_margin_down kehu_margin_up kehu_new_days kehu_pareto_a "
                "kehu_pareto_b kehu_pool_limit kehu_silence_by "
                "kehu_silent_factor kehu_similar_from kehu_stay_days "
                "kehu_volume_cut kehu_wavering_factor"
            ),
        },
    },
    "account.move": {
        "read": {
            "br": "kehu_paid_late",
        },
        "write": {},
    },
    "account.move.line": {"read": {}, "write": {}},
}
