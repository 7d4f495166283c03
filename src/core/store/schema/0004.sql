-- The fourth form of a Touchstone project: texts. A text lies in the file, so that spans never lose what they stand on;
-- the medium says where it came from, and item.part which record of it.

CREATE TABLE text (
    item INTEGER PRIMARY KEY REFERENCES item (key),
    hash BLOB NOT NULL CHECK (length(hash) = 32),  -- of names and texts of its blocks
    words TEXT NOT NULL,                 -- the first words, as lists show them
    body TEXT NOT NULL,                  -- JSON: blocks, encoding
    meta TEXT                            -- JSON object of what stands beside the text
) STRICT;
CREATE INDEX text_by_hash ON text (hash);

-- What item_path holds of an item: its path and, below it, the first words of its text.
CREATE VIEW item_words AS
SELECT i.key AS item, i.source AS source,
       CASE WHEN t.words IS NULL THEN m.path ELSE m.path || char(10) || t.words END AS words
FROM item i
JOIN medium m ON m.key = i.medium
LEFT JOIN text t ON t.item = i.key;

DROP VIEW item_list;
CREATE VIEW item_list AS
SELECT i.key, lower(hex(i.uuid)) AS uuid, i.kind, m.path, i.part, x.words, m.width, m.height, t.key AS task, t.state,
       a.name AS assignee
FROM item i
JOIN source s ON s.key = i.source AND s.state = 'published'
JOIN medium m ON m.key = i.medium
LEFT JOIN text x ON x.item = i.key
LEFT JOIN task t ON t.item = i.key AND t.kind = 'label'
LEFT JOIN member a ON a.key = t.assignee;

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
SELECT a.key, lower(hex(a.uuid)) AS uuid, m.path AS item, i.part, n.name AS label,
       coalesce(who.name, s.author) AS author, a.kind AS shape,
       json_array(a.x0, a.y0, a.x1 - a.x0, a.y1 - a.y0) AS box,
       r.body -> '$.polygon' AS rings,
       r.body -> ('$.' || a.kind) AS geometry,
       coalesce(r.body ->> '$.block', 0) AS block,
       -- From the begin of the first piece to the end of the last; SQLite counts code points too.
       CASE WHEN a.kind = 'span' THEN substr(
           (SELECT x.body ->> ('$.blocks[' || coalesce(r.body ->> '$.block', 0) || '].text') FROM text x WHERE x.item = i.key),
           (r.body ->> '$.span[0]') + 1, (r.body ->> '$.span[#-1]') - (r.body ->> '$.span[0]')) END AS surface,
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
