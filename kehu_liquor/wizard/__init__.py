from . import (
    base_partner_merge,
    base_partner_merge_alert,
    base_partner_merge_contracts,
    base_partner_merge_opening,
    base_partner_merge_ownership,
    base_partner_merge_visits,
    kehu_alert_answer,
    kehu_followup_put_off,
    kehu_leave,
    kehu_private_note_page,
)
