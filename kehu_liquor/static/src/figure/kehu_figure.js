import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatMonetary, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * A number that may be missing: "–" where its `exists` field is false, because a
 * NULL number would read 0. Options: exists (field), unit ("%" or "money", in whole
 * units of the record's currency), sign (boolean), zero (boolean: show 0 as "–"),
 * digits (behind the point of a percentage).
 */
export class KehuFigure extends Component {
    static template = "kehu_liquor.Figure";
    static props = {
        ...standardFieldProps,
        exists: { type: String, optional: true },
        unit: { type: String, optional: true },
        sign: { type: Boolean, optional: true },
        zero: { type: Boolean, optional: true },
        digits: { type: Number, optional: true },
    };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get exists() {
        if (this.props.zero && !this.value) {
            return false;
        }
        return !this.props.exists || this.props.record.data[this.props.exists];
    }

    get text() {
        if (!this.exists) {
            return "–";
        }
        const sign = this.props.sign && this.value > 0 ? "+" : "";
        return sign + this.format(this.value);
    }

    format(value) {
        if (this.props.unit === "%") {
            return formatPercentage(value, { digits: [16, this.props.digits || 0] });
        }
        if (this.props.unit === "money") {
            const { currency_id: currency } = this.props.record.data;
            return formatMonetary(value, { currencyId: currency?.id, digits: [16, 0] });
        }
        return formatFloat(value, { digits: [16, 1] });
    }
}

registry.category("fields").add("kehu_figure", {
    component: KehuFigure,
    displayName: _t("Figure that may be missing"),
    supportedTypes: ["float", "integer", "monetary"],
    extractProps: ({ options }) => ({
        exists: options.exists,
        unit: options.unit,
        sign: Boolean(options.sign),
        digits: options.digits,
        zero: Boolean(options.zero),
    }),
});
