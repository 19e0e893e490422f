package io.orderflow.command.dispatch;

/** The version of the stream that the caller has seen and insists on. */
public sealed interface RequiredVersion {
    RequiredVersion ANY = new AnyVersion();

    /** Decide on whatever is there. */
    record AnyVersion() implements RequiredVersion {}

    /**
     * @param version of the stream's last event, from 0
     */
    record AtVersion(long version) implements RequiredVersion {}
}
