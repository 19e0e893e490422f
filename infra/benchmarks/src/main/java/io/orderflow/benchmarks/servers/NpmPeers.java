package io.orderflow.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The other event stores, fetched by npm into a folder of the build; never part of the repository. */
public final class NpmPeers {
    public static final String MESSAGE_DB = "@eventide/message-db@1.3.1";
    public static final String EMMETT = "@event-driven-io/emmett-postgresql@0.42.0";
    private static final long FETCH_SECONDS_MAX = 180;

    private final Path folder;
    private final boolean present;

    private NpmPeers(Path folder, boolean present) {
        this.folder = folder;
        this.present = present;
    }

    /** Leaves the peers out. */
    public static NpmPeers none() {
        return new NpmPeers(Path.of("."), false);
    }

    /**
     * Fetches what is not there yet.
     *
     * @return without peers if npm is missing or does not get them; the reason has been printed then
     */
    public static NpmPeers fetchInto(Path folder) throws IOException, InterruptedException {
        NpmPeers peers = new NpmPeers(folder, true);
        if (peers.complete()) {
            return peers;
        }
        Files.createDirectories(folder);
        Path log = folder.resolve("npm.log");
        List<String> command = List.of("npm", "install", "--prefix", folder.toString(), "--no-audit", "--no-fund",
                "--ignore-scripts", MESSAGE_DB, EMMETT);
        boolean fetched = run(command, log) && peers.complete();
        if (!fetched) {
            System.err.println("message-db and Emmett are left out: npm is not installed or did not get them, see "
                    + log + ".");
        }
        return fetched ? peers : none();
    }

    private boolean complete() {
        return Files.isRegularFile(messageDb().resolve("install.sh")) && Files.isDirectory(emmett());
    }

    private Path messageDb() {
        return folder.resolve("node_modules/@eventide/message-db/database");
    }

    private Path emmett() {
        return folder.resolve("node_modules/@event-driven-io/emmett-postgresql/dist");
    }

    private static boolean run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException notInstalled) {
            Files.writeString(log, notInstalled.getMessage());
            return false;
        }
        if (!process.waitFor(FETCH_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /** The statements that install message-db, in the order of its own installer, without its database. */
    public Optional<List<String>> messageDbSchema() throws IOException {
        if (!present) {
            return Optional.empty();
        }
        List<String> scripts = new ArrayList<>();
        for (String part : List.of("roles/message-store", "schema/message-store", "extensions/pgcrypto",
                "tables/messages", "types/message")) {
            scripts.add(Files.readString(messageDb().resolve(part + ".sql")));
        }
        for (String installer : List.of("install-functions.sh", "install-indexes.sh")) {
            for (String line : Files.readAllLines(messageDb().resolve(installer))) {
                int from = line.indexOf("$base/");
                if (from >= 0 && line.endsWith(".sql") && !line.contains("types/message")) {
                    scripts.add(Files.readString(messageDb().resolve(line.substring(from + "$base/".length()))));
                }
            }
        }
        return Optional.of(scripts);
    }

    /** The script that makes Emmett's schema, as its package prints it; empty also when there is no node to run it. */
    public Optional<String> emmettSchema() throws IOException, InterruptedException {
        if (!present) {
            return Optional.empty();
        }
        Path schema = folder.resolve("emmett.sql");
        String program = "import('@event-driven-io/emmett-postgresql').then(it => process.stdout.write(it.schemaSQL.join('')))";
        Process node = new ProcessBuilder("node", "-e", program).directory(folder.toFile())
            .redirectOutput(schema.toFile())
            .redirectError(folder.resolve("node.log").toFile())
            .start();
        return node.waitFor() == 0 ? Optional.of(Files.readString(schema)) : Optional.empty();
    }
}
