-- What people believe about each probe of each system, and what speaks against it: kept between runs, so that a change of
-- state is told once. Not read from Temporal's history again: after a loss every probe counts as healthy, and what is not is told anew.
CREATE TABLE health (
    system        text        NOT NULL,
    probe         text        NOT NULL,
    state         text        NOT NULL, -- what people believe: HEALTHY, DEGRADED, UNKNOWN, FAILED
    state_since   timestamptz,          -- null: never told
    last_answer   text        NOT NULL,
    streak        integer     NOT NULL, -- answers in a row that speak against the state
    asked_at      timestamptz NOT NULL, -- of the last answer that counted
    run_id        text        NOT NULL, -- whose answer counted last: a repeated step counts once
    changed_by    text,                 -- the run that changed the state last
    changed_from  text,
    changed_since timestamptz,
    value         double precision,
    limit_text    text,
    unit          text,
    words         text,
    PRIMARY KEY (system, probe)
);
