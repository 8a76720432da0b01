namespace ImapLab.Tracking.Sqlite;

/// <summary>The tables of a state file.</summary>
internal static class Schema
{
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
            cursor INTEGER NOT NULL
        ) STRICT;

        -- identified: 0 while nobody has asked what the message is.
        CREATE TABLE message (
            folder INTEGER NOT NULL REFERENCES folder (number),
            uid INTEGER NOT NULL,
            identified INTEGER NOT NULL,
            message_id TEXT,
            size INTEGER,
            internal_date TEXT,
            email_id TEXT,
            PRIMARY KEY (folder, uid)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX unidentified ON message (folder, uid) WHERE identified = 0;

        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY,
            event_id TEXT NOT NULL UNIQUE,
            json TEXT NOT NULL
        ) STRICT;

        """;
}
