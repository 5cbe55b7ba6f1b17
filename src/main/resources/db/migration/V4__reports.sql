-- What procedures handed to people at their end, and what they measured: drills, restores, maintenance.
CREATE TABLE reports (
    run_id    text        NOT NULL,
    report    text        NOT NULL, -- its name within the run
    system    text        NOT NULL,
    procedure text        NOT NULL,
    subject   text        NOT NULL, -- store or other part; empty: the whole system
    title     text        NOT NULL,
    ended_at  timestamptz NOT NULL,
    verdict   text        NOT NULL, -- PASSED, PASSED_WITH_EXCEPTIONS, FAILED
    line      text        NOT NULL,
    files     json        NOT NULL, -- where the report is, with checksums
    PRIMARY KEY (run_id, report)
);
CREATE INDEX reports_newest ON reports (system, procedure, subject, ended_at DESC);

CREATE TABLE figures (
    run_id      text        NOT NULL,
    report      text        NOT NULL,
    figure      text        NOT NULL,
    measured_at timestamptz NOT NULL,
    value       double precision, -- null: there was no evidence
    limit_value double precision,
    at_least    boolean     NOT NULL, -- the value must not be below the limit; else not above
    unit        text,
    evidence    text,
    PRIMARY KEY (run_id, report, figure)
);
