/** What all reads over HTTP share: problem documents, parameters, cursors, entity tags, limits and headers. */
@NullMarked
package io.orderflow.query.http;

import org.jspecify.annotations.NullMarked;
