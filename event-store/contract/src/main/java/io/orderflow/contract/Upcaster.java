package io.orderflow.contract;

import tools.jackson.databind.node.ObjectNode;

/** Turns the JSON of one schema version into that of the next. Works on the tree in place and is pure otherwise. */
interface Upcaster {
    EventType type();

    /** The version that this reads; it leaves {@code fromVersion() + 1}. */
    int fromVersion();

    void upcast(ObjectNode payload);
}
