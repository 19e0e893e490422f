package io.orderflow.benchmarks.servers;

import java.io.IOException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.axonframework.util.MavenArtifactVersionResolver;
import org.postgresql.util.DriverInfo;

/** What was measured. */
public final class Versions {
    private Versions() {}

    /** In one line, with the server's own word for its version. */
    public static String text(String postgres) {
        return String.join(", ", "PostgreSQL " + postgres, "pgjdbc " + DriverInfo.DRIVER_VERSION,
                "Kafka " + AppInfoParser.getVersion(), "Axon Framework " + axon(), NpmPeers.MESSAGE_DB,
                NpmPeers.EMMETT);
    }

    /** @throws IllegalStateException when the library does not tell */
    public static String axon() {
        try {
            return new MavenArtifactVersionResolver("org.axonframework", "axon-messaging",
                    Versions.class.getClassLoader())
                .get();
        } catch (IOException unreadable) {
            throw new IllegalStateException("Axon does not tell its version", unreadable);
        }
    }
}
