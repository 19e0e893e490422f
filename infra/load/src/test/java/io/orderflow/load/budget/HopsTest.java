package io.orderflow.load.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTest {
    @ParameterizedTest
    @CsvSource({
            "command-side,,java.util.HashMap io.opentelemetry.sdk.trace.SdkSpan io.orderflow.command.http.Caller,telemetry",
            "command-side,,org.postgresql.jdbc.PgStatement io.orderflow.eventstore.postgres.AppendStatement,append",
            "command-side,fulfilment-tailer,io.orderflow.command.fulfilment.Tailer,process manager",
            "command-side,,tools.jackson.core.JsonParser org.apache.coyote.Processor,HTTP",
            "command-side,kafka-producer-network-thread | a,org.apache.kafka.clients.NetworkClient,relay",
            "projections,projection-order_detail,org.postgresql.jdbc.PgStatement io.orderflow.projections.fold.Fold,projection order_detail",
            "projections,projection-order_detail,io.micrometer.core.Timer io.orderflow.projections.fold.Fold,telemetry",
            "projections,consumer_background_thread,java.nio.Selector,'Kafka client, projections together'",
            "runner,data-plane-kafka-request-handler-0,kafka.server.KafkaApis,broker",
            "runner,,io.opentelemetry.proto.trace.Span,trace store",
            "gateway,,java.lang.Thread,not attributed"})
    void theTopmostFrameThatTellsAHopDecides(String process, String thread, String frames, String hop) {
        assertThat(Hops.of(process, thread == null ? "" : thread, List.of(frames.split(" ", -1)))).isEqualTo(hop);
    }

    @Test
    void theCpuOfAProcessIsSharedOutBySamplesAfterItsOwnThreads() {
        Profile profile = new Profile();
        profile.add("gateway", "HTTP", List.of("Http.write", "Thread.run"));
        profile.add("gateway", "telemetry", List.of("Span.end", "Thread.run"));
        String tables = new Ledger("read", Map.of("gateway", Spread.of(List.of(1.0, 3.0, 2.0))), Map.of("gateway", 0.5),
                profile)
            .markdown();
        assertThat(tables).contains("| gateway | 2.000 (1.000-3.000) |", "| HTTP | gateway | 0.500 |",
                "| telemetry | gateway | 0.500 |", "| compiler and collector | gateway | 1.000 |");
    }

    @Test
    void whatHasNoSamplesIsSaidNotToBeSplit() {
        String tables = new Ledger("read", Map.of("gateway", Spread.of(List.of(1.0))), Map.of(), new Profile())
            .markdown();
        assertThat(tables).contains("gateway, not split: no samples");
    }

    @Test
    void aFlameGraphHasABoxForEachFrameAndEscapesNames() {
        Profile profile = new Profile();
        profile.add("gateway", "HTTP", List.of("Http.<init>", "Thread.run"));
        assertThat(profile.flameGraph("a & b")).contains("a &amp; b, 1 samples", "Http.&lt;init&gt; 100.0 %",
                "Thread.run 100.0 %")
            .endsWith("</svg>\n");
    }
}
