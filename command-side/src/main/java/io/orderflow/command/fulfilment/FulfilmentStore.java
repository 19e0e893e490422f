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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The instances and the checkpoint in PostgreSQL. Each change of an instance names the revision that it was made from,
 * so that of two writers one is refused. Failures of the database throw
 * {@link org.springframework.dao.DataAccessException}.
 */
final class FulfilmentStore {
    /** Somebody else changed an instance, or the checkpoint, in the meantime: nothing was stored. */
    static final class StaleException extends RuntimeException {
        StaleException(String message) {
            super(message, null, false, false);
        }
    }

    private static final String UPSERT = """
            INSERT INTO command.fulfilment AS f (
                   order_id, step, payment, customer_id, lines, next_line, total_minor, currency, attempts, step_since,
                   reserved_until, due_at, placed_event_id, causation_id, traceparent, tracestate, last_position,
                   failed_step, error, revision)
            SELECT order_id, step, payment, customer_id, lines, next_line, total_minor, currency, attempts, step_since,
                   reserved_until, due_at, placed_event_id, causation_id, traceparent, tracestate, last_position,
                   failed_step, error, revision
              FROM json_to_recordset(:rows::json) AS r (
                   order_id text, step text, payment text, customer_id text, lines json, next_line integer,
                   total_minor bigint, currency text, attempts integer, step_since timestamptz,
                   reserved_until timestamptz, due_at timestamptz, placed_event_id text, causation_id text,
                   traceparent text, tracestate text, last_position bigint, failed_step text, error text,
                   revision bigint)
             ORDER BY order_id
                ON CONFLICT (order_id) DO UPDATE
               SET step = excluded.step, payment = excluded.payment, next_line = excluded.next_line,
                   attempts = excluded.attempts, step_since = excluded.step_since,
                   reserved_until = excluded.reserved_until, due_at = excluded.due_at,
                   causation_id = excluded.causation_id, traceparent = excluded.traceparent,
                   tracestate = excluded.tracestate, last_position = excluded.last_position,
                   failed_step = excluded.failed_step, error = excluded.error, revision = excluded.revision,
                   updated_at = clock_timestamp()
             WHERE f.revision = excluded.revision - 1
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FulfilmentStore(DataSource database, PlatformTransactionManager transactions) {
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(transactions);
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
     * Stores the instances and moves the checkpoint, all or nothing.
     *
     * @throws StaleException when the checkpoint is not at {@code from} with this epoch, or an instance was changed
     */
    void advance(long epoch, long from, long to, Collection<Fulfilment> changed) {
        transaction.executeWithoutResult(status -> {
            int moved = jdbc.sql("""
                    UPDATE command.fulfilment_checkpoint
                       SET position = :to, updated_at = clock_timestamp()
                     WHERE position = :from AND epoch = :epoch
                    """).param("to", to).param("from", from).param("epoch", epoch).update();
            if (moved != 1) {
                throw new StaleException("the checkpoint is not at position " + from + " of epoch " + epoch);
            }
            if (!changed.isEmpty() && upsert(changed) != changed.size()) {
                throw new StaleException("an instance was changed in the meantime");
            }
        });
    }

    /** Whether the change was stored; not when somebody else changed the instance in the meantime. */
    boolean replace(Fulfilment changed) {
        return upsert(List.of(changed)) == 1;
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

    private int upsert(Collection<Fulfilment> changed) {
        return jdbc.sql(UPSERT).param("rows", Rows.toJson(changed)).update();
    }
}
