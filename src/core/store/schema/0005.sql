-- The fifth form of a Touchstone project: entries of named lists, and labels that stand under one another. Entries come
-- with a source of the format "list", whose options name the list; a list holds those of its published source, of which
-- there is one. What labels, attributes and relations say besides stands in the bodies of labels, so no table changes.

CREATE TABLE list_entry (
    source INTEGER NOT NULL REFERENCES source (key),
    ord INTEGER NOT NULL,                -- in the order of the file, from 1
    id TEXT NOT NULL,                    -- what annotations hold
    name TEXT NOT NULL,
    more TEXT,                           -- JSON object of the other columns
    PRIMARY KEY (source, ord)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX list_entry_by_id ON list_entry (source, id);

CREATE VIEW entry_list AS
SELECT s.options ->> '$.list' AS list, e.id, e.name, e.more
FROM source s
JOIN list_entry e ON e.source = s.key
WHERE s.format = 'list' AND s.state = 'published';

DROP VIEW label_list;
CREATE VIEW label_list AS
SELECT l.key, lower(hex(l.uuid)) AS uuid, r.body ->> '$.name' AS name, r.body ->> '$.color' AS color,
       r.body ->> '$.key' AS shortcut, r.body ->> '$.order' AS ord, r.body ->> '$.mergedInto' AS merged_into,
       coalesce(r.body ->> '$.retired', 0) AS retired, r.body ->> '$.parent' AS parent
FROM label l
JOIN object_rev r ON r.kind = 'label' AND r.object = l.key AND r.rev = l.rev
WHERE r.body IS NOT NULL;
