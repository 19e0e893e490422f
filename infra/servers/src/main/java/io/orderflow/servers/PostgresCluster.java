package io.orderflow.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a cluster: made whole or not at all, and looked at before a server opens them. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";
    private static final String MAJOR_VERSION = "18";
    private static final String PASSWORD_FILE = "orderflow.password";
    private static final int PASSWORD_BYTES = 18;

    private final Path directory;
    private final Path programs;
    private final ServerAccount account;

    PostgresCluster(Path directory, Path programs, ServerAccount account) {
        this.directory = directory;
        this.programs = programs;
        this.account = account;
    }

    void prepare() throws IOException, InterruptedException {
        if (isEmpty(directory)) {
            create();
        }
        check();
    }

    /** The password of the superuser and of every application's role. */
    String password() throws IOException {
        return Files.readString(directory.resolve(PASSWORD_FILE)).strip();
    }

    private void check() throws IOException {
        Path version = directory.resolve("PG_VERSION");
        if (!Files.isRegularFile(version) || !Files.isRegularFile(directory.resolve("global/pg_control"))
                || !Files.isRegularFile(directory.resolve(PASSWORD_FILE))) {
            throw new BrokenDataDirectoryException(directory,
                    "The folder " + directory + " holds no readable PostgreSQL data.");
        }
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw new BrokenDataDirectoryException(directory,
                    "The data in " + directory + " was written by PostgreSQL " + found + " and this is PostgreSQL "
                            + MAJOR_VERSION + ".");
        }
    }

    /**
     * Made beside its place and moved there when it is complete, so that a start that was interrupted leaves nothing
     * half done.
     */
    private void create() throws IOException, InterruptedException {
        Files.createDirectories(directory.getParent());
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectory(unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path passwordFile = Files.createTempFile(directory.getParent(), "password", "");
        try {
            Files.writeString(passwordFile, newPassword());
            account.own(unfinished);
            account.own(passwordFile);
            initialise(unfinished, passwordFile);
            Files.move(passwordFile, unfinished.resolve(PASSWORD_FILE));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.deleteIfExists(directory);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path unfinished, Path passwordFile) throws IOException, InterruptedException {
        Process initdb = new ProcessBuilder(account.command(programs.resolve("bin/initdb"),
                List.of("-D", unfinished.toString(), "-U", SUPERUSER, "--pwfile", passwordFile.toString(),
                        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                        "--locale-provider=builtin", "--builtin-locale=C.UTF-8")))
            .redirectErrorStream(true)
            .start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw new ServerStartException("PostgreSQL could not make its data folder " + directory + ": "
                    + output.strip().lines().reduce((_, last) -> last).orElse("no reason given"));
        }
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
