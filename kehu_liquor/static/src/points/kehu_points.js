import { registry } from "@web/core/registry";
import { FloatField, floatField } from "@web/views/fields/float/float_field";
import { formatFloat } from "@web/views/fields/formatters";

const DIGITS = [16, 2];

/** Points are mostly whole: 240, and 240.5 where a rule says so, never 240.00. */
export function formatPoints(value) {
    return typeof value === "number"
        ? formatFloat(value, { digits: DIGITS, trailingZeros: false })
        : "";
}

registry.category("formatters").add("kehu_points", formatPoints);

/** A list asks the formatter of the same name for its sums: Odoo's own drops options. */
registry.category("fields").add("kehu_points", {
    ...floatField,
    component: FloatField,
    supportedTypes: ["float"],
    listViewWidth: [80, 120],
    extractProps: (info, dynamicInfo) => ({
        ...floatField.extractProps(info, dynamicInfo),
        digits: DIGITS,
        trailingZeros: false,
    }),
});
