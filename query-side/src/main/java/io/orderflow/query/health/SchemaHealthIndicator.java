package io.orderflow.query.health;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up once the other sides have migrated their schemas and this side may read them. Part of readiness. */
@Component
final class SchemaHealthIndicator implements HealthIndicator {
    private final JdbcClient jdbc;

    SchemaHealthIndicator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        try {
            List<String> missing = missing();
            return missing.isEmpty() ? Health.up().build() : Health.down().withDetail("missing", missing).build();
        } catch (DataAccessException failure) {
            return Health.down(failure).build();
        }
    }

    private List<String> missing() {
        return jdbc
            .sql("""
                    SELECT name
                      FROM unnest(ARRAY['event_store.event', 'event_store.log_head', 'event_store.stream', 'event_store.relay_position',
                                        'event_store.relay_progress', 'read_model.order_detail', 'read_model.order_payment',
                                        'read_model.order_search', 'read_model.order_search_word',
                                        'read_model.stock_levels', 'read_model.checkpoint', 'read_model.journey_step',
                                        'command.current_product']) AS name
                     WHERE to_regclass(name) IS NULL
                        OR NOT has_table_privilege(to_regclass(name), 'SELECT')
                    """)
            .query((row, number) -> row.getString(1))
            .list();
    }
}
