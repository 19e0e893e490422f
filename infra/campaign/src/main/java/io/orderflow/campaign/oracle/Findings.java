package io.orderflow.campaign.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what was checked and what offended. Thread-safe. */
public final class Findings {
    /** Offenders that are named; all are counted. */
    private static final int OFFENDERS_MAX = 5;
    private final Map<Property, Tally> tallies = new EnumMap<>(Property.class);

    /**
     * The state of one property.
     *
     * @param checked how many facts were held against it
     * @param offenders the first few, in words
     */
    public record Finding(Property property, long checked, long offendersCount, List<String> offenders) {
        /** A property that nothing was held against is not proven. */
        public boolean passed() {
            return checked > 0 && offendersCount == 0;
        }
    }

    private static final class Tally {
        private long checked;
        private long offendersCount;
        private final List<String> offenders = new ArrayList<>();
    }

    public synchronized void checked(Property property, long facts) {
        tally(property).checked += facts;
    }

    public synchronized void offends(Property property, String offender) {
        Tally tally = tally(property);
        tally.offendersCount++;
        if (tally.offenders.size() < OFFENDERS_MAX) {
            tally.offenders.add(offender);
        }
    }

    /** Counts one fact, and the offender unless it holds. */
    void check(Property property, boolean holds, java.util.function.Supplier<String> offender) {
        checked(property, 1);
        if (!holds) {
            offends(property, offender.get());
        }
    }

    public synchronized Finding of(Property property) {
        Tally tally = tally(property);
        return new Finding(property, tally.checked, tally.offendersCount, List.copyOf(tally.offenders));
    }

    /** Of all properties, in their order. */
    public List<Finding> all() {
        return java.util.Arrays.stream(Property.values()).map(this::of).toList();
    }

    private Tally tally(Property property) {
        return tallies.computeIfAbsent(property, _ -> new Tally());
    }
}
