-- Concentration of one stage of one material in one year by one source: measurement 4.10.
-- View stage(material, stage, source, year, economy, named, role, value, status): value is the number that compares within the cell
-- (quantity, or share where the source gives only shares; the world row of such a cell is 1), NULL where the source gives none.
-- Parameter :t_unbalanced. The top of ties is the first by code. Projections never count.
WITH cell AS (
    SELECT material, stage, source, year,
           MAX(CASE WHEN role = 'WORLD' THEN value END) AS world_total,
           COALESCE(SUM(CASE WHEN role = 'NAMED' THEN value END), 0) AS named_total,
           COALESCE(SUM(CASE WHEN role = 'REST' THEN value END), 0) AS rest_total,
           COALESCE(SUM(CASE WHEN role = 'NAMED' THEN value * value END), 0) AS squares,
           MIN(CASE WHEN role = 'NAMED' AND value > 0 THEN value END) AS smallest,
           COUNT(CASE WHEN role = 'NAMED' AND value > 0 THEN 1 END) AS economies
    FROM stage
    WHERE status <> 'PROJECTED'
    GROUP BY material, stage, source, year
), based AS (
    SELECT material, stage, source, year, world_total, named_total, rest_total, squares, smallest, economies,
           CASE WHEN world_total IS NULL OR world_total <= 0 THEN NULL
                WHEN (ABS(named_total + rest_total - world_total) > :t_unbalanced * world_total OR named_total > world_total)
                     AND named_total + rest_total > world_total THEN named_total + rest_total
                ELSE world_total END AS base,
           CASE WHEN world_total > 0 AND ABS(named_total + rest_total - world_total) > :t_unbalanced * world_total
                THEN TRUE ELSE FALSE END AS unbalanced
    FROM cell
), shared AS (
    SELECT material, stage, source, year, world_total, named_total, rest_total, economies, base, unbalanced,
           squares / NULLIF(base * base, 0) AS hhi_low,
           CASE WHEN base > named_total THEN (base - named_total) / NULLIF(base, 0) WHEN base IS NULL THEN NULL ELSE 0 END AS rest,
           smallest / NULLIF(base, 0) AS smallest_share
    FROM based
), fitted AS (
    SELECT material, stage, source, year, world_total, named_total, rest_total, economies, base, unbalanced, hhi_low, rest,
           smallest_share,
           -- the whole number below: a cast rounds in one engine and cuts in the other
           CASE WHEN smallest_share <= rest
                THEN CASE WHEN CAST(CAST(rest / NULLIF(smallest_share, 0) AS BIGINT) AS DOUBLE) > rest / NULLIF(smallest_share, 0)
                          THEN CAST(CAST(rest / NULLIF(smallest_share, 0) AS BIGINT) AS DOUBLE) - 1
                          ELSE CAST(CAST(rest / NULLIF(smallest_share, 0) AS BIGINT) AS DOUBLE) END
                END AS fits
    FROM shared
), ranked AS (
    SELECT material, stage, source, year, economy, value,
           ROW_NUMBER() OVER (PARTITION BY material, stage, source, year ORDER BY value DESC NULLS LAST, economy ASC NULLS LAST) AS place,
           COUNT(1) OVER (PARTITION BY material, stage, source, year, value) AS equals
    FROM stage
    WHERE status <> 'PROJECTED' AND role = 'NAMED' AND value > 0
)
SELECT f.material, f.stage, f.source, f.year, f.economies, r.economy AS top_economy,
       CASE WHEN r.equals > 1 THEN TRUE ELSE FALSE END AS tied,
       r.value / NULLIF(f.base, 0) AS top_share,
       f.hhi_low,
       f.hhi_low + f.rest * f.rest AS hhi_high,
       CASE WHEN f.fits IS NULL THEN f.hhi_low + f.rest * f.rest
            ELSE f.hhi_low + f.fits * f.smallest_share * f.smallest_share
                 + (f.rest - f.fits * f.smallest_share) * (f.rest - f.fits * f.smallest_share) END AS hhi_high_top_list,
       f.world_total, f.named_total, f.rest_total, f.base, f.unbalanced
FROM fitted f
LEFT JOIN ranked r ON r.material = f.material AND r.stage = f.stage AND r.source = f.source AND r.year = f.year AND r.place = 1
ORDER BY f.material ASC NULLS LAST, f.stage ASC NULLS LAST, f.source ASC NULLS LAST, f.year ASC NULLS LAST
