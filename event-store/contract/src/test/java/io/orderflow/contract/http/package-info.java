@NullMarked
package io.orderflow.contract.http;

import org.jspecify.annotations.NullMarked;
