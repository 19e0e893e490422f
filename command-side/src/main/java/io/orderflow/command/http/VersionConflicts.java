package io.orderflow.command.http;

import io.orderflow.command.dispatch.CommandResult.VersionMismatch;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.http.ApiProblem;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains a stale version: what has happened since the caller looked. */
@Component
final class VersionConflicts {
    private static final int EVENTS_MAX = 100;

    private record Since(long version, String type, String time, @Nullable String actor) {
        static Since of(RecordedEvent event) {
            return new Since(event.version(), event.type(), event.recordedAt().toString(),
                    EventMetadata.parse(event.metadata()).actor());
        }
    }

    private final EventStore store;

    VersionConflicts(EventStore eventLog) {
        this.store = eventLog;
    }

    /** The last one before the current that the caller knows; the current one when it knows none. */
    private static long seen(RequiredVersion required, long current) {
        return required instanceof RequiredVersion.OneOf(var versions)
                ? versions.stream().filter(it -> it < current).max(Comparator.naturalOrder()).orElse(current)
                : current;
    }

    ApiProblem problem(VersionMismatch mismatch, RequiredVersion required) {
        long seen = seen(required, mismatch.currentVersion());
        List<Since> since = store.readStream(mismatch.stream().toString(), Math.max(1, seen + 1), EVENTS_MAX)
            .stream()
            .map(Since::of)
            .toList();
        return ApiProblem
            .of(ProblemType.VERSION_CONFLICT,
                    "version " + mismatch.currentVersion() + " is current, and no strong tag of If-Match names it")
            .with("currentVersion", mismatch.currentVersion())
            .with("events", since);
    }
}
