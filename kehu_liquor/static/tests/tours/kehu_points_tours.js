import { registry } from "@web/core/registry";

const choice = (text) => `.o-autocomplete--dropdown-item:contains("${text}")`;

/** At the desk: from the balance to a request for a gift. */
registry.category("web_tour.tours").add("kehu_points_desk", {
    url: "/odoo/kehu-points",
    steps: () => [
        {
            content: "What the customer has, and redeem some of it",
            trigger: '.o_data_row:contains("Own"):contains("100") button[name="action_redeem"]',
            run: "click",
        },
        {
            content: "The balance stands beside it",
            trigger: '.o_form_view .o_field_widget[name="balance"]:contains("100")',
        },
        {
            content: "The open window",
            trigger: '.o_field_widget[name="window_id"] input',
            run: "edit June",
        },
        { content: "Take it", trigger: choice("June"), run: "click" },
        {
            content: "A gift",
            trigger: ".o_field_x2many_list_row_add a, .o_field_x2many_list_row_add button",
            run: "click",
        },
        {
            content: "Which",
            trigger: '.o_selected_row .o_field_widget[name="gift_id"] input',
            run: "edit Glass",
        },
        { content: "This one", trigger: choice("Glass"), run: "click" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "Asked for, and not the salesperson's to approve",
            trigger: '.o_form_saved .o_field_widget[name="name"]:contains("202606")',
        },
        {
            content: "No button for the own request",
            trigger: '.o_form_view:not(:has(button[name="action_approve"]))',
        },
    ],
});

/** On a phone: a card for each customer, and behind it what it is the sum of. */
registry.category("web_tour.tours").add("kehu_points_phone", {
    url: "/odoo/kehu-points",
    steps: () => [
        {
            content: "The customer's card with its points",
            trigger: '.o_kanban_record:contains("Own"):contains("100")',
            run: "click",
        },
        {
            content: "The entry and its invoice",
            trigger: '.o_kanban_record:contains("INV/"):contains("100")',
        },
    ],
});

/** On a phone: from the customer's page to a gift, chosen by what it is. */
registry.category("web_tour.tours").add("kehu_points_redeem_phone", {
    steps: () => [
        {
            content: "Points for a gift, on the customer's page",
            trigger: ".o_kehu_points_step .o_kehu_redeem",
            run: "click",
        },
        {
            content: "The open window stands there, and what the customer has",
            trigger: '.o_form_view:has([name="window_id"] input:value("June")) [name="balance"]:contains("100")',
        },
        {
            content: "A gift",
            trigger: '[name="line_ids"] .o-kanban-button-new:contains("Add a Gift")',
            run: "click",
        },
        { trigger: '.modal [name="gift_id"] input', run: "click" },
        {
            content: "What it is and what it costs",
            trigger: '.modal .o_kanban_record:contains("Glass"):contains("30 points")',
            run: "click",
        },
        {
            trigger: '.modal [name="points"]:contains("30")',
        },
        { trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "Save",
            trigger: "body:not(:has(.modal)) .o_form_button_save",
            run: "click",
        },
        { trigger: '.o_form_saved [name="name"]:contains("202606")' },
    ],
});

/** An accountant, at the end of a period: what is owed, and its entry as a draft. */
registry.category("web_tour.tours").add("kehu_points_provision", {
    url: "/odoo/action-kehu_liquor.kehu_points_liability_action",
    steps: () => [
        {
            content: "Another day",
            trigger: '.o_list_view button:contains("As of Another Day")',
            run: "click",
        },
        {
            content: "That day",
            trigger: '.modal .o_field_widget[name="date"] input',
            run: "edit 06/15/2026",
        },
        { content: "Show it", trigger: '.modal button[name="action_apply"]', run: "click" },
        {
            content: "What was owed then",
            trigger: '.o_control_panel:contains("06/15/2026: Points Owed")',
        },
        {
            content: "The entry for it",
            trigger: '.o_list_view button[name="action_propose"]',
            run: "click",
        },
        {
            content: "A draft that says how it comes about",
            trigger: '.o_form_view .o_field_widget[name="ref"] input:value("Points owed on 06/15/2026")',
        },
    ],
});
