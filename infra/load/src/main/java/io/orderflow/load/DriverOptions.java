package io.orderflow.load;

import io.orderflow.load.openloop.OpenLoop;
import io.orderflow.load.openloop.Schedule;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options that all open-loop commands share. */
final class DriverOptions {
    static final double RATE_MAX = 20_000;
    static final Duration DURATION_MAX = Duration.ofHours(1);
    /** Of one command: each acknowledged one is kept in memory until it has been looked for. */
    static final long ORDERS_MAX = 400_000;
    private static final int CONNECTIONS_MAX = 4_096;
    private static final int ATTEMPTS_MAX = 10;
    private static final int IN_FLIGHT_MAX = 16_384;
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);
    private static final Duration WARM_UP_MAX = Duration.ofMinutes(10);

    /** What a verdict rests on. */
    enum Judged {
        ALL, CORRECTNESS, ORDERS
    }

    /** How arrivals are spread. */
    enum Arrivals {
        POISSON, FIXED
    }

    /** Options are written in small letters. */
    static final class ReadJudged implements ITypeConverter<Judged> {
        @Override
        public Judged convert(String value) {
            return constant(Judged.class, value);
        }
    }

    /** Options are written in small letters. */
    static final class ReadArrivals implements ITypeConverter<Arrivals> {
        @Override
        public Arrivals convert(String value) {
            return constant(Arrivals.class, value);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(value))
            .findFirst()
            .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of "
                    + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    @Option(names = "--warm-up", paramLabel = "D", defaultValue = "10s", converter = DurationConverter.class, description = "Load beforehand that is not counted, up to 10m (default: ${DEFAULT-VALUE})")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(names = "--arrivals", paramLabel = "KIND", defaultValue = "poisson", converter = ReadArrivals.class, description = "poisson or fixed, which is all at the same distance (default: ${DEFAULT-VALUE})")
    private Arrivals arrivals = Arrivals.POISSON;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The same seed makes the same requests (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--lines", paramLabel = "N", description = "Lines of each order, 1 to 4 (default: 1 to 4, by chance)")
    private @Nullable Integer lines;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "2048", description = "Connections kept at most, 1 to 4096 (default: ${DEFAULT-VALUE})")
    private int connections = 2_048;

    @Option(names = "--timeout", paramLabel = "D", defaultValue = "10s", converter = DurationConverter.class, description = "How long to wait for an answer, up to 1m (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--settle", paramLabel = "D", defaultValue = "60s", converter = DurationConverter.class, description = "How long orders may take to come to rest after the load (default: ${DEFAULT-VALUE})")
    private Duration settleMax = Duration.ofMinutes(1);

    @Option(names = "--verdict", paramLabel = "WHAT", defaultValue = "all", converter = ReadJudged.class, description = "all; correctness: failures, restarts and orders, never time; orders: only that none is lost, made twice or stuck, for a load under which processes are killed (default: ${DEFAULT-VALUE})")
    private Judged judged = Judged.ALL;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    /**
     * @throws ParameterException which names the option and its range
     */
    void check(URI target) {
        require(connections >= 1 && connections <= CONNECTIONS_MAX, "--connections is 1 to 4096, not " + connections);
        require(lines == null || (lines >= 1 && lines <= OrderGenerator.LINES_MAX), "--lines is 1 to 4, not " + lines);
        require(timeout.isPositive() && timeout.compareTo(TIMEOUT_MAX) <= 0, "--timeout is up to 1m");
        require(warmUp.compareTo(WARM_UP_MAX) <= 0, "--warm-up is up to 10m");
        require(isLocal(target), "This load is for a system on this machine and not for " + target
                + ": name a localhost address with --url.");
    }

    void checkRate(double rate) {
        require(rate > 0 && rate <= RATE_MAX, "--rate is above 0 and at most 20000, not " + rate);
    }

    void checkDuration(Duration duration) {
        require(duration.isPositive() && duration.compareTo(DURATION_MAX) <= 0, "--duration is up to 60m");
    }

    void checkAttempts(int attempts) {
        require(attempts >= 1 && attempts <= ATTEMPTS_MAX, "--attempts is 1 to 10, not " + attempts);
    }

    void checkOrders(double orders) {
        require(orders <= ORDERS_MAX, "That makes " + Math.round(orders) + " orders and " + ORDERS_MAX
                + " are the most: lower --rate or --duration.");
    }

    void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private static boolean isLocal(URI target) {
        try {
            return target.getHost() != null && InetAddress.getByName(target.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    OpenLoop.Limits limits() {
        return new OpenLoop.Limits(connections, IN_FLIGHT_MAX, timeout);
    }

    Schedule schedule(double rate, Duration duration) {
        return arrivals == Arrivals.POISSON
                ? Schedule.poisson(rate, duration, seed)
                : Schedule.fixed(rate, duration);
    }

    Duration warmUp() {
        return warmUp;
    }

    long seed() {
        return seed;
    }

    int linesMin() {
        return lines == null ? 1 : lines;
    }

    int linesMax() {
        return lines == null ? OrderGenerator.LINES_MAX : lines;
    }

    Duration settleMax() {
        return settleMax;
    }

    boolean judgesTime() {
        return judged == Judged.ALL;
    }

    /** Failures and restarts; not where somebody kills the processes. */
    boolean judgesAvailability() {
        return judged != Judged.ORDERS;
    }
}
