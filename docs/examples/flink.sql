-- Facts as tables of Flink SQL (2 or newer, with its Kafka connector and JSON format).

CREATE TABLE valuations (
  `id` STRING,
  `article` ROW<`id` STRING, `url` STRING, `title` STRING, `source` STRING, `published` TIMESTAMP_LTZ(3)>,
  `evidence` ROW<`field` STRING, `text` STRING, `start` INT, `end` INT, `sentence` STRING>,
  `confidence` DOUBLE,
  `company` ROW<`name` STRING, `id` STRING, `ticker` STRING, `exchange` STRING>,
  `amount` ROW<`low` DOUBLE, `high` DOUBLE, `currency` STRING, `qualifier` STRING>,
  `status` STRING,
  `basis` STRING,
  `written` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `written` AS `written` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'facts.valuations',
  'properties.bootstrap.servers' = 'localhost:9094',
  'properties.group.id' = 'flink-valuations',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601',
  'json.ignore-parse-errors' = 'false'
);

CREATE TABLE gigawatts (
  `id` STRING,
  `article` ROW<`id` STRING, `url` STRING, `source` STRING>,
  `confidence` DOUBLE,
  `power` ROW<`low` DOUBLE, `high` DOUBLE, `unit` STRING, `qualifier` STRING>,
  `kind` STRING,
  `status` STRING,
  `companies` ARRAY<ROW<`name` STRING, `id` STRING, `part` STRING>>,
  `site` STRING,
  `place` STRING,
  `count` INT
) WITH (
  'connector' = 'kafka',
  'topic' = 'facts.gigawatts',
  'properties.bootstrap.servers' = 'localhost:9094',
  'properties.group.id' = 'flink-gigawatts',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

-- What holds now: the compacted topic of states as a table that is updated.
CREATE TABLE states (
  `key` STRING,
  `kind` STRING,
  `name` STRING,
  `value` ROW<`low` DOUBLE, `high` DOUBLE>,
  `unit` STRING,
  `status` STRING,
  `articles` INT,
  `outlets` INT,
  `spread` ROW<`low` DOUBLE, `high` DOUBLE>,
  PRIMARY KEY (`key`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'facts.state',
  'properties.bootstrap.servers' = 'localhost:9094',
  'key.format' = 'raw',
  'value.format' = 'json',
  'value.fields-include' = 'EXCEPT_KEY'
);

-- Repeats are dropped by their ID: the first of each holds.
CREATE VIEW valuations_once AS
SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `written`) AS n FROM valuations
) WHERE n = 1;
