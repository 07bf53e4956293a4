import { registry } from "@web/core/registry";

const field = (name) => `.modal .o_field_widget[name="${name}"]`;
const done = {
    content: "Done",
    trigger: ".modal footer .o_kehu_done:visible",
    run: "click",
};
const gone = { content: "The entry is gone", trigger: "body:not(:has(.modal))" };

/** The browser answers `answer(found, refused)` when asked where it is; asks are counted. */
function browser(answer) {
    document.body.dataset.asked = 0;
    const count = () => (document.body.dataset.asked = +document.body.dataset.asked + 1);
    Object.defineProperty(navigator, "geolocation", {
        configurable: true,
        value: {
            getCurrentPosition(found, refused) {
                count();
                answer(found, refused);
            },
            watchPosition: count,
        },
    });
}

const here = { latitude: 30.6598, longitude: 104.0633, accuracy: 20 };

function begin(answer) {
    return [
        {
            content: "From the customer's page",
            trigger: 'button[name="action_kehu_log_visit"]',
            run: () => browser(answer),
        },
        {
            content: "Log a contact",
            trigger: 'button[name="action_kehu_log_visit"]',
            run: "click",
        },
        {
            content: "A sentence",
            trigger: `${field("note")} textarea`,
            run: "edit At the shop",
        },
        {
            content: "Photos, where the position would be",
            trigger: '.modal .o_notebook_headers .nav-link[name="photos"]',
            run: "click",
        },
        {
            content: "They are shown, and nobody asked where it is",
            trigger: `body[data-asked="0"] ${field("photo_ids")}`,
        },
    ];
}

const tap = {
    content: "One tap",
    trigger: `${field("position")} .o_kehu_take_position`,
    run: "click",
};

const unasked = { content: "Never asked", trigger: 'body[data-asked="0"]' };
const once = { content: "Asked once", trigger: 'body[data-asked="1"]' };

/** Switched on twice: one tap keeps one point. */
registry.category("web_tour.tours").add("kehu_position_kept", {
    steps: () => [
        ...begin((found) => found({ coords: here })),
        tap,
        {
            content: "The point stands there and can be taken back",
            trigger: `${field("position")}:contains("30.65980, 104.06330 ±20 m") button`,
        },
        done,
        gone,
        once,
    ],
});

/** More is written later: the point is read, not asked for again. */
registry.category("web_tour.tours").add("kehu_position_later", {
    steps: () => [
        {
            content: "The contact, some time later",
            trigger: '.o_form_view .o_field_widget[name="note"] textarea',
            run: () => browser((found) => found({ coords: { ...here, latitude: 1 } })),
        },
        {
            content: "More was said",
            trigger: '.o_form_view .o_field_widget[name="note"] textarea',
            run: "edit At the shop, and later on the phone",
        },
        {
            content: "Photos",
            trigger: '.o_form_view .o_notebook_headers .nav-link[name="photos"]',
            run: "click",
        },
        {
            content: "The point is only read",
            trigger: '.o_kehu_position:contains("30.65980, 104.06330"):not(:has(button))',
        },
        { content: "Saved", trigger: ".o_form_button_save", run: "click" },
        {
            content: "It is saved",
            trigger: ".o_form_saved",
        },
        unasked,
    ],
});

/** The person's browser says no: a sentence, and the contact is logged all the same. */
registry.category("web_tour.tours").add("kehu_position_refused", {
    steps: () => [
        ...begin((_found, refused) => refused({ code: 1, PERMISSION_DENIED: 1 })),
        tap,
        {
            content: "A sentence says what comes of it",
            trigger: `${field("position")}:contains("logged without it")`,
        },
        done,
        gone,
        once,
    ],
});

/** Off, as it is shipped: there is nothing to tap. */
registry.category("web_tour.tours").add("kehu_position_off", {
    steps: () => [
        ...begin((found) => found({ coords: here })),
        { content: "No widget", trigger: ".modal:not(:has(.o_kehu_position))" },
        done,
        gone,
        unasked,
    ],
});
