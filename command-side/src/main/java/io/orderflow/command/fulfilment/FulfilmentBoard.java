package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The instances as an operator looks at them. */
final class FulfilmentBoard {
    /** An instance that has not moved for longer than any deadline. */
    static final Duration STUCK_AFTER = Duration.ofMinutes(16);

    private final JdbcClient jdbc;

    FulfilmentBoard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Fulfilment> find(OrderId order) {
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 WHERE order_id = :order
                """).param("order", order.value()).query(Rows::read).optional();
    }

    /** Those that were changed last. */
    List<Fulfilment> latest(int instancesMax) {
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 ORDER BY last_position DESC
                 LIMIT :instancesMax
                """).param("instancesMax", instancesMax).query(Rows::read).list();
    }

    /** Those that have been in the step for longest. */
    List<Fulfilment> in(Step step, int instancesMax) {
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 WHERE step = :step
                 ORDER BY step_since
                 LIMIT :instancesMax
                """).param("step", step.name()).param("instancesMax", instancesMax).query(Rows::read).list();
    }

    /** Those that failed, and those that have not moved for longer than any deadline. */
    List<Fulfilment> stuck(Instant now, int instancesMax) {
        return jdbc.sql("""
                SELECT *
                  FROM command.fulfilment
                 WHERE step NOT IN ('CONFIRMED', 'REJECTED', 'CANCELLED')
                   AND (step IN ('FAILED', 'COMPENSATION_FAILED') OR step_since < :since)
                 ORDER BY step_since
                 LIMIT :instancesMax
                """)
            .param("since", now.minus(STUCK_AFTER).atOffset(ZoneOffset.UTC))
            .param("instancesMax", instancesMax)
            .query(Rows::read)
            .list();
    }
}
