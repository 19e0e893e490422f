package io.orderflow.runner;

import io.orderflow.servers.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of a system whose runner was killed. */
final class Leftovers {
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private Leftovers() {}

    /** Stops them, the applications before PostgreSQL, and says how many there were. */
    static int stop(DataDirectory data) throws IOException, InterruptedException {
        List<ProcessHandle> applications = new RunFiles(data).read().map(Leftovers::applications).orElse(List.of());
        applications.forEach(ProcessHandle::destroy);
        awaitEnd(applications);
        int postgres = EmbeddedPostgres.stopLeftover(data.postgres()) ? 1 : 0;
        return applications.size() + postgres;
    }

    private static List<ProcessHandle> applications(SystemReport system) {
        return system.processes()
            .stream()
            .filter(part -> !part.inRunner() && !part.name().equals(Ports.POSTGRES))
            .map(PartReport::process)
            .flatMap(identity -> Optional.ofNullable(identity).flatMap(ProcessIdentity::find).stream())
            .toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        try {
            CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            processes.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
