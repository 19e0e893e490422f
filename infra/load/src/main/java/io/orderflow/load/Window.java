package io.orderflow.load;

import io.orderflow.load.openloop.Figures;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured while one piece of load ran.
 *
 * @param acknowledgements orders answered with 201 in it
 * @param seconds from the first request to the end of the last
 * @param cpuMillis of each process of the system; empty when the processes are not known
 * @param driverCpuMillis of this process, its compiler and collector included
 * @param machineBusy part of all processors that was at work, whoever used it; 0 when not known
 * @param restarts of the system's parts meanwhile; -1 when the parts are not known
 */
record Window(Figures figures, Acknowledgements acknowledgements, double seconds, Map<String, Long> cpuMillis,
        long driverCpuMillis, double machineBusy, int restarts) {
    private static final int UNKNOWN = -1;

    double ratePerSecond() {
        return figures.requests() / seconds;
    }

    boolean restartsAreKnown() {
        return restarts != UNKNOWN;
    }

    /** Milliseconds of CPU for one request, by process. */
    Map<String, Double> cpuMillisPerRequest() {
        Map<String, Double> each = new LinkedHashMap<>();
        double all = 0;
        for (Map.Entry<String, Long> process : cpuMillis.entrySet()) {
            each.put(process.getKey(), rounded(process.getValue().doubleValue()));
            all += process.getValue();
        }
        if (!each.isEmpty()) {
            each.put("all", rounded(all));
        }
        return each;
    }

    double driverMillisPerRequest() {
        return rounded((double) driverCpuMillis);
    }

    private double rounded(double millis) {
        long requests = Math.max(figures.requests(), 1);
        return Math.round(millis / requests * 1_000) / 1_000.0;
    }
}
