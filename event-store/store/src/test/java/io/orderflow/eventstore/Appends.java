package io.orderflow.eventstore;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests for tests. */
public final class Appends {
    private Appends() {}

    public static NewEvent event(String payload) {
        return new NewEvent(UuidCreator.getTimeOrderedEpoch(), "OrderReserved", 1, payload, "{\"actor\":\"test\"}");
    }

    public static AppendRequest to(String stream, ExpectedVersion expected, int events) {
        return to(stream, expected, events, null);
    }

    public static AppendRequest to(String stream, ExpectedVersion expected, int events,
            AppendRequest.@Nullable Command command) {
        List<NewEvent> all = IntStream.range(0, events).mapToObj(n -> event("{\"n\":" + n + "}")).toList();
        return new AppendRequest(stream, "Order", expected, all, command);
    }

    public static AppendRequest one(String stream, ExpectedVersion expected, String payload) {
        return new AppendRequest(stream, "Order", expected, List.of(event(payload)), null);
    }

    public static AppendRequest.Command command(UUID id, String hash, String reply) {
        return new AppendRequest.Command(id, hash, reply);
    }
}
