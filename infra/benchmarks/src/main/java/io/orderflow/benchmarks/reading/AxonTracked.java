package io.orderflow.benchmarks.reading;

import io.orderflow.benchmarks.command.AxonJdbcEngine;
import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Passes;
import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** What a tracking processor of Axon reads from its JDBC engine, each event deserialised. */
final class AxonTracked implements Side {
    static final String NAME = "Axon JDBC";
    private static final int BATCH = 1_000;

    private final Cluster cluster;
    private final AxonJdbcEngine axon;

    AxonTracked(Bench bench) throws SQLException {
        cluster = bench.cluster();
        axon = new AxonJdbcEngine(cluster, "axon_log", 2);
        int events = bench.effort().logEvents();
        long start = System.nanoTime();
        for (int done = 0; done < events; done += BATCH) {
            axon.transactions().executeInTransaction(() -> axon.engine().appendEvents(batch()));
            bench.progress().step("filling Axon's table", done, events, start);
        }
    }

    private static List<DomainEventMessage<?>> batch() {
        List<DomainEventMessage<?>> events = new ArrayList<>(BATCH);
        for (int n = 0; n < BATCH; n++) {
            OrderEvent.OrderPlaced placed = SampleEvents.placed(new OrderId(SampleEvents.newId().toString()));
            events.add(new GenericDomainEventMessage<>(SampleEvents.STREAM_TYPE, placed.stream().toString(), 0, placed,
                    Map.of("actor", "customer-103", "commandType", "PlaceOrder", "correlationId",
                            placed.orderId().value())));
        }
        return events;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() throws SQLException {
        cluster.checkpoint();
    }

    @Override
    public double measure(Window window) throws Exception {
        return Passes.perSecond(window, this::readAll);
    }

    private long readAll() {
        try (Stream<? extends TrackedEventMessage<?>> events = axon.engine().readEvents(null, false)) {
            // Deserialised by the first use.
            return events.filter(event -> event.getPayload() instanceof OrderEvent).count();
        }
    }

    @Override
    public void close() throws SQLException {
        axon.close();
    }
}
