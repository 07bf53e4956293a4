import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const openApp = [
    stepUtils.showAppsMenuItem(),
    {
        content: "Open the app",
        trigger: '.o_app[data-menu-xmlid="kehu_liquor.menu_kehu"]',
        run: "click",
    },
    {
        content: "Open the chapter of the customers",
        trigger: '.o_menu_sections [data-menu-xmlid="kehu_liquor.menu_kehu_customers"]',
        run: "click",
    },
    {
        content: "Open the customers",
        trigger: '.dropdown-item[data-menu-xmlid="kehu_liquor.menu_kehu_customer"]',
        run: "click",
    },
];

/** A manager opens the list, a customer, reads why, and overrides with a reason. */
registry.category("web_tour.tours").add("kehu_manager_override", {
    url: "/odoo",
    steps: () => [
        ...openApp,
        {
            content: "The list shows the customer with its grade",
            trigger: '.o_list_view .o_data_row:contains("Golden Cup") .badge:contains("A")',
        },
        {
            content: "Open it",
            trigger: '.o_data_row:contains("Golden Cup") td[name="partner_id"]',
            run: "click",
        },
        {
            content: "The page says what it bought",
            trigger: '.o_kehu_tile[data-tile="sales"] .o_kehu_value:contains("250,000")',
        },
        { content: "Ask why", trigger: ".o_kehu_why", run: "click" },
        {
            content: "Fact, value, points and weight are listed",
            trigger: '.modal .o_kehu_card tbody tr:contains("250,000"):contains("100 %")',
        },
        {
            content: "The total is the score",
            trigger: '.modal .o_kehu_card tfoot:contains("80.0")',
        },
        { content: "Override", trigger: ".modal .o_kehu_override", run: "click" },
        {
            content: "Choose KA",
            trigger: '.modal .o_field_widget[name="grade_id"] .o_selection_badge:contains("KA")',
            run: "click",
        },
        {
            content: "Say why",
            trigger: '.modal .o_field_widget[name="reason"] input',
            run: "edit New contract signed",
        },
        {
            content: "Until when",
            trigger: '.modal .o_field_widget[name="date_end"] input, .modal .o_field_widget[name="date_end"] button',
            run: "click",
        },
        {
            content: "Pick a late day",
            trigger: ".o_datetime_picker .o_date_item_cell:not(.o_out_of_range):last",
            run: "click",
        },
        { content: "Save", trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "The badge says KA at once",
            trigger: '.o_kehu_page .badge:contains("KA")',
        },
        { content: "And why says by whom", trigger: ".o_kehu_why", run: "click" },
        { trigger: '.modal p:contains("New contract signed")' },
        { content: "Close", trigger: ".modal .btn-primary", run: "click" },
    ],
});

/** A salesperson on a phone sees own customers, and only those. */
registry.category("web_tour.tours").add("kehu_seller_phone", {
    url: "/odoo/kehu-customers",
    steps: () => [
        {
            content: "Cards, with the own customer",
            trigger: '.o_kanban_view .o_kanban_record:contains("Golden Cup")',
        },
        {
            content: "Nobody else's",
            trigger: '.o_kanban_view:not(:has(.o_kanban_record:contains("New Century")))',
        },
        {
            content: "Open the card",
            trigger: '.o_kanban_record:contains("Golden Cup")',
            run: "click",
        },
        {
            content: "Four tiles on a phone",
            trigger: ".o_kehu_tiles .o_kehu_tile:nth-child(4)",
        },
        { content: "Ask why", trigger: ".o_kehu_why", run: "click" },
        {
            content: "The card is readable, without an override for a salesperson",
            trigger: ".modal:has(.o_kehu_card):not(:has(.o_kehu_override))",
        },
        { content: "Close", trigger: ".modal .btn-primary", run: "click" },
    ],
});
