package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeyTest {
    @TempDir
    Path folder;

    @Test
    void whoeverAsksAtTheSameTimeGetsTheSameKey() throws Exception {
        Set<String> keys = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> askers = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(n -> () -> VaultKey.of(folder))
                .toList();
            for (Future<String> answer : threads.invokeAll(askers)) {
                keys.add(answer.get());
            }
        }

        assertThat(keys).hasSize(1);
        assertThat(Base64.getDecoder().decode(keys.iterator().next())).hasSize(32);
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        VaultKey.of(folder);

        assertThat(Files.getPosixFilePermissions(folder.resolve(VaultKey.FILE)))
            .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
