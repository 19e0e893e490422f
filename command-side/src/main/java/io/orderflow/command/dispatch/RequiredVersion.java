package io.orderflow.command.dispatch;

import java.util.Set;

/** The versions of the stream on which the caller insists, since it has seen them. */
public sealed interface RequiredVersion {
    RequiredVersion ANY = new AnyVersion();

    /** Decide on whatever is there. */
    record AnyVersion() implements RequiredVersion {}

    /**
     * @param versions each that of the stream's last event, from 0; none when whatever is there is another state than
     *        the caller insists on
     */
    record OneOf(Set<Long> versions) implements RequiredVersion {}

    static RequiredVersion at(long version) {
        return new OneOf(Set.of(version));
    }
}
