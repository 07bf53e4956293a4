import { Component } from "@odoo/owl";
import { download } from "@web/core/network/download";

/** A sheet must not take a customer's name for a formula. */
export function harmless(text) {
    return typeof text === "string" && /^[=+\-@{\t]/.test(text) && text !== "–"
        ? `'${text}`
        : text;
}

/** The figures of a picture as a table: a row or cell with a `part` opens its customers. */
export class KehuTable extends Component {
    static template = "kehu_liquor.OverviewTable";
    static props = {
        table: Object,
        title: String,
        note: String,
        canExport: Boolean,
        open: Function,
    };

    isFigure(column) {
        return typeof this.props.table.rows[0]?.cells[column].value === "number";
    }

    export() {
        const { columns, rows } = this.props.table;
        const data = {
            model: this.props.note,
            title: this.props.title.replace(/[[\]:*?/\\]/g, " ").slice(0, 31),
            col_group_headers: [],
            // The first column stands where the pivot writes its rows' titles.
            measure_headers: columns.slice(1).map((title) => ({ title, is_bold: true })),
            measure_count: columns.length - 1,
            rows: rows.map(({ cells: [first, ...others] }) => ({
                indent: 0,
                title: harmless(first.text),
                values: others.map(({ value, sheet }) => ({ value: sheet ?? harmless(value) })),
            })),
        };
        return download({
            url: "/web/pivot/export_xlsx",
            data: { data: new Blob([JSON.stringify(data)], { type: "application/json" }) },
        });
    }
}
