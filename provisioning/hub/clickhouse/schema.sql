-- A region's hub in ClickHouse: run once on each shard, by a user who may create tables.
--     clickhouse-client --queries-file schema.sql
-- The cluster `counts` (shards.xml) and the handler (http.xml) are the server's configuration.

CREATE DATABASE IF NOT EXISTS hub;

-- What this shard keeps. Of rows of one key the one with the greatest n stays: a resend, a duplicate and a replay of
-- an old body change nothing. A kiosk hears "ok" only once the part is on the disk, so it is synced.
CREATE TABLE IF NOT EXISTS hub.counts
(
    kiosk   String,
    period  LowCardinality(String),
    event   LowCardinality(String),
    journey LowCardinality(String),
    step    LowCardinality(String),
    outcome LowCardinality(String),
    n       UInt64
)
ENGINE = ReplacingMergeTree(n)
ORDER BY (kiosk, period, event, journey, step, outcome)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The shards as one table. All rows of a kiosk are on one shard: only there can the greatest n win.
CREATE TABLE IF NOT EXISTS hub.everywhere AS hub.counts
ENGINE = Distributed(counts, hub, counts, sipHash64(kiosk));

-- The counts, each once. What was replaced may still lie in a part that waits for its merge, so nobody reads without it.
CREATE VIEW IF NOT EXISTS hub.latest AS
SELECT kiosk, period, event, journey, step, outcome, max(n) AS n
FROM hub.everywhere
GROUP BY kiosk, period, event, journey, step, outcome;

-- Takes the posted body, {"rows": [...]}, as it is, and keeps nothing. Nobody can give the sender: it is who signed in.
CREATE TABLE IF NOT EXISTS hub.inbox
(
    rows   Array(Tuple(kiosk String, period String, event String, journey String, step String, outcome String, n UInt64)),
    sender String MATERIALIZED currentUser()
)
ENGINE = Null;

-- Unfolds the body, and refuses it whole where one row is wrong: the kiosk then halves until it has found that row.
-- What is wrong is refused as a number that cannot be read (code 6), because ClickHouse answers that by 400; throwIf it
-- answers by 500, on which a kiosk gives up for the night.
CREATE MATERIALIZED VIEW IF NOT EXISTS hub.unfold TO hub.everywhere
SQL SECURITY NONE AS
SELECT
    row.kiosk AS kiosk,
    row.period AS period,
    row.event AS event,
    row.journey AS journey,
    row.step AS step,
    row.outcome AS outcome,
    row.n AS n
FROM (SELECT sender, arrayJoin(rows) AS row FROM hub.inbox)
WHERE toUInt8(multiIf(
    sender != concat('kiosk-', row.kiosk),
        'a row of another kiosk',
    NOT match(row.kiosk, '^[0-9a-f]{32}$'),
        'kiosk: not 32 hex digits',
    NOT match(row.period, '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-W[0-9]{2}|undated)$'),
        'period: no day, no ISO week, not undated',
    length(row.period) = 10 AND toString(toDateOrZero(row.period)) != row.period,
        'period: a day that no calendar has',
    length(row.period) = 8 AND formatDateTime(
        addWeeks(toDateOrZero(concat(substring(row.period, 1, 4), '-01-04')), toUInt8OrZero(substring(row.period, 7)) - 1),
        '%G-W%V') != row.period,
        'period: a week that no calendar has',
    row.event NOT IN ('visits', 'outcomes', 'last_steps', 'minutes', 'guidance_lost', 'hours_up'),
        'event: unknown',
    NOT match(row.journey, '^[A-Za-z0-9_@:.~-]{0,80}$'),
        'journey: not at most 80 of A-Za-z0-9_@:.~-',
    NOT match(row.step, '^[A-Za-z0-9_@:.~-]{0,80}$'),
        'step: not at most 80 of A-Za-z0-9_@:.~-',
    NOT match(row.outcome, '^[A-Za-z0-9_@:.~-]{0,80}$'),
        'outcome: not at most 80 of A-Za-z0-9_@:.~-',
    -- As kiosk/hub/plausible.py: what no kiosk counts, and what no sum of all kiosks could hold.
    row.period != 'undated' AND (substring(row.period, 1, 4) < '2020' OR substring(row.period, 1, 4) > '2099'),
        'period: a year of no kiosk',
    row.period != 'undated' AND (row.event IN ('visits', 'hours_up')) != (length(row.period) = 10),
        'period: a day or a week, whichever this event is not kept by',
    NOT (
        length(row.period) = 8 AND row.event IN ('outcomes', 'last_steps', 'guidance_lost')
        AND row.journey = '~' AND row.step = '~' AND row.outcome = '~'
    ) AND (
        (row.journey != '' AND row.event IN ('minutes', 'hours_up'))
        OR (row.step != '' AND row.event NOT IN ('last_steps', 'guidance_lost'))
        OR (row.outcome != '' AND row.event != 'outcomes')
    ),
        'journey, step, outcome: one that this event does not keep',
    row.n > multiIf(row.period = 'undated', 100000000, length(row.period) = 8, 700000, 100000),
        'n: more than such a period can have',
    '1'
)) = 1;

-- Which day each kiosk was last heard, for who looks after the machines; a day, never an hour.
CREATE TABLE IF NOT EXISTS hub.heard_here (kiosk String, day Date)
ENGINE = ReplacingMergeTree(day)
ORDER BY kiosk;

CREATE TABLE IF NOT EXISTS hub.heard AS hub.heard_here
ENGINE = Distributed(counts, hub, heard_here, rand());

CREATE MATERIALIZED VIEW IF NOT EXISTS hub.hear TO hub.heard_here
SQL SECURITY NONE AS
SELECT substring(sender, 7) AS kiosk, today() AS day
FROM hub.inbox;

-- What `take` reads: the counts, and for each kiosk a row without an event, whose period is the day it was last heard.
CREATE VIEW IF NOT EXISTS hub.nightly AS
SELECT kiosk, toString(period) AS period, toString(event) AS event, toString(journey) AS journey, toString(step) AS step,
    toString(outcome) AS outcome, n
FROM hub.latest
UNION ALL
SELECT kiosk, toString(max(day)) AS period, '' AS event, '' AS journey, '' AS step, '' AS outcome, toUInt64(0) AS n
FROM hub.heard
GROUP BY kiosk;
