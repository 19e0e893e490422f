package io.orderflow.campaign;

import io.orderflow.campaign.arena.Arena;
import io.orderflow.servers.ServerStartException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow campaign}. */
@Command(name = "campaign", description = "Append under faults on servers of its own and prove that nothing acknowledged is lost.", mixinStandardHelpOptions = true)
public final class CampaignCommand implements Callable<Integer> {
    /** Name of the folder for the program's jars in the folder of the run. */
    public static final String PROGRAM = "program";
    private static final int PARTITIONS = 10;
    private static final int OK = 0;
    private static final int VERIFICATION_FAILED = 5;
    private static final int UNAVAILABLE = 6;

    @Option(names = "--events", description = "Events to append under faults (default: ${DEFAULT-VALUE}).")
    private long events = 1_000_000;

    @Option(names = "--seed", description = "Seed of the faults (default: a random one, which is printed).")
    private @Nullable Long seed;

    @Option(names = "--appenders", description = "Processes that append (default: ${DEFAULT-VALUE}).")
    private int appenders = 3;

    @Option(names = "--relays", description = "Relay processes: one leads, the others stand by (default: ${DEFAULT-VALUE}).")
    private int relays = 2;

    @Option(names = "--shards", description = "Logs, each a database of its own: 1, 2 or 4 (default: ${DEFAULT-VALUE}).")
    private int shards = 1;

    @Option(names = "--rate", description = "Events per second at most; 0 is as many as the store takes (default: ${DEFAULT-VALUE}).")
    private int eventsPerSecond;

    @Option(names = "--lease", description = "Milliseconds of the relay's lease (default: ${DEFAULT-VALUE}).")
    private long leaseMillis = 2_000;

    @Option(names = "--keep", description = "Keep the servers' data in the folder of the run.")
    private boolean keep;

    @Option(names = "--folder", hidden = true)
    private @Nullable Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    private final Host host;

    /**
     * @param host runs the campaign elsewhere
     */
    public CampaignCommand(Host host) {
        this.host = host;
    }

    /** Runs this command in another JVM. */
    @FunctionalInterface
    public interface Host {
        /**
         * @param folder of the run; the program's jars go into {@value #PROGRAM} there
         * @param arguments of {@link CampaignCommand#main}
         * @return the exit code
         */
        int run(long events, Path folder, List<String> arguments) throws IOException, InterruptedException;
    }

    /** In a JVM of its own, which ends with whoever holds its standard input. */
    public static void main(String[] arguments) {
        Thread.ofPlatform().name("parent").daemon(true).start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is said; only the end counts.
                }
            } catch (IOException _) {
                // The same as the end.
            }
            Runtime.getRuntime().halt(UNAVAILABLE);
        });
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        Host itself = (_, folder, _) -> {
            throw new IllegalStateException("the campaign of " + folder + " runs here");
        };
        CampaignCommand command = new CampaignCommand(itself);
        System.exit(new CommandLine(command).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            CampaignSettings settings = settings();
            return folder == null ? host.run(events, settings.folder(), arguments(settings)) : run(settings);
        } catch (IllegalArgumentException misuse) {
            throw new ParameterException(spec.commandLine(), misuse.getMessage() + ".", misuse);
        } catch (ServerStartException unavailable) {
            err.println(unavailable.getMessage());
        } catch (IOException | SQLException failure) {
            err.println("The campaign cannot go on: " + failure.getMessage());
        }
        return UNAVAILABLE;
    }

    private int run(CampaignSettings settings) throws IOException, SQLException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Verdict verdict = new Campaign(settings, out).run();
        Printing.verdict(verdict, settings, out);
        return verdict.passed() ? OK : VERIFICATION_FAILED;
    }

    private CampaignSettings settings() {
        long chosen = seed == null ? new SecureRandom().nextInt(1, Integer.MAX_VALUE) : seed;
        return new CampaignSettings(events, chosen,
                new Arena.Size(shards, appenders, CampaignSettings.CALLERS, eventsPerSecond, relays,
                        Duration.ofMillis(leaseMillis), Math.max(1, events / PARTITIONS)),
                folder == null ? newFolder(chosen) : folder, keep);
    }

    private static Path newFolder(long seed) {
        Path all = Path.of(System.getProperty("java.io.tmpdir"),
                "orderflow-campaigns-" + System.getProperty("user.name"));
        return all.resolve(seed + "-" + ProcessHandle.current().pid());
    }

    private static List<String> arguments(CampaignSettings settings) {
        Arena.Size size = settings.size();
        List<String> arguments = new ArrayList<>(List.of("--events=" + settings.events(), "--seed=" + settings.seed(),
                "--appenders=" + size.appenders(), "--relays=" + size.relays(), "--shards=" + size.shards(),
                "--rate=" + size.eventsPerSecond(), "--lease=" + size.lease().toMillis(),
                "--folder=" + settings.folder()));
        if (settings.keep()) {
            arguments.add("--keep");
        }
        return arguments;
    }
}
