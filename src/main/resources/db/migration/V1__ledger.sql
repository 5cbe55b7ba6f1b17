-- The ledger: what was done, by whom, and what was seen. Every key is derived from the run, so that writing a row twice
-- leaves one row, and everything that Temporal's history holds can be written again from it. Rows arrive in any order,
-- therefore no foreign keys.

CREATE TABLE runs (
    run_id               text PRIMARY KEY, -- the first execution's run id: stable over resets and continue-as-new
    workflow_id          text        NOT NULL,
    execution_id         text        NOT NULL, -- run id of the latest execution
    execution_started_at timestamptz NOT NULL,
    procedure            text        NOT NULL,
    system               text,
    component            text,
    version              text,
    requested_by         text,
    reason               text,
    mode                 text        NOT NULL,
    started_at           timestamptz NOT NULL,
    ended_at             timestamptz,
    status               text        NOT NULL, -- RUNNING, COMPLETED, FAILED, CANCELED, TERMINATED, TIMED_OUT, VANISHED
    outcome              text,                 -- completed, rejected, planned
    summary              text,
    failure_type         text,
    failure_message      text,
    settled              boolean     NOT NULL  -- read from the closed run's history: nothing will change any more
);
CREATE INDEX runs_by_system ON runs (system, started_at DESC);
CREATE INDEX runs_open ON runs (status) WHERE status = 'RUNNING';

CREATE TABLE steps (
    run_id          text        NOT NULL,
    step_id         text        NOT NULL, -- Temporal's activity id
    name            text        NOT NULL,
    summary         text,
    attempts        integer     NOT NULL,
    scheduled_at    timestamptz NOT NULL,
    started_at      timestamptz, -- of the last attempt
    ended_at        timestamptz,
    status          text        NOT NULL, -- SCHEDULED, RUNNING, RETRYING, COMPLETED, FAILED, TIMED_OUT, CANCELED
    failure_type    text,
    failure_message text,
    result          json,
    digest          text, -- SHA-256 of the result's bytes as Temporal keeps them
    settled         boolean     NOT NULL,
    PRIMARY KEY (run_id, step_id)
);
CREATE INDEX steps_in_order ON steps (run_id, scheduled_at);

-- Each attempt of a step. Temporal's history keeps the last attempt only: this table cannot be rebuilt.
CREATE TABLE attempts (
    run_id          text        NOT NULL,
    step_id         text        NOT NULL,
    attempt         integer     NOT NULL,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    failure_type    text,
    failure_message text,
    PRIMARY KEY (run_id, step_id, attempt)
);

CREATE TABLE decisions (
    run_id     text        NOT NULL,
    decided_at timestamptz NOT NULL,
    verb       text        NOT NULL,
    gate       text        NOT NULL, -- empty: bound to no gate
    decided_by text        NOT NULL, -- empty: nobody was named
    reason     text,
    accepted   boolean     NOT NULL,
    refusal    text,
    PRIMARY KEY (run_id, decided_at, verb, gate, decided_by)
);

-- Looks at checks. Temporal's history keeps the last look of each watch only: the others cannot be rebuilt.
CREATE TABLE measurements (
    run_id      text        NOT NULL,
    stage       text        NOT NULL,
    check_name  text        NOT NULL,
    measured_at timestamptz NOT NULL,
    verdict     text        NOT NULL,
    value       double precision,
    baseline    double precision,
    limit_text  text,
    unit        text,
    samples     double precision,
    query       text,
    note        text,
    PRIMARY KEY (run_id, stage, check_name, measured_at)
);

CREATE TABLE changes (
    run_id       text    NOT NULL,
    step_id      text    NOT NULL,
    position     integer NOT NULL,
    planned      boolean NOT NULL, -- true: plan mode, nothing was changed
    what         text    NOT NULL,
    before_value text,
    after_value  text,
    PRIMARY KEY (run_id, step_id, position)
);

CREATE TABLE backups (
    backup_id      text PRIMARY KEY,
    run_id         text             NOT NULL,
    store          text             NOT NULL,
    kind           text             NOT NULL,
    location       text             NOT NULL,
    bytes          bigint           NOT NULL,
    sha256         text             NOT NULL,
    recovery_point timestamptz      NOT NULL,
    table_rows     json             NOT NULL, -- rows per table at the recovery point
    verified       boolean          NOT NULL,
    seconds        double precision NOT NULL
);
CREATE INDEX backups_newest ON backups (store, recovery_point DESC);

CREATE TABLE messages (
    run_id      text        NOT NULL,
    message_key text        NOT NULL,
    channel     text        NOT NULL,
    sent        boolean     NOT NULL,
    refusal     text, -- why the channel did not take it
    told_at     timestamptz NOT NULL,
    PRIMARY KEY (run_id, message_key, channel)
);

-- Which executions were read from Temporal's history, and up to when the list of executions was swept.
CREATE TABLE readings (
    execution_id text PRIMARY KEY,
    run_id       text        NOT NULL,
    closed       boolean     NOT NULL,
    read_at      timestamptz NOT NULL
);
CREATE TABLE sweeps (
    name        text PRIMARY KEY,
    swept_until timestamptz NOT NULL
);
