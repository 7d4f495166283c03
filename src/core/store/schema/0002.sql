-- The second form of a Touchstone project: lists, searches and counts that do not grow with the project, and
-- pictures that are relinked or replaced. What is added for lists is cache: it follows from births and the journal,
-- and the statements after "Filling" make all of it anew.

-- Higher comes first.
ALTER TABLE task ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
-- 1: a visible layer of the item counts instead of this one. Always 0 for predictions and gold.
ALTER TABLE layer ADD COLUMN outranked INTEGER NOT NULL DEFAULT 0;

CREATE INDEX task_by_assignee ON task (assignee, state, priority DESC, item) WHERE assignee IS NOT NULL;
-- How many annotations a layer has is counted in annotation_by_layer; these few are taken off.
CREATE INDEX annotation_deleted ON annotation (layer) WHERE kind IS NULL;
-- label_item answers what it was for, with a row an item in place of a row an annotation.
DROP INDEX annotation_by_label;

-- In the tables below "brought" is the source of the item and "source" the source of the layer, 0 for a layer of
-- a person. What they hold is visible while both are published, so publishing or retiring changes no row of them.

-- Which items have a label, in the layer that counts: one row an item and label.
CREATE TABLE label_item (
    brought INTEGER NOT NULL,
    source INTEGER NOT NULL,
    label INTEGER NOT NULL,
    item INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (brought, source, label, item)
) STRICT, WITHOUT ROWID;

-- How often labels are used. kind 'again' takes off what an instance would be counted twice by: its geometries
-- after the first, with the same label, in the same layer.
CREATE TABLE use_count (
    brought INTEGER NOT NULL,
    source INTEGER NOT NULL,
    label INTEGER NOT NULL,              -- 0: without a label
    kind TEXT NOT NULL,
    counted INTEGER NOT NULL,            -- in layers that count
    present INTEGER NOT NULL,            -- in all layers, predictions and gold included
    PRIMARY KEY (label, brought, source, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE layer_count (
    brought INTEGER NOT NULL,
    source INTEGER NOT NULL,
    author INTEGER NOT NULL,             -- 0 for a layer of a source
    role TEXT NOT NULL,
    layers INTEGER NOT NULL,
    annotations INTEGER NOT NULL,
    PRIMARY KEY (brought, source, author, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_count (
    source INTEGER NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (source, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_count (
    brought INTEGER NOT NULL,
    state TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (brought, state)
) STRICT, WITHOUT ROWID;

-- Parts of paths: which items hold three letters in a row; its rowid is the item. What it finds is compared
-- with the path itself, so neither the order of the letters nor the text is kept.
CREATE VIRTUAL TABLE item_path USING fts5(path, content='', columnsize=0, detail=none, tokenize='trigram');

-- As in version 1: adjudicated, else approved, else submitted, else in progress, else ground truth.
DROP VIEW effective_layer;
CREATE VIEW effective_layer AS
SELECT l.item AS item, l.key AS layer
FROM layer l
LEFT JOIN source s ON s.key = l.source
WHERE l.outranked = 0 AND l.role IN ('adjudicated', 'ground-truth', 'work')
  AND (l.source IS NULL OR s.state = 'published');

-- Which layers of an item count before which: the smallest place, and within it the newest. Left out are
-- predictions, gold, and what is not published yet.
CREATE VIEW layer_rank AS
SELECT l.item AS item, l.key AS layer, (l.source IS NULL OR s.state = 'published') AS visible,
       CASE WHEN l.role = 'adjudicated' THEN 0
            WHEN l.role = 'ground-truth' AND s.continue_from THEN 4
            WHEN l.role = 'ground-truth' THEN 5
            WHEN t.state = 'approved' THEN 1
            WHEN t.state IN ('submitted', 'in_review') THEN 2
            ELSE 3 END AS place
FROM layer l
LEFT JOIN source s ON s.key = l.source
LEFT JOIN task t ON t.key = l.task
WHERE l.role IN ('adjudicated', 'ground-truth', 'work') AND (l.source IS NULL OR s.state <> 'pending');

-- What files said of annotations. In source_record an import put each row in front of those of images; here it
-- comes last, at a quarter of the cost.
CREATE TABLE annotation_record (
    annotation INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (key),
    ord INTEGER NOT NULL,
    external_id ANY,
    fields TEXT,
    geometry TEXT
) STRICT;
INSERT INTO annotation_record
SELECT object, source, ord, external_id, fields, geometry FROM source_record WHERE kind = 'annotation' ORDER BY object;
DELETE FROM source_record WHERE kind = 'annotation';

-- Relinked and replaced pictures. A medium joins the objects that Edits change: where its file is now, and what
-- the file was when somebody took a changed one for the medium. Revision 0 is the medium as it was added.
CREATE TABLE object_rev_next (
    kind TEXT NOT NULL
        CHECK (kind IN ('project', 'member', 'label', 'root', 'source', 'task', 'layer', 'medium')),
    object INTEGER NOT NULL,
    rev INTEGER NOT NULL CHECK (rev > 0),
    edit INTEGER NOT NULL REFERENCES edit (seq),
    body TEXT,
    PRIMARY KEY (kind, object, rev)
) STRICT, WITHOUT ROWID;
INSERT INTO object_rev_next SELECT kind, object, rev, edit, body FROM object_rev;
-- Views name the table; without this, renaming would stumble over them while it is gone.
PRAGMA legacy_alter_table = ON;
DROP TABLE object_rev;
ALTER TABLE object_rev_next RENAME TO object_rev;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX object_rev_by_edit ON object_rev (edit);

ALTER TABLE medium ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;     -- cache
ALTER TABLE medium ADD COLUMN at_root INTEGER REFERENCES root (key);  -- cache; NULL: where it was added
ALTER TABLE medium ADD COLUMN at_path TEXT;                       -- cache
-- A fact like bytes and hash: when the file was last written, in microseconds since 1970, as of when its hash was
-- taken. While both are what the file system says, the file is not read again.
ALTER TABLE medium ADD COLUMN modified INTEGER;

-- Filling.

UPDATE task SET priority = coalesce((SELECT CAST(r.body ->> '$.priority' AS INTEGER) FROM object_rev r
    WHERE r.kind = 'task' AND r.object = task.key AND r.rev = task.rev), 0)
WHERE rev > 0;

UPDATE layer SET outranked = 1 WHERE key IN (
    SELECT a.layer FROM layer_rank a JOIN layer_rank b ON b.item = a.item AND b.visible
    AND (b.place < a.place OR (b.place = a.place AND b.layer > a.layer)));

INSERT INTO item_count SELECT source, kind, count(*) FROM item GROUP BY source, kind;

INSERT INTO task_count
SELECT i.source, t.state, count(*) FROM task t JOIN item i ON i.key = t.item GROUP BY i.source, t.state;

INSERT INTO layer_count
SELECT i.source, coalesce(l.source, 0), coalesce(l.author, 0), l.role, count(*),
       sum((SELECT count(*) FROM annotation a WHERE a.layer = l.key AND a.kind IS NOT NULL))
FROM layer l
JOIN item i ON i.key = l.item
GROUP BY 1, 2, 3, 4;

INSERT INTO use_count
SELECT i.source, coalesce(l.source, 0), coalesce(a.label, 0), a.kind,
       sum(l.outranked = 0 AND l.role IN ('adjudicated', 'ground-truth', 'work')), count(*)
FROM layer l
JOIN item i ON i.key = l.item
JOIN annotation a ON a.layer = l.key AND a.kind IS NOT NULL
GROUP BY 1, 2, 3, 4;

INSERT INTO use_count
SELECT brought, source, label, 'again', sum(n - 1), 0
FROM (SELECT i.source AS brought, coalesce(l.source, 0) AS source, coalesce(a.label, 0) AS label, count(*) AS n
      FROM layer l
      JOIN item i ON i.key = l.item
      JOIN annotation a ON a.layer = l.key AND a.kind IS NOT NULL
      JOIN annotation_rev r ON r.annotation = a.key AND r.rev = a.rev AND instr(r.body, '"instance":') > 0
      WHERE l.outranked = 0 AND l.role IN ('adjudicated', 'ground-truth', 'work')
        AND r.body ->> '$.instance' IS NOT NULL
      GROUP BY l.key, a.label, r.body ->> '$.instance')
WHERE n > 1
GROUP BY 1, 2, 3;

INSERT INTO label_item
SELECT i.source, coalesce(l.source, 0), a.label, l.item, count(*)
FROM layer l
JOIN item i ON i.key = l.item
JOIN annotation a ON a.layer = l.key AND a.kind IS NOT NULL AND a.label IS NOT NULL
WHERE l.outranked = 0 AND l.role IN ('adjudicated', 'ground-truth', 'work')
GROUP BY 1, 2, 3, 4;

INSERT INTO item_path (rowid, path) SELECT i.key, m.path FROM item i JOIN medium m ON m.key = i.medium;
