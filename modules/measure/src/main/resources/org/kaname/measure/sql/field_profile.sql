-- Growth, leaders and diversity of technology fields, proxy by proxy, and the subject's share and rank: measurement 5.2 without slopes.
-- View activity(scheme, measure, field, economy, role, year, value): role NAMED or WORLD, proxies only, totals of all fields left out.
-- Parameters :year, :subject, :t_window, :t_top_list, :t_entrant. Each proxy stands in its own newest year. Windows: last, previous, and an
-- early one that shares a year with the previous. Means are of the years present; shares are of sums over the years present on both sides.
WITH latest AS (
    SELECT scheme, measure, MAX(year) AS data_year
    FROM activity
    WHERE role = 'WORLD' AND year <= :year
    GROUP BY scheme, measure
), timed AS (
    SELECT a.scheme, a.measure, a.field, a.economy, a.role, a.year, a.value, l.data_year,
           CASE WHEN a.year > l.data_year - :t_window THEN TRUE ELSE FALSE END AS in_last,
           CASE WHEN a.year > l.data_year - 2 * :t_window AND a.year <= l.data_year - :t_window THEN TRUE ELSE FALSE END AS in_previous,
           CASE WHEN a.year > l.data_year - 2 * :t_window - 2 AND a.year <= l.data_year - :t_window - 2 THEN TRUE ELSE FALSE END AS in_early
    FROM activity a
    JOIN latest l ON l.scheme = a.scheme AND l.measure = a.measure
    WHERE a.year <= l.data_year
), world AS (
    SELECT scheme, measure, field, data_year,
           AVG(CASE WHEN in_last THEN value END) AS last_mean,
           AVG(CASE WHEN in_previous THEN value END) AS previous_mean,
           CASE WHEN COUNT(CASE WHEN in_last THEN value END) < :t_window
                  OR COUNT(CASE WHEN in_previous THEN value END) < :t_window
                  OR COUNT(CASE WHEN in_early THEN value END) < :t_window THEN TRUE ELSE FALSE END AS window_partial
    FROM timed
    WHERE role = 'WORLD'
    GROUP BY scheme, measure, field, data_year
), everything AS (
    SELECT scheme, measure,
           LN(SUM(last_mean) / NULLIF(SUM(previous_mean), 0)) / NULLIF(CAST(:t_window AS DOUBLE), 0) AS growth
    FROM world
    WHERE last_mean > 0 AND previous_mean > 0
    GROUP BY scheme, measure
), grown AS (
    SELECT scheme, measure, field, data_year, window_partial,
           CASE WHEN last_mean > 0 AND previous_mean > 0
                THEN LN(last_mean / NULLIF(previous_mean, 0)) / NULLIF(CAST(:t_window AS DOUBLE), 0) END AS growth
    FROM world
), held AS (
    SELECT e.scheme, e.measure, e.field, e.economy,
           SUM(CASE WHEN e.in_last THEN e.value END) / NULLIF(SUM(CASE WHEN e.in_last THEN w.value END), 0) AS last_share,
           SUM(CASE WHEN e.in_early THEN e.value END) / NULLIF(SUM(CASE WHEN e.in_early THEN w.value END), 0) AS early_share
    FROM timed e
    JOIN timed w ON w.scheme = e.scheme AND w.measure = e.measure AND w.field = e.field AND w.year = e.year AND w.role = 'WORLD'
    WHERE e.role = 'NAMED'
    GROUP BY e.scheme, e.measure, e.field, e.economy
), placed AS (
    SELECT scheme, measure, field, economy, last_share, early_share,
           CASE WHEN last_share > 0 THEN ROW_NUMBER() OVER (PARTITION BY scheme, measure, field
               ORDER BY CASE WHEN last_share > 0 THEN last_share END DESC NULLS LAST, economy ASC NULLS LAST) END AS last_place,
           CASE WHEN early_share > 0 THEN ROW_NUMBER() OVER (PARTITION BY scheme, measure, field
               ORDER BY CASE WHEN early_share > 0 THEN early_share END DESC NULLS LAST, economy ASC NULLS LAST) END AS early_place
    FROM held
), spread AS (
    SELECT scheme, measure, field,
           COUNT(last_place) AS active,
           COUNT(early_place) AS active_early,
           MAX(CASE WHEN last_place = 1 THEN economy END) AS leader,
           MAX(CASE WHEN last_place = 1 THEN last_share END) AS leader_share,
           MAX(CASE WHEN last_place = 2 THEN last_share END) AS second_share,
           COUNT(CASE WHEN last_place <= :t_top_list AND early_place <= :t_top_list THEN 1 END) AS common,
           SUM(CASE WHEN last_share > 0 THEN last_share END) AS last_sum,
           SUM(CASE WHEN early_share > 0 THEN early_share END) AS early_sum,
           SUM(CASE WHEN last_share > 0 THEN last_share * LN(CASE WHEN last_share > 0 THEN last_share END) END) AS last_log,
           SUM(CASE WHEN early_share > 0 THEN early_share * LN(CASE WHEN early_share > 0 THEN early_share END) END) AS early_log,
           SUM(CASE WHEN last_share > 0 THEN last_share * last_share END) AS hhi,
           SUM(CASE WHEN early_share > 0 THEN early_share * early_share END) AS hhi_early,
           CASE WHEN COUNT(early_share) > 0
                THEN COALESCE(SUM(CASE WHEN early_share < :t_entrant AND last_share > 0 THEN last_share END), 0) END AS entrant_share,
           MAX(CASE WHEN economy = :subject THEN last_share END) AS subject_share,
           MAX(CASE WHEN economy = :subject THEN last_place END) AS subject_rank
    FROM placed
    GROUP BY scheme, measure, field
), diverse AS (
    -- -sum(p ln p) with p = s / S is ln S - sum(s ln s) / S
    SELECT scheme, measure, field,
           CASE WHEN active > 1 THEN (LN(last_sum) - last_log / NULLIF(last_sum, 0)) / NULLIF(LN(CAST(active AS DOUBLE)), 0) END AS entropy,
           CASE WHEN active_early > 1 THEN (LN(early_sum) - early_log / NULLIF(early_sum, 0))
               / NULLIF(LN(CAST(active_early AS DOUBLE)), 0) END AS entropy_early
    FROM spread
)
SELECT g.scheme, g.measure, g.field, g.data_year, g.growth, g.growth - e.growth AS relative_growth,
       s.leader, s.leader_share, s.leader_share / NULLIF(s.second_share, 0) AS lead_ratio, COALESCE(s.active, 0) AS active,
       CASE WHEN s.active >= :t_top_list AND s.active_early >= :t_top_list
            THEN 1 - CAST(s.common AS DOUBLE) / NULLIF(CAST(:t_top_list AS DOUBLE), 0) END AS churn,
       d.entropy, d.entropy - d.entropy_early AS entropy_trend, s.hhi, s.hhi - s.hhi_early AS hhi_trend, s.entrant_share,
       s.subject_share, s.subject_rank, g.window_partial
FROM grown g
LEFT JOIN everything e ON e.scheme = g.scheme AND e.measure = g.measure
LEFT JOIN spread s ON s.scheme = g.scheme AND s.measure = g.measure AND s.field = g.field
LEFT JOIN diverse d ON d.scheme = g.scheme AND d.measure = g.measure AND d.field = g.field
ORDER BY g.scheme ASC NULLS LAST, g.measure ASC NULLS LAST, g.field ASC NULLS LAST
