/**
 * A simulated payment provider: a small HTTP service that authorises, declines, is slow, fails or keeps silent as it is
 * told to. Its answers are the same for the same payment id, its memory is bounded and it keeps nothing on disk.
 */
@NullMarked
package io.orderflow.paymentprovider;

import org.jspecify.annotations.NullMarked;
