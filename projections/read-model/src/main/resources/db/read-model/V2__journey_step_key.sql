-- One index instead of two: steps are read by their order only, and a projection writes each once, in the transaction of its batch.
ALTER TABLE read_model.journey_step DROP CONSTRAINT journey_step_pkey;
DROP INDEX read_model.journey_step_order_id;
ALTER TABLE read_model.journey_step ADD PRIMARY KEY (order_id, position, projection);
