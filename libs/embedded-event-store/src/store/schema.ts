/** "FYES" in ASCII, in the file's header: this is our file and no other program's SQLite file. */
export const APPLICATION_ID = 0x46594553;

/** Grows by one with every change of the tables below; an older product refuses a newer file. */
export const SCHEMA_VERSION = 1;

export const PAGE_BYTES = 4096;

/**
 * `events` is the log, in the order of its primary key, which is what $all reads. `events_by_revision` finds an event
 * of a stream without a scan. Event ids have no index: their randomness would touch a page for every event.
 * `checksum` is CRC-32 over id, type, metadata and data: a flipped byte is found when it is read.
 */
export const SCHEMA = `
CREATE TABLE streams (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  tombstoned INTEGER NOT NULL DEFAULT 0,
  max_count INTEGER,
  max_age INTEGER,
  truncate_before INTEGER
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams (id),
  revision INTEGER NOT NULL,
  id BLOB NOT NULL,
  type TEXT NOT NULL,
  json INTEGER NOT NULL,
  created INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  metadata BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_by_revision ON events (stream, revision);

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
