package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operators' requests in PostgreSQL, where any process leaves them for the leader. Thread-safe. */
final class OperatorRequests {
    private final JdbcClient jdbc;

    OperatorRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param refusal why nothing was done; null when it was done */
    record Outcome(@Nullable String refusal) {}

    /**
     * Stored with the instances, by the leader.
     *
     * @param refusal as in {@link Outcome}
     */
    record Done(UUID requestId, @Nullable String refusal) {}

    void add(OperatorRequest request) {
        jdbc.sql("""
                INSERT INTO command.fulfilment_request (request_id, order_id, action)
                VALUES (:id, :order, :action)
                """)
            .param("id", request.id())
            .param("order", request.order().value())
            .param("action", request.action().name())
            .update();
    }

    /** In the order in which they came. */
    List<OperatorRequest> open(int requestsMax) {
        return jdbc.sql("""
                SELECT request_id, order_id, action
                  FROM command.fulfilment_request
                 WHERE done_at IS NULL
                 ORDER BY requested_at
                 LIMIT :requestsMax
                """)
            .param("requestsMax", requestsMax)
            .query((row, _) -> new OperatorRequest(row.getObject("request_id", UUID.class),
                    new OrderId(row.getString("order_id")), OperatorAction.valueOf(row.getString("action"))))
            .list();
    }

    /** Empty while it is open. */
    Optional<Outcome> outcome(UUID request) {
        return jdbc.sql("""
                SELECT refusal
                  FROM command.fulfilment_request
                 WHERE request_id = :id AND done_at IS NOT NULL
                """).param("id", request).query((row, _) -> new Outcome(row.getString("refusal"))).optional();
    }
}
