/** What every HTTP interface of Orderflow has in common: its problem types (RFC 9457) and the names of its headers. */
@NullMarked
package io.orderflow.contract.http;

import org.jspecify.annotations.NullMarked;
