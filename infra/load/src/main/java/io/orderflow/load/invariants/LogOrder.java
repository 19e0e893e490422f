package io.orderflow.load.invariants;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The log itself: positions without gaps from 1, versions contiguous from 1 in each stream, event ids unique. */
final class LogOrder implements Invariant {
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<UUID> eventIds = new HashSet<>();
    private final Offenders offenders = new Offenders();
    private final long head;
    private long position;
    private long unreadable;

    /**
     * @param head the position that the store says it has given out last
     */
    LogOrder(long head) {
        this.head = head;
    }

    @Override
    public void observe(LoggedEvent event) {
        if (event.position() != position + 1) {
            offenders.add("position " + event.position() + " follows " + position);
        }
        position = event.position();
        long before = versions.getOrDefault(event.streamId(), 0L);
        versions.put(event.streamId(), event.version());
        if (event.version() != before + 1) {
            offenders.add("position " + position + ": " + event.streamId() + " version " + event.version()
                    + " follows " + before);
        }
        if (!eventIds.add(event.eventId())) {
            offenders.add("position " + position + ": event id " + event.eventId() + " was used before");
        }
        unreadable += event.event() == null ? 1 : 0;
    }

    @Override
    public List<Finding> findings() {
        if (position != head) {
            offenders.add("the log ends at position " + position + ", the store says " + head);
            position = head;
        }
        return List.of(offenders.finding("LOG", "positions gapless, versions contiguous, event ids unique",
                eventIds.size() + " events, " + versions.size() + " streams, " + unreadable + " unreadable"));
    }
}
