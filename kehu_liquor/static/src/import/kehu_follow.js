import { Component, onWillDestroy, xml } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const EVERY = 2000;

/** Reads the record again and again while it is shown: for work in the background. */
export class KehuFollow extends Component {
    static template = xml`<i class="fa fa-spinner fa-spin me-2" role="presentation"/>`;
    static props = { ...standardWidgetProps };

    setup() {
        const timer = browser.setInterval(() => this.follow(), EVERY);
        onWillDestroy(() => browser.clearInterval(timer));
    }

    async follow() {
        const { record } = this.props;
        if (this.reading || (await record.isDirty())) {
            return;
        }
        this.reading = true;
        try {
            await record.load();
        } finally {
            this.reading = false;
        }
    }
}

registry.category("view_widgets").add("kehu_follow", { component: KehuFollow });
