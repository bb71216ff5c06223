namespace Groundswell.Identifying.Storing;

/// <summary>The directory's tables, step by step from its first version. A step that was released is never changed.</summary>
internal static class DirectorySchema
{
    public static IReadOnlyList<string> Sqlite { get; } =
    [
        """
        CREATE TABLE name (person TEXT NOT NULL PRIMARY KEY, printed_name TEXT NOT NULL) STRICT;
        CREATE TABLE sign_in (
            id TEXT NOT NULL PRIMARY KEY, user_name TEXT, normalized_user_name TEXT UNIQUE, password_hash TEXT, password_set_at INTEGER,
            security_stamp TEXT, concurrency_stamp TEXT, access_failed_count INTEGER NOT NULL) STRICT;
        CREATE TABLE passkey (
            credential_id BLOB NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES sign_in (id), data TEXT NOT NULL) STRICT;
        CREATE INDEX passkey_user ON passkey (user_id);
        CREATE TABLE former_password (
            person TEXT NOT NULL, set_at INTEGER NOT NULL, password_hash TEXT NOT NULL, PRIMARY KEY (person, set_at)) STRICT;
        CREATE TABLE sign_in_code (
            person TEXT NOT NULL PRIMARY KEY, code_hash BLOB NOT NULL, expires_at INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT;
        CREATE TABLE badge (
            id TEXT NOT NULL PRIMARY KEY, number_hash BLOB NOT NULL, person TEXT NOT NULL, pin_hash TEXT NOT NULL,
            issued_at INTEGER NOT NULL, ended_at INTEGER) STRICT;
        CREATE UNIQUE INDEX badge_in_use ON badge (number_hash) WHERE ended_at IS NULL;
        CREATE INDEX badge_person ON badge (person);
        CREATE TABLE session (
            id TEXT NOT NULL PRIMARY KEY, secret_hash BLOB, person TEXT NOT NULL, kind TEXT NOT NULL, site TEXT, station TEXT, device TEXT,
            label TEXT, created_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL, expires_at INTEGER, locked INTEGER NOT NULL,
            ended_at INTEGER) STRICT;
        CREATE INDEX session_person ON session (person) WHERE ended_at IS NULL;
        CREATE INDEX session_device ON session (device) WHERE ended_at IS NULL;
        CREATE TABLE device (
            id TEXT NOT NULL PRIMARY KEY, secret_hash BLOB NOT NULL, site TEXT NOT NULL, station TEXT NOT NULL, made_at INTEGER NOT NULL,
            ended_at INTEGER) STRICT;
        CREATE TABLE challenge (
            id TEXT NOT NULL PRIMARY KEY, purpose TEXT NOT NULL, person TEXT, state TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
        """,
        "CREATE TABLE form_key (name TEXT NOT NULL PRIMARY KEY, xml TEXT NOT NULL) STRICT;",
        "ALTER TABLE session ADD COLUMN act_key BLOB;",
        // Seal keys of a data folder are files beside this one.
        "SELECT 1;",
    ];

    public static IReadOnlyList<string> Postgres { get; } =
    [
        """
        CREATE TABLE directory.name (person text NOT NULL PRIMARY KEY, printed_name text NOT NULL);
        CREATE TABLE directory.sign_in (
            id text NOT NULL PRIMARY KEY, user_name text, normalized_user_name text UNIQUE, password_hash text, password_set_at bigint,
            security_stamp text, concurrency_stamp text, access_failed_count integer NOT NULL);
        CREATE TABLE directory.passkey (
            credential_id bytea NOT NULL PRIMARY KEY, user_id text NOT NULL REFERENCES directory.sign_in (id), data jsonb NOT NULL);
        CREATE INDEX passkey_user ON directory.passkey (user_id);
        CREATE TABLE directory.former_password (
            person text NOT NULL, set_at bigint NOT NULL, password_hash text NOT NULL, PRIMARY KEY (person, set_at));
        CREATE TABLE directory.sign_in_code (
            person text NOT NULL PRIMARY KEY, code_hash bytea NOT NULL, expires_at bigint NOT NULL, tries integer NOT NULL);
        CREATE TABLE directory.badge (
            id text NOT NULL PRIMARY KEY, number_hash bytea NOT NULL, person text NOT NULL, pin_hash text NOT NULL,
            issued_at bigint NOT NULL, ended_at bigint);
        CREATE UNIQUE INDEX badge_in_use ON directory.badge (number_hash) WHERE ended_at IS NULL;
        CREATE INDEX badge_person ON directory.badge (person);
        CREATE TABLE directory.session (
            id text NOT NULL PRIMARY KEY, secret_hash bytea, person text NOT NULL, kind text NOT NULL, site text, station text, device text,
            label text, created_at bigint NOT NULL, last_used_at bigint NOT NULL, expires_at bigint, locked boolean NOT NULL,
            ended_at bigint);
        CREATE INDEX session_person ON directory.session (person) WHERE ended_at IS NULL;
        CREATE INDEX session_device ON directory.session (device) WHERE ended_at IS NULL;
        CREATE TABLE directory.device (
            id text NOT NULL PRIMARY KEY, secret_hash bytea NOT NULL, site text NOT NULL, station text NOT NULL, made_at bigint NOT NULL,
            ended_at bigint);
        CREATE TABLE directory.challenge (
            id text NOT NULL PRIMARY KEY, purpose text NOT NULL, person text, state text NOT NULL, expires_at bigint NOT NULL);
        """,
        "CREATE TABLE directory.form_key (name text NOT NULL PRIMARY KEY, xml text NOT NULL);",
        "ALTER TABLE directory.session ADD COLUMN act_key bytea;",
        """
        CREATE TABLE directory.seal_key (id text NOT NULL PRIMARY KEY, person text, purpose text, secret bytea);
        CREATE UNIQUE INDEX seal_key_in_use ON directory.seal_key (person, purpose) WHERE secret IS NOT NULL;
        """,
    ];
}
