package io.orderflow.servers;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs are run by the current user. They refuse to run as root; then they run in a user namespace,
 * where root's files still belong to them but they hold no privilege, or, where the system forbids that, as the user
 * {@code nobody}.
 */
enum ServerAccount {
    /** As the user of this process, who is not root. */
    SAME_USER(""),
    /** In a user namespace of its own, as nobody. */
    USER_NAMESPACE("unshare -U"),
    /** The same as another user, where nobody has no name: PostgreSQL asks for that of its user. */
    NAMED_USER_NAMESPACE("unshare -U --map-user=1 --map-group=1"),
    /** As nobody, to whom the data directory must belong and for whom each folder above it must be passable. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int TRIAL_SECONDS_MAX = 5;

    private final String prefix;

    ServerAccount(String prefix) {
        this.prefix = prefix;
    }

    static ServerAccount current() {
        if (new UnixSystem().getUid() != 0) {
            return SAME_USER;
        }
        return Stream.of(USER_NAMESPACE, NAMED_USER_NAMESPACE, NOBODY)
            .filter(ServerAccount::works)
            .findFirst()
            .orElseThrow(() -> new ServerStartException("PostgreSQL does not run as root, and neither 'unshare -U' nor"
                    + " 'setpriv' gives it another user that has a name here: run this as another user."));
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (!prefix.isEmpty()) {
            command.addAll(List.of(prefix.split(" ", -1)));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    Path programCache() {
        if (this == NOBODY) {
            return Path.of(System.getProperty("java.io.tmpdir"), "orderflow-programs");
        }
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        Path cache = base.resolve("orderflow");
        return writable(cache)
                ? cache
                : Path.of(System.getProperty("java.io.tmpdir"), "orderflow-" + System.getProperty("user.name"));
    }

    void own(Path directory) throws IOException, InterruptedException {
        if (this == NOBODY
                && new ProcessBuilder("chown", "-R", "65534:65534", directory.toString()).start().waitFor() != 0) {
            throw new ServerStartException("The folder " + directory
                    + " cannot be given to the user nobody: run this as another user than root.");
        }
    }

    private boolean works() {
        try {
            Process trial = new ProcessBuilder(command(Path.of("id"), List.of("-un"))).redirectErrorStream(true)
                .start();
            return trial.waitFor(TRIAL_SECONDS_MAX, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean writable(Path directory) {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException _) {
            return false;
        }
    }
}
