package io.orderflow.observability.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is traced. {@code MANAGEMENT_TRACING_SAMPLING_PROBABILITY} (0 to 1, default 1) is applied before the limit.
 *
 * @param tracesPerSecondMax traces of requests whose caller says nothing that are kept a second on average, 1 to
 *        100,000; 0 for no limit
 * @param queueSpansMax spans that wait for their export, 512 to 1,000,000; more are dropped and counted
 * @param scheduleDelay the longest wait for a batch of spans to fill, 10 ms to 1 min
 */
@ConfigurationProperties("orderflow.tracing")
record TracingProperties(@DefaultValue("10") int tracesPerSecondMax, @DefaultValue("16384") int queueSpansMax,
        @DefaultValue("1s") Duration scheduleDelay) {}
