/**
 * The HTTP edge of every application: which requests it takes at the same time, how it refuses the others, problem
 * documents, conditions on entity tags, and what is the same in all answers. For servlet containers that give each
 * request a virtual thread, since a request waits for its place on it.
 */
@NullMarked
package io.orderflow.http;

import org.jspecify.annotations.NullMarked;
