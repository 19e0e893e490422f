package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instances that the leader works on: those used last, and what has changed since it was stored. The database is
 * the truth; what is here may be forgotten at any time and then begins anew at the checkpoint. One thread uses it.
 */
final class Instances {
    private final FulfilmentStore store;
    private final Map<OrderId, Fulfilment> known;
    private final Map<OrderId, Fulfilment> changed = new LinkedHashMap<>();

    /**
     * @param instancesMax how many are kept besides the changed ones, more than are loaded at once
     */
    Instances(FulfilmentStore store, int instancesMax) {
        this.store = store;
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<OrderId, Fulfilment> eldest) {
                return size() > instancesMax;
            }
        };
    }

    /** Reads those that are not known, in one statement. */
    void load(Collection<OrderId> orders) {
        List<OrderId> missing = orders.stream().filter(order -> find(order) == null).distinct().toList();
        known.putAll(store.load(missing));
    }

    /** As it is now; null when there is none, or it was not loaded. */
    @Nullable
    Fulfilment find(OrderId order) {
        Fulfilment state = changed.get(order);
        return state == null ? known.get(order) : state;
    }

    void put(Fulfilment state) {
        if (!state.equals(find(state.orderId()))) {
            changed.put(state.orderId(), state);
        }
    }

    List<Fulfilment> changed() {
        return new ArrayList<>(changed.values());
    }

    void stored() {
        known.putAll(changed);
        changed.clear();
    }

    /** For a new leader, or one whose last changes were not stored. */
    void forget() {
        known.clear();
        changed.clear();
    }
}
