/** The database server, the broker and the peers that are measured. */
@NullMarked
package io.orderflow.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
