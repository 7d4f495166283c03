-- The first form of a Touchstone project. docs/file_format.md says what each table means.
-- Columns marked "cache" can be rebuilt from the journal; all others are written once.

CREATE TABLE member (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    rev INTEGER NOT NULL DEFAULT 0,      -- cache
    name TEXT                            -- cache
) STRICT;

CREATE TABLE edit (
    seq INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    author INTEGER NOT NULL REFERENCES member (key),
    session BLOB NOT NULL CHECK (length(session) = 16),
    scope INTEGER NOT NULL,              -- key of an item; -1 project, -2 ontology, -3 data
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'start', 'publish')),
    target INTEGER REFERENCES edit (seq),
    merge_key TEXT NOT NULL,
    prev INTEGER REFERENCES edit (seq),
    undo_next INTEGER REFERENCES edit (seq),
    redo_next INTEGER REFERENCES edit (seq),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,                 -- microseconds since 1970, UTC
    source INTEGER,
    batch BLOB,
    ontology INTEGER NOT NULL,
    guideline INTEGER NOT NULL
) STRICT;
CREATE INDEX edit_by_scope ON edit (scope, author, seq);

CREATE TABLE edit_hash (
    chain INTEGER NOT NULL,              -- key of a task; 0 for the rest
    edit INTEGER NOT NULL REFERENCES edit (seq),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (chain, edit)
) STRICT, WITHOUT ROWID;

-- Everything that is not an annotation: one row a revision, the whole value as JSON. NULL: deleted.
CREATE TABLE object_rev (
    kind TEXT NOT NULL CHECK (kind IN ('project', 'member', 'label', 'root', 'source', 'task', 'layer')),
    object INTEGER NOT NULL,
    rev INTEGER NOT NULL CHECK (rev > 0),
    edit INTEGER NOT NULL REFERENCES edit (seq),
    body TEXT,
    PRIMARY KEY (kind, object, rev)
) STRICT, WITHOUT ROWID;
CREATE INDEX object_rev_by_edit ON object_rev (edit);

CREATE TABLE project (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    rev INTEGER NOT NULL DEFAULT 0       -- cache
) STRICT;

CREATE TABLE label (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    rev INTEGER NOT NULL DEFAULT 0       -- cache
) STRICT;

CREATE TABLE root (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    rev INTEGER NOT NULL DEFAULT 0       -- cache
) STRICT;

CREATE TABLE source (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    hash BLOB,
    options TEXT NOT NULL,
    author TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('work', 'ground-truth', 'prediction', 'gold', 'adjudicated')),
    continue_from INTEGER NOT NULL,
    at INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,      -- cache
    state TEXT NOT NULL DEFAULT 'pending'  -- cache
) STRICT;

CREATE TABLE medium (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    source INTEGER NOT NULL REFERENCES source (key),
    root INTEGER NOT NULL REFERENCES root (key),
    path TEXT NOT NULL,                  -- relative to the root, '/'
    width INTEGER,                       -- facts: found by looking, may be unknown
    height INTEGER,
    orientation INTEGER,
    bytes INTEGER,
    hash BLOB
) STRICT;
CREATE INDEX medium_by_path ON medium (root, path);
CREATE INDEX medium_by_name ON medium (path);

CREATE TABLE item (
    key INTEGER PRIMARY KEY,             -- order of the list: natural path order within one addition
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    source INTEGER NOT NULL REFERENCES source (key),
    kind TEXT NOT NULL CHECK (kind IN ('image', 'text')),
    medium INTEGER NOT NULL REFERENCES medium (key),
    part INTEGER
) STRICT;
CREATE INDEX item_by_medium ON item (medium);
CREATE INDEX item_by_source ON item (source);

CREATE TABLE task (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    source INTEGER REFERENCES source (key),
    item INTEGER NOT NULL REFERENCES item (key),
    kind TEXT NOT NULL CHECK (kind IN ('label', 'adjudicate')),
    rev INTEGER NOT NULL DEFAULT 0,      -- cache
    state TEXT NOT NULL DEFAULT 'unassigned',  -- cache
    assignee INTEGER                     -- cache
) STRICT;
CREATE INDEX task_by_item ON task (item);
CREATE INDEX task_by_state ON task (state, item);
CREATE INDEX task_by_source ON task (source);

CREATE TABLE layer (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    item INTEGER NOT NULL REFERENCES item (key),
    role TEXT NOT NULL CHECK (role IN ('work', 'ground-truth', 'prediction', 'gold', 'adjudicated')),
    task INTEGER REFERENCES task (key),
    author INTEGER REFERENCES member (key),
    source INTEGER REFERENCES source (key),
    base INTEGER REFERENCES layer (key),
    edit INTEGER REFERENCES edit (seq),  -- the start Edit of a work layer
    rev INTEGER NOT NULL DEFAULT 0,      -- cache
    confirmed_empty INTEGER NOT NULL DEFAULT 0  -- cache
) STRICT;
CREATE INDEX layer_by_item ON layer (item);
CREATE INDEX layer_by_source ON layer (source);

CREATE TABLE annotation (
    key INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    layer INTEGER NOT NULL REFERENCES layer (key),
    source INTEGER,
    based_on INTEGER,                    -- annotation of the base layer, and its revision
    based_on_rev INTEGER,
    rev INTEGER NOT NULL DEFAULT 0,      -- cache
    label INTEGER,                       -- cache; NULL when deleted
    kind TEXT,                           -- cache; NULL when deleted
    x0 REAL, y0 REAL, x1 REAL, y1 REAL   -- cache
) STRICT;
CREATE INDEX annotation_by_layer ON annotation (layer);
CREATE INDEX annotation_by_label ON annotation (label, layer);

-- edit is NULL for the rows of a source: it is the birth of the source that tells who and when.
CREATE TABLE annotation_rev (
    annotation INTEGER NOT NULL REFERENCES annotation (key),
    rev INTEGER NOT NULL CHECK (rev > 0),
    edit INTEGER REFERENCES edit (seq),
    label INTEGER REFERENCES label (key),
    body TEXT,                           -- JSON; NULL: deleted
    PRIMARY KEY (annotation, rev)
) STRICT;
CREATE INDEX annotation_rev_by_edit ON annotation_rev (edit) WHERE edit IS NOT NULL;

CREATE TABLE tile (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    runs BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source_record (
    kind TEXT NOT NULL CHECK (kind IN ('top', 'category', 'image', 'annotation')),
    object INTEGER NOT NULL,             -- key of label, item, annotation; 0 for the top level
    source INTEGER NOT NULL REFERENCES source (key),
    ord INTEGER NOT NULL,
    external_id ANY,
    fields TEXT,
    geometry TEXT,
    PRIMARY KEY (kind, object, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    item INTEGER NOT NULL REFERENCES item (key),
    author INTEGER NOT NULL REFERENCES member (key),
    tool TEXT NOT NULL,
    base_rev INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (item, author)
) STRICT, WITHOUT ROWID;

-- Questions that everybody asks, answered without this program.

CREATE VIEW label_list AS
SELECT l.key, lower(hex(l.uuid)) AS uuid, r.body ->> '$.name' AS name, r.body ->> '$.color' AS color,
       r.body ->> '$.key' AS shortcut, r.body ->> '$.order' AS ord, r.body ->> '$.mergedInto' AS merged_into,
       coalesce(r.body ->> '$.retired', 0) AS retired
FROM label l
JOIN object_rev r ON r.kind = 'label' AND r.object = l.key AND r.rev = l.rev
WHERE r.body IS NOT NULL;

CREATE VIEW item_list AS
SELECT i.key, lower(hex(i.uuid)) AS uuid, i.kind, m.path, m.width, m.height, t.key AS task, t.state,
       a.name AS assignee
FROM item i
JOIN source s ON s.key = i.source AND s.state = 'published'
JOIN medium m ON m.key = i.medium
LEFT JOIN task t ON t.item = i.key AND t.kind = 'label'
LEFT JOIN member a ON a.key = t.assignee;

-- Adjudicated, else approved, else submitted, else in progress, else ground truth: first of sources to go on
-- from, then of those only to compare with, the newest first.
CREATE VIEW effective_layer AS
SELECT item, layer FROM (
    SELECT l.item AS item, l.key AS layer,
           row_number() OVER (PARTITION BY l.item ORDER BY
               CASE WHEN l.role = 'adjudicated' THEN 0
                    WHEN l.role = 'ground-truth' AND s.continue_from THEN 4
                    WHEN l.role = 'ground-truth' THEN 5
                    WHEN t.state = 'approved' THEN 1
                    WHEN t.state IN ('submitted', 'in_review') THEN 2
                    ELSE 3 END, l.key DESC) AS place
    FROM layer l
    LEFT JOIN source s ON s.key = l.source
    LEFT JOIN task t ON t.key = l.task
    WHERE l.role IN ('adjudicated', 'ground-truth', 'work') AND (l.source IS NULL OR s.state = 'published'))
WHERE place = 1;

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
       coalesce(r.body -> '$.attributes', '{}') AS attributes,
       coalesce(r.body ->> '$.crowd', 0) AS crowd, r.body ->> '$.score' AS score
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

CREATE VIEW history AS
SELECT e.seq, datetime(e.at / 1000000, 'unixepoch') AS at_utc, m.name AS author, e.kind, e.text, d.path AS item,
       (SELECT count(*) FROM annotation_rev r WHERE r.edit = e.seq)
           + (SELECT count(*) FROM object_rev r WHERE r.edit = e.seq) AS changes
FROM edit e
JOIN member m ON m.key = e.author
LEFT JOIN item i ON i.key = e.scope
LEFT JOIN medium d ON d.key = i.medium;
