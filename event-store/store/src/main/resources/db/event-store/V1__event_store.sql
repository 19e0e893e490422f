-- The log. Positions are dense and in commit order: an append holds the lock on the row of event_store.log from before it looks for the
-- last position until it has committed. Events of closed streams move to the archived half without changing in any other way, so that
-- whoever reads the log sees them where they were. Each half is partitioned by position: the indexes that an append touches stay small.
CREATE TABLE event_store.event (
    position       bigint      NOT NULL,
    stream_id      text        NOT NULL,
    stream_type    text        NOT NULL,
    version        bigint      NOT NULL,
    event_id       uuid        NOT NULL,
    event_type     text        NOT NULL,
    schema_version smallint    NOT NULL,
    payload        json        NOT NULL,
    metadata       json        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    archived       boolean     NOT NULL DEFAULT false
) PARTITION BY LIST (archived);
CREATE TABLE event_store.event_live PARTITION OF event_store.event FOR VALUES IN (false) PARTITION BY RANGE (position);
CREATE TABLE event_store.event_archived PARTITION OF event_store.event FOR VALUES IN (true) PARTITION BY RANGE (position);

-- One row: which log this is, and the lock of all appends. Appends never change it, so that it stays one tuple also while a foreign
-- snapshot is held for hours.
CREATE TABLE event_store.log (
    shard                smallint PRIMARY KEY CHECK (shard >= 0),
    shards               smallint NOT NULL CHECK (shards > shard),
    partition_events     bigint   NOT NULL CHECK (partition_events > 0),
    partitioned_to       bigint   NOT NULL,
    outcome_generation   integer  NOT NULL
);
CREATE UNIQUE INDEX log_one_row ON event_store.log ((true));
INSERT INTO event_store.log (shard, shards, partition_events, partitioned_to, outcome_generation) VALUES (0, 1, 5000000, 0, 0);

-- The position given out last; 0 for an empty log.
CREATE VIEW event_store.log_head AS
SELECT shard, coalesce((SELECT max(position) FROM event_store.event), 0) AS position
  FROM event_store.log;

-- The version of each stream's last event: what an expected version is checked against. The first position keeps a read of the stream
-- away from the partitions before it.
CREATE TABLE event_store.stream (
    stream_id      text    PRIMARY KEY,
    stream_type    text    NOT NULL,
    version        bigint  NOT NULL,
    first_position bigint  NOT NULL,
    archived       boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70);

-- What came of a command, written with its events. The lock of the log makes look-up and insert one step, also across partitions.
-- A generation is dropped as a whole when all of it has expired.
CREATE TABLE event_store.command_outcome (
    command_id    uuid        NOT NULL,
    stream_id     text        NOT NULL,
    last_version  bigint      NOT NULL,
    last_position bigint      NOT NULL,
    request_hash  text,
    reply         text,
    recorded_at   timestamptz NOT NULL,
    generation    integer     NOT NULL
) PARTITION BY LIST (generation);
CREATE TABLE event_store.command_outcome_generation (
    generation integer     PRIMARY KEY,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz
);

CREATE TABLE event_store.snapshot (
    stream_id   text        PRIMARY KEY,
    stream_type text        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    revision    text        NOT NULL,
    state       json        NOT NULL,
    saved_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who leads a task that one process at a time may do. The epoch grows with each change of the leader and fences the former one.
CREATE TABLE event_store.leader (
    task        text        PRIMARY KEY,
    epoch       bigint      NOT NULL,
    holder      text        NOT NULL,
    lease_until timestamptz NOT NULL
);

-- What the relay has committed to Kafka, for whoever measures lag. Kafka itself is the truth from which the relay resumes.
CREATE TABLE event_store.relay_position (
    shard      smallint    PRIMARY KEY,
    position   bigint      NOT NULL,
    epoch      bigint      NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE TABLE event_store.relay_progress (
    shard         smallint NOT NULL,
    partition     integer  NOT NULL,
    last_position bigint   NOT NULL,
    last_offset   bigint   NOT NULL,
    events        bigint   NOT NULL,
    PRIMARY KEY (shard, partition)
);

-- Makes the next partition of both halves of the log. Whoever calls it holds the lock of the log. Attaching takes no lock that a reader
-- or an append of another session would wait for.
CREATE FUNCTION event_store.add_event_partition() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_from bigint;
    v_to   bigint;
    v_half text;
    v_name text;
BEGIN
    SELECT partitioned_to, partitioned_to + partition_events INTO STRICT v_from, v_to FROM event_store.log;
    FOREACH v_half IN ARRAY ARRAY['event_live', 'event_archived'] LOOP
        v_name := v_half || '_' || v_from + 1;
        EXECUTE format('CREATE TABLE event_store.%I (LIKE event_store.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_name);
        EXECUTE format('CREATE UNIQUE INDEX %I ON event_store.%I (position)', v_name || '_position', v_name);
        EXECUTE format('CREATE UNIQUE INDEX %I ON event_store.%I (stream_id, version)', v_name || '_stream', v_name);
        -- Ready-made constraints spare the attaching a look at every row.
        EXECUTE format('ALTER TABLE event_store.%I ADD CHECK (position >= %s AND position < %s AND archived = %L)',
                       v_name, v_from + 1, v_to + 1, v_half = 'event_archived');
        EXECUTE format('ALTER TABLE event_store.%I ATTACH PARTITION event_store.%I FOR VALUES FROM (%s) TO (%s)', v_half, v_name, v_from + 1, v_to + 1);
    END LOOP;
    UPDATE event_store.log SET partitioned_to = v_to;
END;
$$;

-- Begins a new generation of outcomes. Whoever calls it holds the lock of the log.
CREATE FUNCTION event_store.begin_outcome_generation() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_next integer;
    v_name text;
BEGIN
    SELECT outcome_generation + 1 INTO STRICT v_next FROM event_store.log;
    v_name := 'command_outcome_' || v_next;
    EXECUTE format('CREATE TABLE event_store.%I (LIKE event_store.command_outcome)', v_name);
    EXECUTE format('CREATE UNIQUE INDEX %I ON event_store.%I (command_id)', v_name || '_command', v_name);
    EXECUTE format('ALTER TABLE event_store.command_outcome ATTACH PARTITION event_store.%I FOR VALUES IN (%s)', v_name, v_next);
    UPDATE event_store.command_outcome_generation SET ended_at = clock_timestamp() WHERE ended_at IS NULL;
    INSERT INTO event_store.command_outcome_generation (generation) VALUES (v_next);
    UPDATE event_store.log SET outcome_generation = v_next;
END;
$$;

DO $$
BEGIN
    PERFORM event_store.add_event_partition();
    PERFORM event_store.begin_outcome_generation();
END
$$;

-- What becomes of each append of a batch that cannot be appended as it stands: outcome, version before it, events of the batch before it.
CREATE FUNCTION event_store.decide(
    p_stream_ids text[], p_expected bigint[], p_counts integer[], p_command_ids uuid[], p_command_appends integer[],
    OUT outcomes "char"[], OUT versions bigint[], OUT bases bigint[], OUT appended bigint)
LANGUAGE sql AS $$
WITH request AS (
    SELECT a.n, a.expected, a.events, coalesce(s.version, 0) AS actual, s.archived,
           EXISTS (SELECT FROM unnest(p_command_ids, p_command_appends) AS asked (command_id, append)
                     JOIN event_store.command_outcome c ON c.command_id = asked.command_id
                    WHERE asked.append = a.n) AS known
      FROM unnest(p_stream_ids, p_expected, p_counts) WITH ORDINALITY AS a (stream_id, expected, events, n)
      LEFT JOIN event_store.stream s ON s.stream_id = a.stream_id
), decided AS (
    SELECT n, events, actual,
           CASE WHEN known THEN 'D' WHEN archived THEN 'X' WHEN expected <> actual THEN 'C' ELSE 'A' END AS outcome
      FROM request
), placed AS (
    SELECT n, outcome, actual,
           coalesce(sum(events) FILTER (WHERE outcome = 'A') OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS base,
           sum(events) FILTER (WHERE outcome = 'A') OVER () AS appended
      FROM decided
)
SELECT array_agg(outcome::"char" ORDER BY n), array_agg(actual ORDER BY n), array_agg(base::bigint ORDER BY n), coalesce(max(appended), 0)::bigint
  FROM placed;
$$;

-- Appends a batch. Each element of the first arrays is one append, at most one for a stream; p_bases counts the events of the appends
-- before it. The p_event arrays hold the events of all appends in order, each with its append and its place in it, from 1.
-- A refused append leaves nothing behind and does not harm the others.
-- Expected version: null for any, 0 for a new stream. The p_command arrays, null when no append has a command, hold the commands of all
-- appends, each with its append and the number of that append's events up to its last one; one known command refuses its whole append.
-- p_known_head: any position that the log has reached; the nearer, the quicker.
-- Outcomes: A appended, C conflict, D duplicate command, X archived stream; null when all were appended as they stand.
-- Versions are those before the append; its positions begin after head + base.
-- Plans are made once and for a log of any size: whatever the statistics of an empty table say, no append may read a whole one.
CREATE FUNCTION event_store.append(
    p_known_head bigint,
    p_stream_ids text[], p_stream_types text[], p_expected bigint[], p_counts integer[], p_bases bigint[],
    p_command_ids uuid[], p_request_hashes text[], p_replies text[],
    p_event_appends integer[], p_event_ordinals integer[], p_event_ids uuid[], p_event_types text[], p_schema_versions smallint[],
    p_payloads text[], p_metadata text[], p_command_appends integer[], p_command_last_events integer[],
    OUT head bigint, OUT recorded_at timestamptz, OUT outcomes "char"[], OUT versions bigint[], OUT bases bigint[])
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
#variable_conflict use_variable
DECLARE
    v_partitioned_to bigint;
    v_generation     integer;
    v_appended       bigint := cardinality(p_event_ids);
BEGIN
    SELECT l.partitioned_to, l.outcome_generation INTO STRICT v_partitioned_to, v_generation FROM event_store.log l FOR UPDATE;
    -- Every statement from here on has a snapshot taken under the lock.
    SELECT e.position INTO head FROM event_store.event_live e WHERE e.position >= p_known_head ORDER BY e.position DESC LIMIT 1;
    head := coalesce(head, 0);
    recorded_at := clock_timestamp();
    versions := p_expected;
    bases := p_bases;

    -- Nearly always everything can be appended as it stands.
    PERFORM FROM (SELECT unnest(p_stream_ids) AS stream_id, unnest(p_expected) AS expected) a
            LEFT JOIN event_store.stream s ON s.stream_id = a.stream_id
      WHERE a.expected IS DISTINCT FROM coalesce(s.version, 0) OR s.archived;
    IF NOT FOUND AND p_command_ids IS NOT NULL THEN
        PERFORM FROM (SELECT unnest(p_command_ids) AS command_id) a
                JOIN event_store.command_outcome c ON c.command_id = a.command_id;
    END IF;
    IF FOUND THEN
        SELECT d.outcomes, d.versions, d.bases, d.appended INTO outcomes, versions, bases, v_appended
          FROM event_store.decide(p_stream_ids, p_expected, p_counts, p_command_ids, p_command_appends) d;
    END IF;

    -- Partitions are made ahead of time; this is for a maintenance that did not run.
    WHILE head + v_appended > v_partitioned_to LOOP
        PERFORM event_store.add_event_partition();
        SELECT l.partitioned_to INTO STRICT v_partitioned_to FROM event_store.log l;
    END LOOP;

    INSERT INTO event_store.event_live (position, stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata, recorded_at)
    SELECT head + bases[e.append] + e.ordinal, p_stream_ids[e.append], p_stream_types[e.append], versions[e.append] + e.ordinal,
           e.event_id, e.event_type, e.schema_version, e.payload::json, e.metadata::json, recorded_at
      FROM (SELECT unnest(p_event_appends) AS append, unnest(p_event_ordinals) AS ordinal, unnest(p_event_ids) AS event_id,
                   unnest(p_event_types) AS event_type, unnest(p_schema_versions) AS schema_version,
                   unnest(p_payloads) AS payload, unnest(p_metadata) AS metadata) e
     WHERE outcomes IS NULL OR outcomes[e.append] = 'A';

    INSERT INTO event_store.stream AS s (stream_id, stream_type, version, first_position)
    SELECT a.stream_id, a.stream_type, a.version + a.events, head + a.base + 1
      FROM (SELECT unnest(p_stream_ids) AS stream_id, unnest(p_stream_types) AS stream_type, unnest(versions) AS version,
                   unnest(p_counts) AS events, unnest(bases) AS base, unnest(outcomes) AS outcome) a
     WHERE outcomes IS NULL OR a.outcome = 'A'
        ON CONFLICT (stream_id) DO UPDATE SET version = excluded.version;

    IF p_command_ids IS NOT NULL THEN
        INSERT INTO event_store.command_outcome (command_id, stream_id, last_version, last_position, request_hash, reply, recorded_at, generation)
        SELECT c.command_id, p_stream_ids[c.append], versions[c.append] + c.last_event, head + bases[c.append] + c.last_event,
               c.request_hash, c.reply, recorded_at, v_generation
          FROM (SELECT unnest(p_command_ids) AS command_id, unnest(p_command_appends) AS append, unnest(p_command_last_events) AS last_event,
                       unnest(p_request_hashes) AS request_hash, unnest(p_replies) AS reply) c
         WHERE outcomes IS NULL OR outcomes[c.append] = 'A';
    END IF;
END;
$$;

-- Makes the next event partition when half of the last one is full, and a new generation of outcomes when the current one is old enough.
CREATE FUNCTION event_store.prepare_partitions(p_generation_length interval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_log event_store.log;
BEGIN
    SELECT * INTO STRICT v_log FROM event_store.log FOR UPDATE;
    IF v_log.partitioned_to - (SELECT position FROM event_store.log_head) < v_log.partition_events / 2 THEN
        PERFORM event_store.add_event_partition();
    END IF;
    IF EXISTS (SELECT FROM event_store.command_outcome_generation
                WHERE generation = v_log.outcome_generation AND started_at <= clock_timestamp() - p_generation_length) THEN
        PERFORM event_store.begin_outcome_generation();
    END IF;
END;
$$;

-- Drops the generations of outcomes that ended longer ago than they are kept, and the partitions of the live half that archiving has
-- emptied; says how many. Dropping needs a lock that readers hold while they read: it is given up after a moment and left to the next call.
CREATE FUNCTION event_store.drop_partitions(p_keep_outcomes interval) RETURNS integer LANGUAGE plpgsql
SET lock_timeout = '100ms'
AS $$
DECLARE
    v_table   text;
    v_empty   boolean;
    v_dropped integer := 0;
    v_head    bigint := (SELECT position FROM event_store.log_head);
BEGIN
    FOR v_table IN
        SELECT 'command_outcome_' || generation FROM event_store.command_outcome_generation
         WHERE ended_at < clock_timestamp() - p_keep_outcomes ORDER BY generation
    LOOP
        EXECUTE format('DROP TABLE event_store.%I', v_table);
        DELETE FROM event_store.command_outcome_generation WHERE 'command_outcome_' || generation = v_table;
        v_dropped := v_dropped + 1;
    END LOOP;
    FOR v_table IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'event_store.event_live'::regclass
           AND split_part(c.relname, '_', 3)::bigint + (SELECT partition_events FROM event_store.log) <= v_head
    LOOP
        EXECUTE format('SELECT NOT EXISTS (SELECT FROM event_store.%I)', v_table) INTO v_empty;
        IF v_empty THEN
            EXECUTE format('DROP TABLE event_store.%I', v_table);
            v_dropped := v_dropped + 1;
        END IF;
    END LOOP;
    RETURN v_dropped;
EXCEPTION
    WHEN lock_not_available THEN
        RETURN 0;
END;
$$;

-- Archives the streams whose last event is of one of the types and older than p_before. Looks at no more than p_events_max events after
-- p_after in position order and says where it stopped; null when nothing is left. The log's last event stays live: the head is read there.
CREATE FUNCTION event_store.archive_closed(p_closing_types text[], p_before timestamptz, p_after bigint, p_events_max integer,
    OUT archived_streams integer, OUT looked_at bigint)
LANGUAGE plpgsql AS $$
DECLARE
    v_streams text[];
BEGIN
    PERFORM FROM event_store.log FOR UPDATE;
    SELECT max(p.position), array_agg(s.stream_id) FILTER (WHERE s.stream_id IS NOT NULL AND p.event_type = ANY (p_closing_types))
      INTO looked_at, v_streams
      FROM (SELECT e.position, e.stream_id, e.version, e.event_type, e.recorded_at FROM event_store.event_live e
             WHERE e.position > p_after AND e.position < (SELECT position FROM event_store.log_head)
             ORDER BY e.position LIMIT p_events_max) p
      LEFT JOIN event_store.stream s ON s.stream_id = p.stream_id AND s.version = p.version
     WHERE p.recorded_at < p_before;
    UPDATE event_store.stream SET archived = true WHERE stream_id = ANY (v_streams);
    UPDATE event_store.event SET archived = true WHERE stream_id = ANY (v_streams) AND NOT archived;
    archived_streams := coalesce(cardinality(v_streams), 0);
END;
$$;
