package io.orderflow.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The master key of the customer vault: made with the data that it protects, readable by its owner only, and lost with
 * it.
 */
final class VaultKey {
    static final String FILE = "vault.key";
    private static final int BYTES = 32;

    private VaultKey() {}

    /** The key in base64, made whole at the first call; the services are launched side by side and get the same. */
    static synchronized String of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path unfinished = Files.createTempFile(folder, FILE, ".unfinished", ownerOnly);
            Files.writeString(unfinished, Base64.getEncoder().encodeToString(key));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
