package io.orderflow.gateway;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Keeps the spans of the gateway. */
@TestConfiguration(proxyBeanMethods = false)
class FinishedSpans {
    @Bean
    static InMemorySpanExporter finishedSpanItems() {
        return InMemorySpanExporter.create();
    }
}
