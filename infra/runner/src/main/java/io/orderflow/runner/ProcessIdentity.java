package io.orderflow.runner;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param startedAt as the operating system knows it
 */
record ProcessIdentity(long pid, Instant startedAt) {
    static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(process -> process.isAlive() && of(process).equals(this));
    }
}
