import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { formatPoints } from "@kehu_liquor/points/kehu_points";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { localization } from "@web/core/l10n/localization";

describe.current.tags("headless");
beforeEach(() => {
    patchWithCleanup(localization, {
        decimalPoint: ".",
        thousandsSep: ",",
        grouping: [3, 0],
    });
});

test("points are whole unless a rule counts finer", () => {
    expect(formatPoints(240)).toBe("240");
    expect(formatPoints(401330)).toBe("401,330");
    expect(formatPoints(-1306.5)).toBe("-1,306.5");
    expect(formatPoints(0)).toBe("0");
});

test("what is missing is not nought", () => {
    expect(formatPoints(undefined)).toBe("");
    expect(formatPoints(false)).toBe("");
});
