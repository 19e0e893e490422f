package io.orderflow.benchmarks.publishing;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Figures;
import io.orderflow.benchmarks.harness.Goal;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.observability.MeterName;
import io.orderflow.relay.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** How long an event takes from its commit to a consumer of committed records, at 1,000 events a second. */
final class CommitToKafka implements Measure {
    /** A tail needs code that is compiled: at this rate the usual moment does not see to that. */
    private static final int WARM_UP_WINDOWS = 5;
    private static final String TITLE = "commit to consumer at 1,000 events/s";
    private static final String UNIT = "ms";
    private static final double P99_MAX_MILLIS = 50;
    private static final String DATABASE = "steady";
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    private record Round(double p50, double p99, double max, double publishDelayMean, double publishDelayMax) {}

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public int figures(Effort effort) {
        return effort.rounds();
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int n = 0; n < bench.effort().rounds(); n++) {
            Round round = round(bench);
            rounds.add(round);
            bench.progress().figure(TITLE, "p99", round.p99(), UNIT);
        }
        return List.of(row("p99", rounds, Round::p99, new Goal.AtMost(P99_MAX_MILLIS, UNIT)),
                row("p50", rounds, Round::p50, null), row("max", rounds, Round::max, null),
                row("relay_publish_delay, mean", rounds, Round::publishDelayMean, null),
                row("relay_publish_delay, max", rounds, Round::publishDelayMax, null));
    }

    private static Row row(String what, List<Round> rounds, java.util.function.ToDoubleFunction<Round> value,
            @org.jspecify.annotations.Nullable Goal goal) {
        return Row.alone(TITLE + ": " + what, UNIT, Figures.of(rounds.stream().mapToDouble(value).toArray()), goal);
    }

    private static Round round(Bench bench) throws Exception {
        String topic = "steady." + UUID.randomUUID();
        bench.broker().createTopic(topic);
        var meters = new SimpleMeterRegistry();
        try (Store store = Store.fresh(bench.cluster(), DATABASE);
                Relay relay = Relays.start(store, bench.broker(), topic, meters);
                Receipts receipts = new Receipts(bench.broker().client(), topic, Broker.PARTITIONS)) {
            while (!relay.isLeader()) {
                Thread.sleep(POLL);
            }
            SteadyArrivals warmUp = new SteadyArrivals(store.log());
            warmUp.run(bench.effort().window().warmUp().multipliedBy(WARM_UP_WINDOWS));
            awaitAll(receipts, warmUp.committedNanos().size());
            SteadyArrivals arrivals = new SteadyArrivals(store.log());
            arrivals.run(bench.effort().steadyLoad());
            awaitAll(receipts, warmUp.committedNanos().size() + arrivals.committedNanos().size());
            return round(latencies(arrivals.committedNanos(), receipts),
                    meters.get(MeterName.RELAY_PUBLISH_DELAY.meterName()).timer());
        } finally {
            bench.cluster().drop(DATABASE);
            bench.broker().deleteTopic(topic);
        }
    }

    private static void awaitAll(Receipts receipts, int count) throws InterruptedException, TimeoutException {
        long until = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (receipts.count() < count) {
            if (System.nanoTime() > until) {
                throw new TimeoutException(receipts.count() + " of " + count + " events came to the consumer");
            }
            Thread.sleep(POLL);
        }
    }

    /** In microseconds. A record can be there before the appender's thread hears of the commit: that counts as 0. */
    private static Histogram latencies(Map<String, Long> committedNanos, Receipts receipts) {
        Histogram micros = new Histogram(3);
        committedNanos.forEach((stream, committed) -> {
            Long received = receipts.receivedNanos(stream);
            if (received == null) {
                throw new IllegalStateException("event of " + stream + " did not come to the consumer");
            }
            micros.recordValue(Math.max(0, (received - committed) / 1_000));
        });
        return micros;
    }

    private static Round round(Histogram micros, Timer publishDelay) {
        return new Round(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3, publishDelay.mean(TimeUnit.MILLISECONDS),
                publishDelay.max(TimeUnit.MILLISECONDS));
    }
}
