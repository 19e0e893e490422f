package io.orderflow.relay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what belongs to a session, all of it whatever fails. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /** In this order; an interrupt that is pending is kept until the end, since Kafka's clients would not close. */
    static void all(AutoCloseable... parts) {
        boolean interrupted = Thread.interrupted();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception failure) {
                LOG.atDebug().setCause(failure).log("not closed in order");
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
