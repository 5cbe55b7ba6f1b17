CREATE TABLE leads (
    id serial PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL,
    qualified boolean NOT NULL DEFAULT false,
    score integer NOT NULL DEFAULT 50,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE conversations (
    id serial PRIMARY KEY,
    lead_id integer NOT NULL REFERENCES leads,
    channel text NOT NULL,
    user_id text NOT NULL DEFAULT 'user',
    status text NOT NULL DEFAULT 'completed',
    started_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE messages (
    id serial PRIMARY KEY,
    conversation_id integer NOT NULL REFERENCES conversations,
    author text NOT NULL,
    body text NOT NULL
);
INSERT INTO leads (name, email, qualified)
    SELECT 'Lead ' || n, 'lead' || n || '@example.com', n % 3 = 0 FROM generate_series(1, 120) n;
INSERT INTO conversations (lead_id, channel)
    SELECT 1 + n % 120, (ARRAY['web', 'whatsapp', 'email'])[1 + n % 3] FROM generate_series(1, 400) n;
INSERT INTO messages (conversation_id, author, body)
    SELECT 1 + n % 400, CASE WHEN n % 2 = 0 THEN 'agent' ELSE 'user' END, 'Message ' || n FROM generate_series(1, 3000) n;
-- Some are older than the runbook keeps them (7.2).
UPDATE conversations SET started_at = now() - interval '100 days', created_at = now() - interval '100 days' WHERE id <= 12;
-- Before each backup a row is written here, by a user that may do nothing else: see docs/recovery.md.
DO $$ BEGIN CREATE ROLE holdfast_canary LOGIN PASSWORD 'local-only';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE TABLE holdfast_canary (name text PRIMARY KEY, marked_at timestamptz NOT NULL);
GRANT SELECT, INSERT, UPDATE ON holdfast_canary TO holdfast_canary;
