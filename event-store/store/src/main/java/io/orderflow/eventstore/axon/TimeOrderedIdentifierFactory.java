package io.orderflow.eventstore.axon;

import com.github.f4b6a3.uuid.UuidCreator;
import org.axonframework.common.IdentifierFactory;

/**
 * Gives Axon's messages, and so our events, UUIDs of version 7 (RFC 9562). Found by Axon through the service loader.
 */
public final class TimeOrderedIdentifierFactory extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}
