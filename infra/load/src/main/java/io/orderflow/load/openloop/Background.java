package io.orderflow.load.openloop;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Connections that ask for little and hold much: they stand beside the load, and one that the system ends is opened
 * anew. Lives on the driver's thread.
 */
public final class Background implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final int OPENED_A_TICK = 40;
    /** Small, so that a slow reader's slowness reaches the system and does not vanish in a buffer of this machine. */
    private static final int BUFFER_BYTES = 2_048;
    private final Context context;
    private final Vertx vertx;
    private final NetClient client;
    private final URI target;
    private final List<String> orderIds;
    private final Deque<BackgroundConnection> toOpen = new ArrayDeque<>();
    private final List<BackgroundConnection> all = new ArrayList<>();
    private final CompletableFuture<Void> allTried = new CompletableFuture<>();
    private long timer;
    private boolean closed;

    /**
     * @param idle connections that send one request and then nothing
     * @param streams open event streams
     * @param slow half of them read slowly, half of them send slowly
     */
    public record Plan(int idle, int streams, int slow) {
        public static final int EACH_MAX = 2_000;

        /**
         * @param text such as {@code idle=1000,streams=256,slow=50}; what is left out is 0
         * @throws IllegalArgumentException which says what is wrong
         */
        public static Plan parse(String text) {
            Map<String, Integer> parts = new TreeMap<>();
            for (String part : text.split(",", -1)) {
                String[] word = part.split("=", -1);
                if (word.length != 2 || !word[1].matches("\\d{1,4}") || Integer.parseInt(word[1]) > EACH_MAX
                        || !List.of("idle", "streams", "slow").contains(word[0])) {
                    throw new IllegalArgumentException("'" + part
                            + "' is not understood: write idle=1000,streams=256,slow=50, each up to " + EACH_MAX);
                }
                parts.put(word[0], Integer.parseInt(word[1]));
            }
            return new Plan(parts.getOrDefault("idle", 0), parts.getOrDefault("streams", 0),
                    parts.getOrDefault("slow", 0));
        }
    }

    /** Of one kind of connection. */
    public record Count(int wanted, int open, long endedBySystem, long refused) {
        @Override
        public String toString() {
            return "%d of %d open, %d ended by the system, %d not answered with 200".formatted(open, wanted,
                    endedBySystem, refused);
        }
    }

    /**
     * @param orderIds whose streams are followed, in turn
     */
    public Background(OpenLoop driver, URI target, Plan plan, List<String> orderIds) {
        this.target = target;
        this.orderIds = orderIds;
        vertx = driver.vertx();
        context = vertx.getOrCreateContext();
        client = vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(BUFFER_BYTES));
        plan(BackgroundConnection.Kind.IDLE, plan.idle());
        plan(BackgroundConnection.Kind.STREAM, plan.streams());
        plan(BackgroundConnection.Kind.SLOW_READER, plan.slow() / 2);
        plan(BackgroundConnection.Kind.SLOW_SENDER, plan.slow() - plan.slow() / 2);
        toOpen.addAll(all);
    }

    private void plan(BackgroundConnection.Kind kind, int wanted) {
        for (int made = 0; made < wanted; made++) {
            String order = orderIds.get(made % orderIds.size());
            all.add(new BackgroundConnection(kind, target, order));
        }
    }

    /** Returns when each connection has been tried once. */
    public void open() {
        context.runOnContext(_ -> timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick()));
        allTried.join();
    }

    private void tick() {
        for (int opened = 0; opened < OPENED_A_TICK && !toOpen.isEmpty(); opened++) {
            open(toOpen.removeFirst());
        }
        if (toOpen.isEmpty()) {
            allTried.complete(null);
        }
        all.forEach(BackgroundConnection::tick);
    }

    private void open(BackgroundConnection connection) {
        client.connect(target.getPort(), target.getHost())
            .onComplete(socket -> connection.opened(socket, () -> again(connection)), _ -> {
                connection.notOpened();
                again(connection);
            });
    }

    private void again(BackgroundConnection connection) {
        if (!closed) {
            toOpen.addLast(connection);
        }
    }

    /** By kind, as it is now. */
    public Map<String, Count> counts() {
        CompletableFuture<Map<String, Count>> counts = new CompletableFuture<>();
        context.runOnContext(_ -> counts.complete(count()));
        return counts.join();
    }

    private Map<String, Count> count() {
        Map<BackgroundConnection.Kind, List<BackgroundConnection>> byKind = new EnumMap<>(
                BackgroundConnection.Kind.class);
        all.forEach(it -> byKind.computeIfAbsent(it.kind(), _ -> new ArrayList<>()).add(it));
        Map<String, Count> counts = new TreeMap<>();
        byKind.forEach((kind, them) -> counts.put(kind.label(), new Count(them.size(),
                (int) them.stream().filter(BackgroundConnection::isOpen).count(),
                them.stream().mapToLong(BackgroundConnection::endedBySystem).sum(),
                them.stream().mapToLong(BackgroundConnection::refused).sum())));
        return counts;
    }

    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(_ -> {
            closed = true;
            vertx.cancelTimer(timer);
            all.forEach(BackgroundConnection::close);
            client.close().onComplete(_ -> done.complete(null));
        });
        done.join();
    }
}
