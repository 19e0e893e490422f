package io.orderflow.command.fulfilment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.command.domain.DomainCommand;
import java.util.UUID;

/** Ids of the process's commands: the same for a repeated reaction, so that its commands take effect once. */
final class CommandIds {
    private static final UUID NAMESPACE = UUID.fromString("7a1c1d0e-5d0b-5b7e-9c53-0f6d5a8f4e21");

    private CommandIds() {}

    /** A name-based UUID (RFC 9562, version 5) of the causing event, the kind of command and the stream it goes to. */
    static UUID of(String causationId, DomainCommand command) {
        return UuidCreator.getNameBasedSha1(NAMESPACE, causationId + "/" + command.type() + "/" + command.stream());
    }
}
