/** The ledger's schema, as the steps from one version to the next. The version is the number of steps applied. */

/** A step from one version of the schema to the next. A released step is never edited. */
export interface Migration {
  readonly apply: string
  /** Makes a ledger of the version before readable, without changing it: another process may be working on it. */
  readonly overlay?: string
}

const currentScan = "coalesce((SELECT CAST(value AS INTEGER) FROM main.meta WHERE name = 'pass'), 0)"

const correctionTables = (kind: "" | "TEMP") => `
    CREATE ${kind} TABLE kind (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL,
      place TEXT NOT NULL,
      field TEXT NOT NULL,
      reason TEXT NOT NULL,
      suggestion TEXT NOT NULL,
      UNIQUE (code, place, field, reason, suggestion)
    );
    CREATE ${kind} TABLE corrected (origin BLOB PRIMARY KEY, natural BLOB NOT NULL) WITHOUT ROWID;
    CREATE ${kind} TABLE difference (natural BLOB PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;
    `

/** The columns of a row since the first version. */
const rowColumns = `natural, body, line, pass, attempt, first_sent, first_sent_server, doubt_since, updating, outcome,
      resource, differing, after_doubt, code, reason, pointer, request`

const chunkTable = (kind: "" | "TEMP") => `
    CREATE ${kind} TABLE chunk (
      id INTEGER PRIMARY KEY ${kind === "" ? "AUTOINCREMENT" : ""},
      engine TEXT NOT NULL,
      members BLOB NOT NULL,
      digest BLOB NOT NULL,
      first_sent INTEGER NOT NULL,
      first_sent_server INTEGER,
      job TEXT,
      ended INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      until INTEGER,
      rest TEXT,
      counted INTEGER NOT NULL DEFAULT 0,
      after_doubt INTEGER NOT NULL DEFAULT 0
    );
    `

/** Rows with what they have ended as: by themselves, or as their chunk says. */
const knownView = (kind: "" | "TEMP") => `
    CREATE ${kind} VIEW known AS
      SELECT row.id AS id, natural, body, line, pass, attempt, row.first_sent, row.first_sent_server, doubt_since, updating,
        CASE WHEN row.outcome IS NOT NULL THEN row.outcome
          WHEN place < until THEN chunk.outcome ELSE chunk.rest END AS outcome,
        resource, differing,
        CASE WHEN row.outcome IS NULL THEN coalesce(chunk.after_doubt, 0) ELSE row.after_doubt END AS after_doubt,
        code, reason, pointer, request,
        CASE WHEN row.outcome IS NULL THEN coalesce(chunk.counted, 0) ELSE row.counted END AS counted
      FROM row LEFT JOIN chunk ON chunk.id = row.chunk;
    `

export const migrations: ReadonlyArray<Migration> = [
  {
    apply: `
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE row (
      natural BLOB PRIMARY KEY,
      body BLOB NOT NULL,
      line INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      first_sent INTEGER,
      first_sent_server INTEGER,
      doubt_since INTEGER,
      updating INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      resource TEXT,
      differing INTEGER NOT NULL DEFAULT 0,
      after_doubt INTEGER NOT NULL DEFAULT 0,
      code TEXT,
      reason TEXT,
      pointer TEXT,
      request TEXT
    ) WITHOUT ROWID;
    CREATE INDEX refused_row ON row (line) WHERE outcome = 'Rejected';
    CREATE TABLE duplicate (line INTEGER NOT NULL, first_line INTEGER NOT NULL);
    CREATE TABLE refused (line INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, pointer TEXT);
    `
  },
  {
    // A retry has to know which lines the scans before it refused, while it notes its own.
    apply: `
    ALTER TABLE refused RENAME TO refused_before;
    CREATE TABLE refused (
      line INTEGER PRIMARY KEY,
      pass INTEGER NOT NULL,
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      pointer TEXT
    );
    INSERT OR REPLACE INTO refused SELECT line, ${currentScan}, code, reason, pointer FROM refused_before;
    DROP TABLE refused_before;
    `,
    overlay: `
    CREATE TEMP TABLE refused AS
      SELECT line, ${currentScan} AS pass, code, reason, pointer FROM main.refused;
    `
  },
  {
    // Rejected rows come back corrected: what they were has to be known again, and what was wrong with them.
    apply: `
    ALTER TABLE refused ADD COLUMN record BLOB;
    ALTER TABLE refused ADD COLUMN kinds TEXT;
    CREATE INDEX duplicate_line ON duplicate (line);
    ${correctionTables("")}
    `,
    overlay: `
    CREATE TEMP TABLE refused_now AS
      SELECT line, pass, code, reason, pointer, NULL AS record, NULL AS kinds FROM refused;
    DROP TABLE IF EXISTS temp.refused;
    ALTER TABLE temp.refused_now RENAME TO refused;
    ${correctionTables("TEMP")}
    `
  },
  {
    // Rows leave together and end alike. A row lies beside those that were read with it, so that what is written at one
    // time is a few pages; by its digest, which is anywhere, it is found through an index that is kept apart.
    apply: `
    DROP INDEX refused_row;
    ALTER TABLE row RENAME TO row_before;
    CREATE TABLE row (
      id INTEGER PRIMARY KEY,
      natural BLOB NOT NULL,
      body BLOB NOT NULL,
      line INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      first_sent INTEGER,
      first_sent_server INTEGER,
      doubt_since INTEGER,
      updating INTEGER NOT NULL DEFAULT 0,
      outcome TEXT,
      resource TEXT,
      differing INTEGER NOT NULL DEFAULT 0,
      after_doubt INTEGER NOT NULL DEFAULT 0,
      code TEXT,
      reason TEXT,
      pointer TEXT,
      request TEXT,
      counted INTEGER NOT NULL DEFAULT 0,
      chunk INTEGER,
      place INTEGER
    );
    INSERT INTO row (${rowColumns}) SELECT ${rowColumns} FROM row_before;
    DROP TABLE row_before;
    CREATE TABLE name (natural BLOB PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO name SELECT natural, id FROM row ORDER BY natural;
    INSERT OR REPLACE INTO meta SELECT 'named', coalesce(max(id), 0) FROM row;
    CREATE INDEX refused_row ON row (line) WHERE outcome = 'Rejected';
    ${chunkTable("")}
    ${knownView("")}
    `,
    overlay: `
    CREATE TEMP VIEW row AS SELECT NULL AS id, *, 0 AS counted, NULL AS chunk, NULL AS place FROM main.row;
    ${chunkTable("TEMP")}
    ${knownView("TEMP")}
    `
  },
  {
    // A row that was rejected because an earlier one has its identity may come back before that one has been sent.
    apply: `
    ALTER TABLE refused ADD COLUMN natural BLOB;
    ALTER TABLE refused ADD COLUMN body BLOB;
    ALTER TABLE refused ADD COLUMN first_line INTEGER;
    CREATE INDEX refused_duplicate ON refused (natural) WHERE natural IS NOT NULL;
    `
  }
]
