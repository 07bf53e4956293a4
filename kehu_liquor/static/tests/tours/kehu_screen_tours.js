import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const twins = ':contains("金樽"):contains("%")';

/** A manager finds what is entered twice and says why one pair is two customers. */
tours.add("kehu_duplicates_desk", {
    steps: () => [
        {
            content: "Compare all customers",
            trigger: 'button[name="action_find"]:visible',
            run: "click",
        },
        {
            content: "The pair stands there, with what makes it likely",
            trigger: '.o_data_row:contains("金樽") td[name="why"]:contains("ame")',
        },
        {
            content: "Say why they are two",
            trigger: '.o_data_row:contains("金樽") td[name="reason"]',
            run: "click",
        },
        {
            trigger: '.o_selected_row td[name="reason"] input',
            run: "edit Two shops of one owner",
        },
        {
            content: "Not the same",
            trigger: '.o_selected_row td button[name="action_not_same"]',
            run: "click",
        },
        {
            content: "The pair is off the list",
            trigger: '.o_list_view:not(:has(.o_data_row:contains("金樽")))',
        },
    ],
});

/** On a phone a card says both names and why; opened, it can be merged. */
tours.add("kehu_duplicates_phone", {
    steps: () => [
        { content: "Both on a card", trigger: `.o_kanban_record${twins}`, run: "click" },
        {
            content: "What speaks for it",
            trigger: '.o_form_view .o_field_widget[name="why"]:contains("ame")',
        },
        { content: "Merge", trigger: 'button[name="action_merge"]:visible', run: "click" },
        {
            content: "Odoo's own merge, with both",
            trigger: '.modal .o_field_widget[name="partner_ids"]:contains("金樽")',
        },
    ],
});

/** A manager reads what speaks for whom and gives the customer to one of them. */
tours.add("kehu_conflict_desk", {
    steps: () => [
        {
            content: "The conflict",
            trigger: '.o_data_row:contains("Own") td[name="subject"]',
            run: "click",
        },
        {
            content: "What was said",
            trigger: '.o_field_widget[name="line_ids"] .o_data_row:contains("Known for years")',
        },
        {
            content: "To whom",
            trigger: '.o_field_widget[name="winner_id"] input',
            run: "edit colleague",
        },
        {
            trigger: '.o-autocomplete--dropdown-item:contains("colleague")',
            run: "click",
        },
        {
            content: "Why",
            trigger: '.o_field_widget[name="reason"] input',
            run: "edit Served it all year",
        },
        { content: "Decide", trigger: 'button[name="action_decide"]', run: "click" },
        {
            content: "It is decided, and kept",
            trigger: '.o_arrow_button_current[data-value="decided"]',
        },
    ],
});

/** A lead on a phone reads a conflict, and does not decide it. */
tours.add("kehu_conflict_phone", {
    steps: () => [
        {
            content: "A card",
            trigger: '.o_kanban_record:contains("Own")',
            run: "click",
        },
        {
            content: "Read",
            trigger: '.o_form_view:contains("Known for years"):not(:has(button[name="action_decide"]))',
        },
    ],
});

/** A manager sees which competitor stands where, and whom that is. */
tours.add("kehu_competitors_desk", {
    url: "/odoo/kehu-competitors",
    steps: () => [
        {
            content: "By territory",
            trigger: '.o_pivot:has(th:contains("River Spring")):has(th:contains("South"))',
        },
        { content: "As a list", trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "Who carries it, and how we stand",
            trigger: '.o_data_row:contains("Own") td[name="position"] .badge',
        },
    ],
});

/** A salesperson on a phone sees what own customers carry. */
tours.add("kehu_competitors_phone", {
    steps: () => [
        {
            content: "The own customer's",
            trigger: '.o_kanban_record:contains("Own"):contains("River Spring")',
        },
        {
            content: "Nobody else's",
            trigger: '.o_kanban_view:not(:has(.o_kanban_record:contains("Far")))',
        },
    ],
});

/** A manager looks when Spring Festival is, and in which years. */
tours.add("kehu_festivals_desk", {
    steps: () => [
        {
            content: "The next one, and how many days are left",
            trigger: '.o_data_row:contains("Spring Festival"):contains("2027")',
        },
        {
            content: "Open it",
            trigger: '.o_data_row:contains("Spring Festival") td[name="name"]',
            run: "click",
        },
        {
            content: "Its dates",
            trigger: '.o_field_widget[name="date_ids"] .o_data_row td[name="year"]:contains("2026")',
        },
    ],
});

tours.add("kehu_festivals_phone", {
    steps: () => [
        {
            content: "As cards",
            trigger: '.o_kanban_record:contains("Spring Festival"):contains("days left")',
        },
    ],
});

/** A lead asks why a customer was lost, and sees the year in a picture. */
tours.add("kehu_losses_desk", {
    url: "/odoo/kehu-losses",
    steps: () => [
        {
            content: "Open the loss",
            trigger: '.o_data_row:contains("Own") td[name="lost_on"]',
            run: "click",
        },
        {
            content: "Why",
            trigger: '.o_form_view .o_field_widget[name="reason_id"] input, .o_selected_row .o_field_widget[name="reason_id"] input',
            run: "edit Price",
        },
        {
            trigger: '.o-autocomplete--dropdown-item:contains("Price too high")',
            run: "click",
        },
        { content: "Save", trigger: ".o_form_button_save, .o_list_button_save", run: "click" },
        {
            content: "It is kept",
            trigger: '.o_form_saved, .o_data_row:contains("Price too high"):not(.o_selected_row)',
        },
    ],
});

tours.add("kehu_losses_phone", {
    url: "/odoo/kehu-losses",
    steps: () => [
        {
            content: "The card asks why",
            trigger: '.o_kanban_record:contains("Own"):contains("Say why")',
            run: "click",
        },
        {
            content: "What it bought with us",
            trigger: '.o_form_view .o_field_widget[name="net_before"]:contains("3,000")',
        },
    ],
});

/** A manager asks which source brings customers that buy. */
tours.add("kehu_sources_desk", {
    url: "/odoo/kehu-sources",
    steps: () => [
        {
            content: "By source, with the share that bought",
            trigger: '.o_pivot tr:has(th:contains("Referral")):has(td:contains("100"))',
        },
        { content: "As a list", trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "A line opens its customer",
            trigger: '.o_data_row:contains("Golden Cup") td[name="source_id"]',
            run: "click",
        },
        { trigger: ".o_form_view .o_kehu_page, .o_form_view .o_kehu_tiles" },
    ],
});

/** A manager sees who carried customers out of the house in a file. */
tours.add("kehu_exports_desk", {
    steps: () => [
        {
            content: "Who, how many, which fields",
            trigger: '.o_data_row:contains("manager") td[name="record_count"]:contains("2")',
        },
    ],
});

tours.add("kehu_exports_phone", {
    steps: () => [
        {
            content: "The same on a card",
            trigger: '.o_kanban_record:contains("manager"):contains("2")',
        },
    ],
});

/** A large file: the page says how far it is, and follows by itself. */
tours.add("kehu_import_phone", {
    url: "/odoo/kehu-imports",
    steps: () => [
        {
            content: "The file",
            trigger: '.o_kanban_record:contains("large.csv")',
            run: "click",
        },
        { content: "Check it", trigger: 'button[name="action_check"]:visible', run: "click" },
        {
            content: "It goes on in the background",
            trigger: '.o_kehu_progress:contains("Waiting"):has(.o_progressbar)',
        },
        {
            content: "It is stopped elsewhere",
            trigger: ".o_kehu_progress",
            async run() {
                const id = Number(location.pathname.split("/").pop());
                await rpc("/web/dataset/call_kw/kehu.import/action_stop", {
                    model: "kehu.import",
                    method: "action_stop",
                    args: [[id]],
                    kwargs: {},
                });
            },
        },
        {
            content: "The page has noticed",
            trigger: '.o_form_view:not(:has(.o_kehu_progress:visible)) button[name="action_check"]:visible',
            timeout: 20000,
        },
    ],
});
