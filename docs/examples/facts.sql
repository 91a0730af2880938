-- Facts in Parquet, read by DuckDB (2 or newer):
--
--     gigawire backfill archive/ --to facts.parquet
--     duckdb < facts.sql
--
-- A backfill writes each fact once. Where files of several runs are read together
-- ('facts/*.parquet'), the same fact may stand in two: DISTINCT ON (id) drops it.

CREATE VIEW facts AS SELECT DISTINCT ON (id) * FROM 'facts.parquet';

-- How many of each type, and how sure they are.
SELECT type, count(*) AS facts, round(avg(confidence), 2) AS confidence
FROM facts GROUP BY type ORDER BY facts DESC;

-- The latest that is said of each company's worth.
SELECT DISTINCT ON (company_id) company_name, high, currency, status, article_published, evidence_sentence
FROM facts WHERE type = 'valuation' AND status = 'actual'
ORDER BY company_id, article_published DESC;

-- Gigawatts by site.
SELECT site, kind, max(high) AS gigawatts, count(DISTINCT article_id) AS articles
FROM facts WHERE type = 'gigawatt' AND site <> ''
GROUP BY site, kind ORDER BY gigawatts DESC;
