package io.orderflow.benchmarks.orders;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

/** Something that takes orders over HTTP; both sides have the same API as far as it is measured. */
interface OrderService extends AutoCloseable {
    String name();

    /** With the path that orders and stock have in common. */
    URI api();

    /** Its database, of those in the PostgreSQL that both share. */
    String database();

    /** Its own processes, without PostgreSQL. */
    Set<Long> processes();

    /** Of these orders, those that its read model shows as confirmed. */
    Set<String> confirmed(Collection<String> orders) throws Exception;

    @Override
    void close() throws IOException;
}
