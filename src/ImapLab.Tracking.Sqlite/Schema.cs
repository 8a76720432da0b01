namespace ImapLab.Tracking.Sqlite;

/// <summary>The tables of a state file. Times are milliseconds since 1970 in UTC.</summary>
internal static class Schema
{
    /// <summary>Marks a SQLite file as ours: "ImLT" in ASCII.</summary>
    public const int ApplicationId = 0x496D4C54;

    /// <summary>Raised with every change of the tables; <see cref="Upgrade"/> brings older files here.</summary>
    public const int Version = 2;

    public const string Sql = """
        CREATE TABLE account (
            name TEXT,
            initialized INTEGER NOT NULL,
            last_folder_number INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL
        ) STRICT;
        INSERT INTO account VALUES (NULL, 0, 0, 0);

        CREATE TABLE folder (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            delimiter TEXT,
            role TEXT NOT NULL,
            baselined INTEGER NOT NULL,
            uid_validity INTEGER,
            uid_next INTEGER,
            message_count INTEGER,
            highest_modseq INTEGER,
            cursor INTEGER NOT NULL,
            mailbox_id TEXT,
            flags_at INTEGER,
            looked_at INTEGER
        ) STRICT;

        -- The UIDs of each folder in chunks of 4096 numbers, as runs. key: folder number * 2^20 + chunk.
        -- unasked: those whose identity nobody has asked for yet.
        CREATE TABLE uid_chunk (
            key INTEGER PRIMARY KEY,
            uids BLOB NOT NULL,
            unasked BLOB
        ) STRICT;
        CREATE INDEX unasked ON uid_chunk (key) WHERE unasked IS NOT NULL;

        -- What is known of messages beyond their UIDs. key: folder number * 2^32 + UID. One integer as the key lets
        -- SQLite fill its pages to the brim where messages come in order, as they do.
        -- flags, labels: numbers of words.
        CREATE TABLE message (
            key INTEGER PRIMARY KEY,
            message_id TEXT,
            size INTEGER,
            internal_date INTEGER,
            email_id TEXT,
            thread_id TEXT,
            flags BLOB,
            labels BLOB
        ) STRICT;

        -- Finds the same message in another folder: few have the same date to the millisecond, so what else is the same
        -- need not be in the index.
        CREATE INDEX message_date ON message (internal_date) WHERE internal_date IS NOT NULL;

        -- Messages that are there and not told yet, as they may have moved. key as in message. json: their messageNew.
        CREATE TABLE awaited (
            key INTEGER PRIMARY KEY,
            since INTEGER NOT NULL,
            json TEXT NOT NULL
        ) STRICT;

        -- What threads are known by, where that is not the thread's own name.
        CREATE TABLE thread (
            key TEXT PRIMARY KEY,
            thread_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE word (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;

        -- Messages that are gone, and what was known of them. key as in message. held: not told, it may have moved.
        CREATE TABLE gone (
            key INTEGER PRIMARY KEY,
            path TEXT NOT NULL,
            at INTEGER NOT NULL,
            last_seen INTEGER,
            proof TEXT NOT NULL,
            held INTEGER NOT NULL,
            identified INTEGER NOT NULL,
            message_id TEXT,
            size INTEGER,
            internal_date INTEGER,
            email_id TEXT,
            thread_id TEXT,
            flags BLOB,
            labels BLOB,
            subject TEXT,
            sender TEXT
        ) STRICT;
        CREATE INDEX gone_at ON gone (at);
        CREATE INDEX held ON gone (key) WHERE held = 1;

        -- Every event told: what sinks have still to take, and the history. message as key in message.
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            event TEXT NOT NULL,
            path TEXT,
            message INTEGER,
            event_id TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_at ON event (at);
        CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;

        -- All up to the cursor is settled, except for what is put off. enrolled: somebody delivers to it now.
        CREATE TABLE sink (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            cursor INTEGER NOT NULL,
            enrolled INTEGER NOT NULL
        ) STRICT;
        -- since: when it was refused first; null where it waits behind another. parked: why nobody tries any more.
        CREATE TABLE put_off (
            sink INTEGER NOT NULL REFERENCES sink (id),
            sequence INTEGER NOT NULL,
            since INTEGER,
            parked TEXT,
            PRIMARY KEY (sink, sequence)
        ) STRICT, WITHOUT ROWID;

        """;
}
