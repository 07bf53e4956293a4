import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * A number that may be missing: "–" where its `exists` field is false, because a
 * NULL number would read 0. Options: exists (field), unit ("%"), sign (boolean).
 */
export class KehuFigure extends Component {
    static template = "kehu_liquor.Figure";
    static props = {
        ...standardFieldProps,
        exists: { type: String, optional: true },
        unit: { type: String, optional: true },
        sign: { type: Boolean, optional: true },
    };

    get exists() {
        return !this.props.exists || this.props.record.data[this.props.exists];
    }

    get text() {
        if (!this.exists) {
            return "–";
        }
        const value = this.props.record.data[this.props.name];
        const sign = this.props.sign && value > 0 ? "+" : "";
        return sign + this.format(value);
    }

    format(value) {
        if (this.props.unit === "%") {
            return formatPercentage(value, { digits: [16, 0] });
        }
        return formatFloat(value, { digits: [16, 1] });
    }
}

registry.category("fields").add("kehu_figure", {
    component: KehuFigure,
    displayName: _t("Figure that may be missing"),
    supportedTypes: ["float", "integer"],
    extractProps: ({ options }) => ({
        exists: options.exists,
        unit: options.unit,
        sign: Boolean(options.sign),
    }),
});
