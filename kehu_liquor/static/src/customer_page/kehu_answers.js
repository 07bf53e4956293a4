import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";

/** What no invoice says: one tap per question, five answers in words. */
export class KehuAnswers extends Component {
    static template = "kehu_liquor.Answers";
    static components = { Dialog };
    static props = {
        title: String,
        questions: Array,
        metricId: Number,
        reload: Function,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.chosen = useState({});
    }

    value(question) {
        return this.chosen[question.id] || question.value;
    }

    meaning(question) {
        const step = question.steps.find((one) => one.value === this.value(question));
        return step ? step.text : question.said;
    }

    choose(question, value) {
        this.chosen[question.id] = value;
    }

    get isEmpty() {
        return !Object.keys(this.chosen).length;
    }

    async save() {
        await this.orm.call("kehu.metric", "action_answer", [
            [this.props.metricId],
            { ...this.chosen },
        ]);
        this.props.close();
        return this.props.reload();
    }
}
