"""What happened. The only folder with SQL; it imports nothing of ours.

`kehu.facts` asks everything of the accounting tables in one statement per company
and hands over `kehu.metric`: one narrow row per customer. A glue addon adds columns
by extending `_ctes`, `_columns` and `_joins`.
"""

from . import (
    kehu_facts,
    kehu_facts_access,
    kehu_facts_ownership,
    kehu_facts_owner_follow,
    kehu_facts_pool,
    kehu_facts_purchases,
    kehu_facts_standing,
    kehu_storage,
)
