package io.orderflow.load;

import io.orderflow.load.budget.FlightRecordings;
import io.orderflow.load.budget.HopTimes;
import io.orderflow.load.budget.Ledger;
import io.orderflow.load.budget.Profile;
import io.orderflow.load.budget.Spread;
import io.orderflow.load.invariants.Database;
import io.orderflow.load.machine.JvmThreads;
import io.orderflow.load.machine.Sample;
import io.orderflow.load.machine.WatchedProcess;
import io.orderflow.load.openloop.RetryPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of a read and of an order goes. CPU is measured in runs without a profiler; one more run with it says
 * how each process's CPU is shared out.
 */
final class Budget {
    /**
     * @param runs measured, each followed by nothing but the next
     */
    record Plan(int runs, Duration duration, double readRate, double orderRate) {}

    /**
     * What one kind of request costs.
     *
     * @param times milliseconds by hop; empty for reads
     */
    record Part(Demand demand, double rate, Ledger ledger, Profile profile, Spread p50, Spread p99,
            Map<String, Double> times, long failed) {}

    private final LoadSession session;
    private final Plan plan;

    Budget(LoadSession session, Plan plan) {
        this.session = session;
        this.plan = plan;
    }

    List<Part> run(ProgressFactory progress) throws IOException, InterruptedException, SQLException {
        double seconds = plan.duration().toSeconds() * (plan.runs() + 1) + session.options().warmUp().toSeconds();
        session.stockUp(plan.orderRate() * seconds, progress);
        Part read = part(Demand.DETAIL, plan.readRate(), progress);
        Part order = part(Demand.ORDERS, plan.orderRate(), progress);
        return List.of(read, order);
    }

    private Part part(Demand demand, double rate, ProgressFactory progress)
            throws IOException, InterruptedException, SQLException {
        session.warmUp(rate, demand.calls(session.workload()));
        Database database = session.system().database();
        if (database == null) {
            throw new UnavailableException("No database is known: start the system with 'orderflow up', or give"
                    + " --jdbc-url.");
        }
        long head = HopTimes.head(database);
        List<Measured> runs = new ArrayList<>();
        try (Progress bar = progress.of("runs of " + demand, plan.runs() + 1L)) {
            for (int run = 0; run < plan.runs(); run++) {
                runs.add(measure(demand, rate));
                bar.stepTo(run + 1L);
            }
            Map<String, Double> times = demand == Demand.ORDERS ? HopTimes.since(database, head) : Map.of();
            FlightRecordings recordings = FlightRecordings.start(session.system().processes());
            measure(demand, rate);
            return of(demand, rate, runs, times, recordings.stop());
        }
    }

    /**
     * @param cpu milliseconds a request, by process
     * @param jvmPart of each process's CPU
     */
    private record Measured(Window window, Map<String, Double> cpu, Map<String, Double> jvmPart) {}

    private Measured measure(Demand demand, double rate) {
        List<WatchedProcess> processes = session.system().processes();
        Sample before = Sample.of(processes);
        Map<String, Duration> jvmBefore = jvm(processes);
        Window window = session.measure(session.options().schedule(rate, plan.duration()),
                demand.calls(session.workload()), RetryPolicy.NEVER, (_, _, _) -> {
                });
        session.settle(window.acknowledgements().orders(), session.options().settleMax());
        Map<String, Long> used = Sample.of(processes).millisSince(before);
        Map<String, Duration> jvmAfter = jvm(processes);
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Double> jvmPart = new LinkedHashMap<>();
        double requests = Math.max(window.figures().requests(), 1);
        used.forEach((process, millis) -> {
            cpu.put(process, millis / requests);
            Duration own = jvmAfter.getOrDefault(process, Duration.ZERO)
                .minus(jvmBefore.getOrDefault(process, Duration.ZERO));
            jvmPart.put(process, Math.clamp(own.toMillis() / (double) Math.max(millis, 1), 0.0, 1.0));
        });
        cpu.put("all", cpu.values().stream().mapToDouble(Double::doubleValue).sum());
        return new Measured(window, cpu, jvmPart);
    }

    private static Map<String, Duration> jvm(List<WatchedProcess> processes) {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        processes.stream().filter(it -> !it.family()).forEach(it -> cpu.put(it.name(), JvmThreads.cpu(it.pid())));
        return cpu;
    }

    private static Part of(Demand demand, double rate, List<Measured> runs, Map<String, Double> times,
            Profile profile) {
        Map<String, Spread> cpu = new LinkedHashMap<>();
        Map<String, Double> jvmPart = new LinkedHashMap<>();
        runs.getFirst()
            .cpu()
            .keySet()
            .forEach(process -> cpu.put(process,
                    Spread.of(runs.stream().map(it -> it.cpu().getOrDefault(process, 0.0)).toList())));
        runs.getFirst()
            .jvmPart()
            .keySet()
            .forEach(process -> jvmPart.put(process,
                    Spread.of(runs.stream().map(it -> it.jvmPart().getOrDefault(process, 0.0)).toList()).median()));
        String kind = demand.toString();
        String name = demand == Demand.ORDERS ? "order" : "read";
        return new Part(demand, rate, new Ledger(name, cpu, jvmPart, profile), profile,
                Spread.of(runs.stream().map(it -> it.window().figures().of(kind).latency().p50()).toList()),
                Spread.of(runs.stream().map(it -> it.window().figures().of(kind).latency().p99()).toList()), times,
                runs.stream().mapToLong(it -> it.window().figures().errors()).sum());
    }
}
