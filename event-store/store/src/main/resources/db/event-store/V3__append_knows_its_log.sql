-- As before, but a log that has lost its end is refused.
-- Appends a batch. Each element of the first arrays is one append, at most one for a stream; p_bases counts the events of the appends
-- before it. The p_event arrays hold the events of all appends in order, each with its append and its place in it, from 1.
-- A refused append leaves nothing behind and does not harm the others.
-- Expected version: null for any, 0 for a new stream. The p_command arrays, null when no append has a command, hold the commands of all
-- appends, each with its append and the number of that append's events up to its last one; one known command refuses its whole append.
-- p_known_head: a position that the log has reached, 0 when none is known; the nearer, the quicker. A log that ends before it is not the
-- log that the caller knows (an older backup, a standby that lagged): its positions would be given out a second time, so nothing is appended.
-- Outcomes: A appended, C conflict, D duplicate command, X archived stream; null when all were appended as they stand.
-- Versions are those before the append; its positions begin after head + base.
-- Plans are made once and for a log of any size: whatever the statistics of an empty table say, no append may read a whole one.
CREATE OR REPLACE FUNCTION event_store.append(
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
    IF head IS NULL AND p_known_head > 0 THEN
        RAISE EXCEPTION 'the log ends before position %, which it had reached', p_known_head
              USING ERRCODE = 'OF001', HINT = 'Make sure that this is the right database, then start the writers anew.';
    END IF;
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
