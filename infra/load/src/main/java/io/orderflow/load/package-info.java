/**
 * Load scenarios with a verdict, and the invariants recomputed from outside. Uses the running system as any client
 * does: HTTP, a reading role of the database, the topic.
 */
@NullMarked
package io.orderflow.load;

import org.jspecify.annotations.NullMarked;
