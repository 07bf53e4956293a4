"""Who buys, when and for how much: drawn in SQL with a fixed seed.

`bench_customer` stays in the database: later days are drawn from it too. The other
tables are temporary: `bench_doc` is what `books` writes.
"""

SEED = 0.19
MEAN_DOCUMENTS = 20  # a customer, in two years
MEAN_AMOUNT = 3000  # a document, untaxed, company currency
DAYS = 730
REFUNDS, DRAFTS, UNPAID, PARTLY = 0.05, 0.02, 0.10, 0.03  # shares
TAX = 0.13
FESTIVALS = {  # day → how many times an ordinary day's orders before it
    "2024-09-17": 1.2,
    "2025-01-29": 2.5,
    "2025-10-06": 1.2,
    "2026-02-17": 2.5,
    "2026-09-25": 1.2,
}

CUSTOMERS = f"""
CREATE TABLE bench_customer AS
SELECT n, %(first)s + n AS partner_id,
       CASE WHEN n %% 10 = 0 THEN %(first)s + %(size)s + n / 10
            ELSE %(first)s + n END AS invoiced_id,
       LEAST(220, round(-ln(1 - random()) * {MEAN_DOCUMENTS}))::int AS docs,
       row_number() OVER (ORDER BY random()) AS place,
       (ARRAY[0, 15, 30, 60])[1 + n %% 4] AS term,
       (%(users)s::int[])[1 + n %% %(user_count)s] AS user_id,
       CASE WHEN n %% 50 > 0 THEN (%(roles)s::int[])[1 + n %% %(role_count)s]
            END AS role_id,
       0::numeric AS mean
  FROM generate_series(1, %(size)s) n
"""
MEANS = f"""
UPDATE bench_customer c
   SET mean = round((power(place, -0.9) / total * (SELECT COUNT(*) FROM bench_customer)
                     * {MEAN_DOCUMENTS * MEAN_AMOUNT} / GREATEST(docs, 1))::numeric, 2)
  FROM (SELECT SUM(power(place, -0.9)) AS total FROM bench_customer) t
"""
CALENDAR = """
CREATE TEMP TABLE bench_day ON COMMIT DROP AS
SELECT day, SUM(weight) OVER (ORDER BY day) / SUM(weight) OVER () AS upto
  FROM (
    SELECT day::date,
           CASE WHEN extract(isodow FROM day) > 5 THEN 0.4 ELSE 1 END * (1 + COALESCE((
               SELECT SUM(peak * exp(-power((day::date - feast + 16) / 9.0, 2)::float8))
                 FROM unnest(%(feasts)s::date[], %(peaks)s::float8[])
                      AS f (feast, peak)
                WHERE feast - day::date BETWEEN 0 AND 40), 0)) AS weight
      FROM generate_series(%(first)s::date, %(last)s::date, '1 day') day
  ) weighed
"""
#: One document for each of a customer's `docs`, on a day of the calendar.
DRAW_HISTORY = """
SELECT c.*, (%(days)s::date[])[1 + width_bucket(random(), %(upto)s::float8[])] AS day
  FROM bench_customer c, generate_series(1, c.docs)
"""
#: The documents of one further day.
DRAW_DAY = f"""
SELECT c.*, %(day)s::date AS day
  FROM bench_customer c WHERE random() < c.docs / {DAYS}.0
"""
DOCUMENTS = f"""
CREATE TEMP TABLE bench_doc ON COMMIT DROP AS
WITH drawn AS (
    SELECT *, random() AS luck, random() AS luck2,
           exp(0.5 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) AS size
      FROM ({{draw}}) d
), made AS (
    SELECT *, CASE WHEN luck < {REFUNDS} THEN 'refund' ELSE 'sale' END AS kind,
           luck2 >= {DRAFTS} AS posted, 1 + (n + place) %% 2 AS lines,
           GREATEST(1, round(mean * (size * CASE WHEN luck < {REFUNDS} THEN 0.3
                             ELSE 1 END)::numeric, 2)) AS untaxed,
           (date_trunc('month', day) + interval '1 month'
            * (2 - (extract(month FROM day)::int - 1) %% 2))::date - 1 + term AS due,
           row_number() OVER (ORDER BY day, luck) AS place_in_time
      FROM drawn
)
SELECT place_in_time + %(top_move)s AS id, n, partner_id, invoiced_id, user_id, kind,
       posted, day, due, lines, untaxed, round(untaxed * {TAX}, 2) AS tax,
       CASE kind WHEN 'sale' THEN 1 ELSE -1 END AS sign,
       CASE kind WHEN 'sale' THEN %(sale)s ELSE %(refund)s END
           || extract(year FROM day) || '/' AS prefix,
       %(top_line)s + SUM(lines + 2) OVER (ORDER BY place_in_time) - lines - 1
           AS line_id,
       0 AS number, 0::numeric AS paid, NULL::date AS paid_on,
       NULL::int AS full_id
  FROM made
"""
#: What is paid goes by customer and due day: one transfer settles two months.
GROUPS = f"""
CREATE TEMP TABLE bench_group ON COMMIT DROP AS
SELECT partner_id, kind, due, half,
       GREATEST(latest, due + round(8 * sqrt(-2 * ln(1 - random()))
                                      * cos(2 * pi() * random()) - 4)::int) AS paid_on
  FROM (SELECT partner_id, kind, due, MAX(day) AS latest, random() < {PARTLY} AS half,
               random() >= {UNPAID} AS paid
          FROM bench_doc WHERE posted GROUP BY partner_id, kind, due) g
 WHERE paid
"""
SETTLE = """
UPDATE bench_doc d
   SET paid_on = g.paid_on, paid = CASE WHEN half THEN round((untaxed + tax) / 2, 2)
                                        ELSE untaxed + tax END
  FROM bench_group g
 WHERE d.partner_id = g.partner_id AND d.kind = g.kind AND d.due = g.due
   AND d.posted AND g.paid_on <= %(last)s
"""
#: The highest number taken under each prefix.
TAKEN = """
SELECT sequence_prefix AS prefix, MAX(sequence_number) AS taken
  FROM account_move WHERE sequence_prefix IS NOT NULL GROUP BY sequence_prefix
"""
NUMBERS = f"""
UPDATE bench_doc d SET number = f.number
  FROM (SELECT id, COALESCE(taken, 0)
                   + row_number() OVER (PARTITION BY prefix ORDER BY id) AS number
          FROM bench_doc LEFT JOIN ({TAKEN}) t USING (prefix) WHERE posted) f
 WHERE f.id = d.id
"""


def customers(cursor, size, first, house, roles):
    """Draw `size` customers; their partners get the ids behind `first`."""
    users = house["users"]
    cursor.execute("SELECT setseed(%s)", [SEED])
    cursor.execute(
        CUSTOMERS,
        {
            "first": first,
            "size": size,
            "users": users,
            "user_count": len(users),
            "roles": roles,
            "role_count": max(len(roles), 1),
        },
    )
    cursor.execute(MEANS)
    cursor.execute("ALTER TABLE bench_customer ADD PRIMARY KEY (n)")
    cursor.execute("ANALYZE bench_customer")


def history(cursor, first, last, tops):
    """Draw the documents from `first` to `last`, with what was paid by then."""
    feasts, peaks = list(FESTIVALS), list(FESTIVALS.values())
    spread = {"first": first, "last": last, "feasts": feasts, "peaks": peaks}
    cursor.execute(CALENDAR, spread)
    cursor.execute(
        "SELECT array_agg(b.day), array_agg(b.upto)"
        "  FROM (SELECT * FROM bench_day ORDER BY day) b"
    )
    days, upto = cursor.fetchone()
    drawn = {"days": days, "upto": upto[:-1]}
    cursor.execute(DOCUMENTS.format(draw=DRAW_HISTORY), drawn | tops)
    cursor.execute(NUMBERS)
    cursor.execute(GROUPS)
    cursor.execute("ANALYZE bench_doc, bench_group")
    cursor.execute(SETTLE, {"last": last})


def day(cursor, day, tops):
    """Draw the documents of one further day; nothing of them is paid yet."""
    cursor.execute("SELECT setseed(%s)", [day.toordinal() % 1000 / 1000])
    cursor.execute(DOCUMENTS.format(draw=DRAW_DAY), {"day": day} | tops)
    cursor.execute(NUMBERS)
