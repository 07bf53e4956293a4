from . import test_gifts
