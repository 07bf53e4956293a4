from . import test_gifts, test_stock_doors
