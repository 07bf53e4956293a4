from . import (
    res_company,
    sale_order,
    sale_order_reasons,
    sale_order_line,
    payment_transaction,
    kehu_release,
    kehu_merchant_advance,
    kehu_merchant_delivery,
    sale_order_merchant,
    sale_order_tell,
    account_move,
)
