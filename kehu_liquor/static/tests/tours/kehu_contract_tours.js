import { registry } from "@web/core/registry";

/** A salesperson goes from the dealer's page to a new contract and shares its target. */
registry.category("web_tour.tours").add("kehu_seller_contracts", {
    steps: () => [
        {
            content: "The dealer's tab",
            trigger: '.o_notebook a[name="kehu_dealer"]',
            run: "click",
        },
        { content: "A new contract", trigger: ".o_kehu_new_contract", run: "click" },
        {
            content: "It is this dealer's",
            trigger: '.o_field_widget[name="partner_id"] input:value("Dealer")',
        },
        { trigger: '.o_notebook a[name="targets"]', run: "click" },
        {
            content: "The year's total",
            trigger: '.o_field_widget[name="sales_target"] input',
            run: "edit 3650",
        },
        { content: "Share it", trigger: 'button[name="action_split"]', run: "click" },
        {
            content: "Twelve months",
            trigger: '.o_field_widget[name="target_ids"]:has(.o_data_row:nth-child(12))',
        },
        {
            content: "A salesperson does not put it in force",
            trigger: '.o_form_view:not(:has(button[name="action_sign"]))',
        },
    ],
});

/** On a phone: how far the dealer is, and where it should be today. */
registry.category("web_tour.tours").add("kehu_dealer_tab", {
    steps: () => [
        { trigger: '.o_notebook a[name="kehu_dealer"]', run: "click" },
        {
            content: "Sold, in money",
            trigger: '.o_kehu_target[data-aim="sales"]:contains("¥ 905 / ¥ 3,650")',
        },
        {
            content: "Where it should be",
            trigger: '.o_kehu_target[data-aim="sales"]:contains("due today 50 %")',
        },
        { content: "The mark", trigger: ".o_kehu_bar_due" },
        { content: "The contract", trigger: ".o_kehu_open_contract", run: "click" },
        { trigger: '.o_arrow_button_current[data-value="running"], .o_statusbar_status' },
    ],
});

/** A manager sees targets beside what was sold, by dealer and month. */
registry.category("web_tour.tours").add("kehu_manager_progress", {
    steps: () => [
        { content: "The dealer", trigger: '.o_pivot tbody th:contains("Dealer")' },
        { content: "What was sold", trigger: '.o_pivot tbody td:contains("905")' },
    ],
});
