-- The third form of a Touchstone project: annotations of more kinds. What a kind looks like stands in the body of its
-- revision, under the name of the kind, so no table changes; programs that know only four kinds must not write here.

DROP VIEW annotation_json;
-- One row an annotation of an effective layer: pandas.read_sql('SELECT * FROM annotation_json', db).
CREATE VIEW annotation_json AS
WITH RECURSIVE resolved(key, into_key) AS (
    SELECT key, key FROM label
    UNION
    SELECT resolved.key, target.key
    FROM resolved
    JOIN label_list now ON now.key = resolved.into_key AND now.merged_into IS NOT NULL
    JOIN label target ON lower(hex(target.uuid)) = replace(now.merged_into, '-', ''))
SELECT a.key, lower(hex(a.uuid)) AS uuid, m.path AS item, n.name AS label,
       coalesce(who.name, s.author) AS author, a.kind AS shape,
       json_array(a.x0, a.y0, a.x1 - a.x0, a.y1 - a.y0) AS box,
       r.body -> '$.polygon' AS rings,
       r.body -> ('$.' || a.kind) AS geometry,
       r.body ->> '$.instance' AS instance,
       coalesce(r.body -> '$.attributes', '{}') AS attributes,
       coalesce(r.body ->> '$.crowd', 0) AS crowd,
       coalesce(r.body ->> '$.occluded', 0) AS occluded,
       coalesce(r.body ->> '$.truncated', 0) AS truncated,
       coalesce(r.body ->> '$.unsure', 0) AS unsure,
       r.body ->> '$.score' AS score
FROM effective_layer e
JOIN annotation a ON a.layer = e.layer AND a.kind IS NOT NULL
JOIN annotation_rev r ON r.annotation = a.key AND r.rev = a.rev
JOIN layer l ON l.key = e.layer
JOIN item i ON i.key = l.item
JOIN source brought ON brought.key = i.source AND brought.state = 'published'
JOIN medium m ON m.key = i.medium
LEFT JOIN source s ON s.key = l.source
LEFT JOIN member who ON who.key = l.author
LEFT JOIN resolved w ON w.key = a.label
     AND NOT EXISTS (SELECT 1 FROM label_list again WHERE again.key = w.into_key AND again.merged_into IS NOT NULL)
LEFT JOIN label_list n ON n.key = w.into_key;
