package io.orderflow.command.relay;

import io.orderflow.contract.EventHeaders;
import io.orderflow.eventstore.Shard;
import io.orderflow.relay.RelaySettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the relay; {@link RelaySettings} has their ranges.
 *
 * @param enabled false for a process that takes commands and lets others publish
 * @param partitions of a topic that is made here; never changed later, since it decides where a key goes
 * @param replicationFactor of a topic that is made here
 * @param batchEventsMax events in one Kafka transaction
 * @param pollInterval pause after an empty read when no append of this process wakes the relay
 * @param lease how long a leader that has died is waited for
 * @param retryPause pause after a failure
 * @param foreignTransactionMax how long another producer's transaction may be open in the topic before it is aborted;
 *        while it is open, what is published behind it is visible to nobody
 */
@ConfigurationProperties("orderflow.relay")
record RelayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicationFactor,
        @DefaultValue("2000") int batchEventsMax,
        @DefaultValue("25ms") Duration pollInterval,
        @DefaultValue("2s") Duration lease,
        @DefaultValue("500ms") Duration retryPause,
        @DefaultValue("30s") Duration foreignTransactionMax) {
    RelaySettings settings() {
        return new RelaySettings(Shard.ONLY, EventHeaders.TOPIC, partitions, replicationFactor, batchEventsMax,
                pollInterval, lease,
                retryPause, foreignTransactionMax);
    }
}
