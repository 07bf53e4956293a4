import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";

/** A picture drawn by Chart.js; `onPick` gets data set and index of what was clicked. */
export class KehuChart extends Component {
    static template = "kehu_liquor.Chart";
    static props = { config: Object, label: String, onPick: Function, height: Number };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.config]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    draw() {
        this.chart?.destroy();
        const { options, ...config } = this.props.config;
        this.chart = new Chart(this.canvas.el, {
            ...config,
            options: {
                ...options,
                animation: false,
                maintainAspectRatio: false,
                onClick: (_ev, found) =>
                    found.length && this.props.onPick(found[0].datasetIndex, found[0].index),
                onHover: (ev, found) => {
                    ev.native.target.style.cursor = found.length ? "pointer" : "default";
                },
            },
        });
    }
}
