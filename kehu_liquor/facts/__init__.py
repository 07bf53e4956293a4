"""What happened. The only folder with SQL; it imports nothing of ours.

`kehu.facts` asks everything of the accounting tables in one statement per company
and hands over `kehu.metric`: one narrow row per customer. A glue addon adds columns
by extending `_ctes`, `_columns` and `_joins`. The analyses are read when somebody
looks: their rows are statements in place of tables.
"""

from . import (
    kehu_facts,
    kehu_facts_access,
    kehu_facts_advice,
    kehu_facts_answers,
    kehu_facts_calendar,
    kehu_facts_behaviour,
    kehu_facts_overview,
    kehu_facts_margin,
    kehu_facts_alerts,
    kehu_facts_contracts,
    kehu_facts_credit,
    kehu_facts_dealers,
    kehu_facts_offers,
    kehu_facts_outcomes,
    kehu_facts_identity,
    kehu_facts_history,
    kehu_facts_foresight,
    kehu_facts_ownership,
    kehu_facts_owner_follow,
    kehu_facts_persons,
    kehu_facts_points,
    kehu_facts_points_lots,
    kehu_facts_points_shown,
    kehu_facts_pool,
    kehu_facts_purchases,
    kehu_facts_rhythm,
    kehu_facts_standing,
    kehu_facts_terms,
    kehu_facts_support,
    kehu_facts_visits,
    kehu_facts_greetings,
    kehu_points_rows,
    kehu_contract_rows,
    kehu_sale_lines,
    kehu_scorecard_lines,
    kehu_source_rows,
    kehu_storage,
    kehu_time_rows,
)
