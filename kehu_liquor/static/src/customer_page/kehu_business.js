import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const TEN_THOUSAND = 10000;

/** What a customer buys: twelve monthly bars, the top products, the open items. */
export class KehuBusiness extends Component {
    static template = "kehu_liquor.Business";
    static props = { ...standardFieldProps };

    setup() {
        this.canvas = useRef("months");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.business]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get business() {
        return this.props.record.data[this.props.name];
    }

    /** Chinese readers count in 万 (ten thousand), the others in thousands. */
    get scale() {
        return user.lang?.startsWith("zh") ? TEN_THOUSAND : 1000;
    }

    get chartUnit() {
        const unit = this.scale === TEN_THOUSAND ? _t("ten thousand") : _t("thousand");
        return _t("in %(unit)s %(currency)s", { unit, currency: this.business.currency });
    }

    draw() {
        this.chart?.destroy();
        if (this.canvas.el && this.business) {
            this.chart = new Chart(this.canvas.el, this.chartConfig());
        }
    }

    chartConfig() {
        const { labels, values, title } = this.business.months;
        const data = values.map((value) => value / this.scale);
        return {
            type: "bar",
            data: { labels, datasets: [{ label: title, data, backgroundColor: "#8463c4" }] },
            options: {
                maintainAspectRatio: false,
                animation: false,
                plugins: { legend: { display: false } },
                scales: { x: { grid: { display: false } } },
            },
        };
    }
}

registry.category("fields").add("kehu_business", {
    component: KehuBusiness,
    displayName: _t("Business of a customer"),
    supportedTypes: ["json"],
});
