from . import (
    test_plain_sales,
    test_release,
    test_release_tours,
    test_release_ways,
    test_triangle,
    test_triangle_tours,
)
