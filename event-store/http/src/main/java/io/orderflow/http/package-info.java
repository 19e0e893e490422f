/**
 * Which requests a server takes at the same time, and how it refuses the others: each process takes what it can do in
 * time. For servlet containers that give each request a virtual thread, since a request waits for its place on it.
 */
@NullMarked
package io.orderflow.http;

import org.jspecify.annotations.NullMarked;
