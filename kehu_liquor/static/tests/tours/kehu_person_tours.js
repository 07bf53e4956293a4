import { registry } from "@web/core/registry";

const OPEN = [
    {
        content: "The person's card tells the next birthday",
        trigger: '.o_kanban_record:contains("Wang Qiang"):contains("2026-09-25")',
        run: "click",
    },
    { content: "The person opens", trigger: '.o_form_view h1:has([id^="name"])' },
];

/** A salesperson enters a gift and sees it beside the limit. */
registry.category("web_tour.tours").add("kehu_seller_gift", {
    url: "/odoo/kehu-persons",
    steps: () => [
        ...OPEN,
        { trigger: 'button[name="action_kehu_gift"]', run: "click" },
        {
            content: "What",
            trigger: '.modal .o_field_widget[name="description"] input',
            run: "edit Tea",
        },
        {
            content: "Of which kind",
            trigger: '.modal .o_field_widget[name="kind_id"] .o_radio_item:first input',
            run: "click",
        },
        {
            content: "Worth",
            trigger: '.modal .o_field_widget[name="amount"] input',
            run: "edit 120",
        },
        { content: "Enter", trigger: ".modal footer .btn-primary", run: "click" },
        {
            content: "It stands beside the limit",
            trigger: '.o_form_view .o_field_widget[name="kehu_gift_text"]:contains("120 / 800")',
        },
    ],
});

/** A manager previews the erasure of a person, and does it. */
registry.category("web_tour.tours").add("kehu_manager_erases", {
    url: "/odoo/kehu-persons",
    steps: () => [
        ...OPEN,
        { trigger: ".o_cp_action_menus .fa-cog", run: "click" },
        {
            trigger: '.o_menu_item:contains("Erase the Person"), .o_menu_item:contains("删除个人信息")',
            run: "click",
        },
        {
            content: "Who asked",
            trigger: '.o_field_widget[name="reason"] input',
            run: "edit By letter",
        },
        { content: "Preview", trigger: ".o_form_button_save", run: "click" },
        {
            content: "What would be blanked",
            trigger: '.o_field_widget[name="line_ids"] .o_data_row',
        },
        { trigger: 'button[name="action_erase"]', run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: '.o_statusbar_status .o_arrow_button_current[data-value="done"]' },
    ],
});

/** A salesperson on a phone writes down that a person left. */
registry.category("web_tour.tours").add("kehu_seller_leave", {
    url: "/odoo/kehu-persons",
    steps: () => [
        ...OPEN,
        { trigger: ".o_statusbar_buttons .dropdown-toggle", run: "click" },
        { trigger: 'button[name="action_kehu_leave"]', run: "click" },
        {
            trigger: '.modal .o_field_widget[name="new_employer"] input',
            run: "edit Chuanwei House",
        },
        { trigger: '.modal button[name="action_apply"]', run: "click" },
        {
            content: "The card says so",
            trigger: '.o_form_view .o_field_widget[name="kehu_left_on"]',
        },
    ],
});
