-- The same hub in the dialect of Debian's ClickHouse 18.16, to try two shards with what Debian has; for a region take
-- ../schema.sql. Missing here: LowCardinality, tuples read from JSON (the body comes as one text, and is cut by a
-- regular expression; it must be compact), rights on tables, currentUser() (the sender is not compared), syncing of
-- parts, handlers (the proxy gives the query),
-- the day on which a kiosk was last heard.

CREATE DATABASE IF NOT EXISTS hub;

CREATE TABLE IF NOT EXISTS hub.counts
(
    kiosk String, period String, event String, journey String, step String, outcome String, n UInt64
)
ENGINE = ReplacingMergeTree(n)
ORDER BY (kiosk, period, event, journey, step, outcome);

CREATE TABLE IF NOT EXISTS hub.everywhere AS hub.counts
ENGINE = Distributed(counts, hub, counts, sipHash64(kiosk));

CREATE VIEW IF NOT EXISTS hub.latest AS
SELECT kiosk, period, event, journey, step, outcome, max(n) AS n
FROM hub.everywhere
GROUP BY kiosk, period, event, journey, step, outcome;

CREATE VIEW IF NOT EXISTS hub.nightly AS
SELECT kiosk, period, event, journey, step, outcome, n
FROM hub.latest;

CREATE TABLE IF NOT EXISTS hub.inbox (body String) ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS hub.unfold TO hub.everywhere AS
SELECT
    visitParamExtractString(row, 'kiosk') AS kiosk,
    visitParamExtractString(row, 'period') AS period,
    visitParamExtractString(row, 'event') AS event,
    visitParamExtractString(row, 'journey') AS journey,
    visitParamExtractString(row, 'step') AS step,
    visitParamExtractString(row, 'outcome') AS outcome,
    visitParamExtractUInt(row, 'n') AS n
FROM hub.inbox ARRAY JOIN extractAll(body, '\\{[^{}]*\\}') AS row
WHERE toUInt8(multiIf(
    NOT match(kiosk, '^[0-9a-f]{32}$'),
        'kiosk: not 32 hex digits',
    NOT match(period, '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-W[0-9]{2}|undated)$'),
        'period: no day, no ISO week, not undated',
    event NOT IN ('visits', 'outcomes', 'last_steps', 'minutes', 'guidance_lost', 'hours_up'),
        'event: unknown',
    NOT match(concat(journey, step, outcome), '^[A-Za-z0-9_@:.~-]{0,240}$'),
        'journey, step, outcome: A-Za-z0-9_@:.~-',
    '1'
)) = 1;
