-- Which log this is, whatever database or topic it is found beside: the relay writes it into every record, and readers take a record that
-- names it for the log's own. Made once; made anew only after an older backup was restored (docs/event-store.md).
ALTER TABLE event_store.log ADD COLUMN identity uuid NOT NULL DEFAULT gen_random_uuid();

CREATE OR REPLACE VIEW event_store.log_head AS
SELECT shard, coalesce((SELECT max(position) FROM event_store.event), 0) AS position, identity
  FROM event_store.log;
