import { registry } from "@web/core/registry";
import { formatPercentage } from "@web/views/fields/formatters";

/** A share of what was aimed at; where nothing was, nothing is said, not 0 %. */
export function formatRate(value, options) {
    return typeof value === "number" ? formatPercentage(value, options) : "";
}

registry.category("formatters").add("kehu_rate", formatRate);
