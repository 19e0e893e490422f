package io.orderflow.benchmarks.codec;

import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StoredForm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What each event costs beside the database: to JSON when it is appended, from JSON when it is read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EventBenchmark {
    private final EventCodec codec = new EventCodec();
    private final OrderEvent.OrderPlaced event = SampleEvents
        .placed(new OrderId("0199f3a0-0000-7000-8000-000000000001"));
    private final StoredForm stored = SampleEvents.STORED;
    private final EventMetadata metadata = SampleEvents.METADATA;
    private final String metadataJson = SampleEvents.METADATA_JSON;

    @Benchmark
    public StoredForm encode() {
        return codec.encode(event);
    }

    @Benchmark
    public DomainEvent decode() {
        return codec.decode(stored);
    }

    @Benchmark
    public String encodeMetadata() {
        return metadata.toJson();
    }

    @Benchmark
    public EventMetadata decodeMetadata() {
        return EventMetadata.parse(metadataJson);
    }
}
