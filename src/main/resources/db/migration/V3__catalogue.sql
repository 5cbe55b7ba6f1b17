-- The catalogue of backups: which system, how taken, where, of how many files, until when, and how it was proven.
-- Absent in rows of old.
ALTER TABLE backups
    ADD COLUMN system       text,
    ADD COLUMN engine       text,
    ADD COLUMN destination  text,
    ADD COLUMN parts        json, -- name, bytes and SHA-256 of each file
    ADD COLUMN contents     json, -- version, extensions, sequences
    ADD COLUMN expires_at   timestamptz,
    ADD COLUMN verified_at  timestamptz,
    ADD COLUMN verified_by  text, -- id of the run that proved it
    ADD COLUMN verified_how text, -- READABLE: read back; RESTORED: restored, counted, checked
    ADD COLUMN removed_at   timestamptz, -- let go by retention
    ADD COLUMN removed_by   text; -- id of the run that let it go
