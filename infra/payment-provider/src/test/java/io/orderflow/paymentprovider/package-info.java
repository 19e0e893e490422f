@NullMarked
package io.orderflow.paymentprovider;

import org.jspecify.annotations.NullMarked;
