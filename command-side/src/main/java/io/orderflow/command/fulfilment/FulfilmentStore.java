package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The instances and the checkpoint in PostgreSQL. One process at a time leads and writes: the checkpoint's epoch
 * refuses a former leader. Failures of the database throw {@link org.springframework.dao.DataAccessException}.
 */
final class FulfilmentStore {
    /** A later leader has been here: nothing was stored. */
    static final class StaleException extends RuntimeException {
        StaleException(String message) {
            super(message, null, false, false);
        }
    }

    private static final String ADVANCE = """
            WITH moved AS (
            UPDATE command.fulfilment_checkpoint
               SET position = :to, updated_at = clock_timestamp()
             WHERE position = :from AND epoch = :epoch
            RETURNING position
            ), stored AS (
            INSERT INTO command.fulfilment AS f (
                   order_id, step, payment, customer_id, lines, reserved_lines, total_minor, currency, attempts,
                   step_since, reserved_until, due_at, placed_event_id, causation_id, traceparent, tracestate,
                   last_position, failed_step, error)
            SELECT order_id, step, payment, customer_id, lines, reserved_lines, total_minor, currency, attempts,
                   step_since, reserved_until, due_at, placed_event_id, causation_id, traceparent, tracestate,
                   last_position, failed_step, error
              FROM json_to_recordset(:rows::json) AS r (
                   order_id text, step text, payment text, customer_id text, lines json, reserved_lines integer,
                   total_minor bigint, currency text, attempts integer, step_since timestamptz,
                   reserved_until timestamptz, due_at timestamptz, placed_event_id text, causation_id text,
                   traceparent text, tracestate text, last_position bigint, failed_step text, error text)
             WHERE EXISTS (SELECT FROM moved)
                ON CONFLICT (order_id) DO UPDATE
               SET step = excluded.step, payment = excluded.payment, reserved_lines = excluded.reserved_lines,
                   attempts = excluded.attempts, step_since = excluded.step_since,
                   reserved_until = excluded.reserved_until, due_at = excluded.due_at,
                   causation_id = excluded.causation_id, traceparent = excluded.traceparent,
                   tracestate = excluded.tracestate, last_position = excluded.last_position,
                   failed_step = excluded.failed_step, error = excluded.error, updated_at = clock_timestamp()
            )
            SELECT count(*)
              FROM moved
            """;

    /** With what came of operators' requests. */
    private static final String ADVANCE_AND_ANSWER = ADVANCE.replace("""
            SELECT count(*)
              FROM moved
            """, """
            , answered AS (
            UPDATE command.fulfilment_request AS q
               SET done_at = clock_timestamp(), refusal = d.refusal
              FROM json_to_recordset(:done::json) AS d (request_id uuid, refusal text)
             WHERE q.request_id = d.request_id AND EXISTS (SELECT FROM moved)
            )
            SELECT count(*)
              FROM moved
            """);

    private final JdbcClient jdbc;

    FulfilmentStore(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    Map<OrderId, Fulfilment> load(Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 WHERE order_id = ANY (:orders)
                """)
            .param("orders", orders.stream().map(OrderId::value).toArray(String[]::new))
            .query(Rows::read)
            .list()
            .stream()
            .collect(Collectors.toMap(Fulfilment::orderId, Function.identity()));
    }

    Optional<Fulfilment> find(OrderId order) {
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 WHERE order_id = :order
                """).param("order", order.value()).query(Rows::read).optional();
    }

    /** Makes the epoch the checkpoint's and tells its position; empty when a later leader has been here. */
    OptionalLong takeOver(long epoch) {
        return jdbc.sql("""
                   UPDATE command.fulfilment_checkpoint
                      SET epoch = :epoch, updated_at = clock_timestamp()
                    WHERE epoch <= :epoch
                RETURNING position
                """)
            .param("epoch", epoch)
            .query(Long.class)
            .optional()
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    }

    /**
     * Stores the instances and what came of operators' requests and moves the checkpoint, all or nothing: one
     * statement, one transaction.
     *
     * @throws StaleException when the checkpoint is not at {@code from} with this epoch
     */
    void advance(long epoch, long from, long to, Collection<Fulfilment> changed,
            Collection<OperatorRequests.Done> done) {
        JdbcClient.StatementSpec statement = jdbc.sql(done.isEmpty() ? ADVANCE : ADVANCE_AND_ANSWER)
            .param("to", to)
            .param("from", from)
            .param("epoch", epoch)
            .param("rows", Rows.toJson(changed));
        long moved = (done.isEmpty() ? statement : statement.param("done", Rows.doneToJson(done))).query(Long.class)
            .single();
        if (moved != 1) {
            throw new StaleException("the checkpoint is not at position " + from + " of epoch " + epoch);
        }
    }

    List<OrderId> due(Instant now, int ordersMax) {
        return jdbc.sql("""
                SELECT order_id
                  FROM command.fulfilment
                 WHERE due_at <= :now
                 ORDER BY due_at
                 LIMIT :ordersMax
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("ordersMax", ordersMax)
            .query((row, number) -> new OrderId(row.getString("order_id")))
            .list();
    }

    /** Instances that have not ended, by step. */
    Map<Step, Long> inFlight() {
        return jdbc.sql("""
                SELECT step, count(*) AS instances
                  FROM command.fulfilment
                 WHERE step NOT IN ('CONFIRMED', 'REJECTED', 'CANCELLED')
                 GROUP BY step
                """)
            .query((row, number) -> Map.entry(Step.valueOf(row.getString("step")), row.getLong("instances")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long checkpointPosition() {
        return jdbc.sql("""
                SELECT position
                  FROM command.fulfilment_checkpoint
                """).query(Long.class).single();
    }
}
