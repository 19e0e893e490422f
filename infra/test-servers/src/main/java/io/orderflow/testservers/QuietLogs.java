package io.orderflow.testservers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps the servers' own chatter out of the tests' output; a level that a test configures stays. */
final class QuietLogs {
    private static final List<String> LOGGERS = List.of("kafka", "org.apache.kafka", "state.change.logger",
            "org.testcontainers", "tc", "com.github.dockerjava", "io.zonky");

    private QuietLogs() {}

    static void apply() {
        for (String name : LOGGERS) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
                logger.setLevel(Level.WARN);
            }
        }
    }
}
