package io.orderflow.command.configuration;

import io.orderflow.eventstore.postgres.MaintenanceSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the event store is kept small; {@link MaintenanceSettings} has the ranges.
 *
 * @param interval pause between two rounds
 * @param outcomesKept how long a repeated command is recognised at least
 * @param outcomeGeneration outcomes of this span expire together
 * @param archiveAfter age of a closed stream's last event at which it is archived
 * @param closingTypes event types after which a stream is closed; none archives nothing
 */
@ConfigurationProperties("orderflow.event-store")
record MaintenanceProperties(
        @DefaultValue("1m") Duration interval,
        @DefaultValue("24h") Duration outcomesKept,
        @DefaultValue("6h") Duration outcomeGeneration,
        @DefaultValue("90d") Duration archiveAfter,
        @DefaultValue({
                "OrderRejected", "OrderCancelled", "PaymentDeclined", "PaymentVoided",
                "PaymentRefunded"}) List<String> closingTypes) {
    MaintenanceSettings settings() {
        return new MaintenanceSettings(interval, outcomesKept, outcomeGeneration, archiveAfter, closingTypes);
    }
}
