package io.orderflow.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow up}. */
@Command(name = "up", description = "Start the whole system and stay with it until Ctrl-C.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_000;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--fresh", description = "Delete all data first")
    private boolean fresh;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port of the gateway, or the next free one (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--detach", description = "Return when the system is ready and let it run")
    private boolean detach;

    @Option(names = "--no-seed", description = "Do not load the example catalogue, stock and orders")
    private boolean noSeed;

    @Option(names = "--record", negatable = true, description = "Record this run for the JVM anew, or never: a clean end makes caches of it, from which later starts are quicker (default: record programs that have none)")
    private @Nullable Boolean record;

    @Option(names = "--only", paramLabel = "PROCESS", split = ",", description = "Start only these applications, as when one is run from an IDE instead")
    private List<String> only = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (port < 1 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port is 1 to " + PORT_MAX + ", not " + port);
        }
        requireKnown();
        DataDirectory directory = data.directory();
        directory.open(fresh);
        refuseIfRunning(directory);
        return detach ? new Detached(directory, programs(directory), out()).run() : attached(directory);
    }

    private int attached(DataDirectory directory) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        FileLock lock = new RunFiles(directory).tryLock();
        if (lock == null) {
            throw new CannotRunException(ExitCode.CONFLICT, "The system is being started or stopped in "
                    + directory.root() + " by another command: wait for it.");
        }
        int leftovers = Leftovers.stop(directory);
        if (leftovers > 0) {
            out().println("Stopped " + leftovers + " processes that a killed run had left behind.");
        }
        if (fresh) {
            directory.wipe();
        }
        RunnerLog.writeTo(directory.log("runner"));
        Programs programs = programs(directory);
        var system = new OrderflowSystem(directory, Ports.choose(port), programs, noSeed ? "none" : "steel-wheels",
                out()::println);
        return run(system, programs, directory, begun);
    }

    private Programs programs(DataDirectory directory) {
        return new Programs(Home.directory(), directory.programs(), Recording.of(record));
    }

    private int run(OrderflowSystem system, Programs programs, DataDirectory directory, Instant begun)
            throws InterruptedException {
        out().println("Starting in " + directory.root());
        var stopping = new AtomicBoolean();
        stopBeforeExit(system, programs, directory, stopping);
        endWithBroker();
        try {
            startAndStay(system, directory, begun);
        } catch (InterruptedException e) {
            if (!stopping.get()) {
                throw e;
            }
        }
        return ExitCode.OK;
    }

    private void startAndStay(OrderflowSystem system, DataDirectory directory, Instant begun)
            throws InterruptedException {
        system.start(services());
        if (!noSeed && services().contains(Service.COMMAND_SIDE)) {
            URI commandSide = URI.create("http://127.0.0.1:" + system.port(Service.COMMAND_SIDE));
            new SeedWatch(commandSide, out()::println).await();
        }
        system.becomeReady();
        announce(system, directory, begun);
        new CountDownLatch(1).await();
    }

    private void requireKnown() {
        List<String> known = Service.ALL.stream().map(Service::name).toList();
        only.stream().filter(it -> !known.contains(it)).findFirst().ifPresent(unknown -> {
            throw new ParameterException(spec.commandLine(),
                    "--only is of " + String.join(", ", known) + ", not " + unknown);
        });
    }

    private List<Service> services() {
        return only.isEmpty()
                ? Service.ALL
                : Service.ALL.stream().filter(service -> only.contains(service.name())).toList();
    }

    private void announce(OrderflowSystem system, DataDirectory directory, Instant begun) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        long megabytes = Footprint.of(system.report()).totalBytes() / 1_000_000;
        out().println(String.format(Locale.ROOT, "Ready in %.1f s: %s", seconds, system.url()));
        out().println(megabytes + " MB in use, logs in " + directory.root().resolve("logs")
                + "; './orderflow status' shows every address, './orderflow down' stops it.");
        out().flush();
    }

    /**
     * However this process is asked to end, it first stops all others; only {@code kill -9} leaves them to the next
     * start.
     */
    private void stopBeforeExit(OrderflowSystem system, Programs programs, DataDirectory directory,
            AtomicBoolean stopping) {
        Thread starting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping.set(true);
            out().println("Stopping");
            starting.interrupt();
            system.stop();
            StartCaches.make(programs.recorded(), out()::println);
            try {
                new RunFiles(directory).delete();
            } catch (IOException e) {
                out().println("The file of running processes stays behind: " + e.getMessage());
            }
            out().println("Stopped.");
            out().flush();
        }, "stop"));
    }

    /** A broker that cannot go on would end this process at once, and leave the others behind. */
    private static void endWithBroker() {
        Exit.Procedure orderly = (status, message) -> {
            Thread.ofPlatform().name("broker-failed").start(() -> System.exit(ExitCode.UNAVAILABLE));
            throw new IllegalStateException("Kafka ended with " + status + ": " + message);
        };
        Exit.setExitProcedure(orderly);
        Exit.setHaltProcedure(orderly);
    }

    private static void refuseIfRunning(DataDirectory directory) {
        new RunFiles(directory).running().ifPresent(system -> {
            throw new CannotRunException(ExitCode.CONFLICT,
                    "The system already runs in " + directory.root() + " (pid " + system.runner().pid() + "): "
                            + system.url() + "; stop it with './orderflow down'.");
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
