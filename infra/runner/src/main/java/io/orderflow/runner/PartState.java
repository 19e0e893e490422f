package io.orderflow.runner;

/** Where a part of the system is on its way. */
enum PartState {
    STARTING, READY, RESTARTING, STOPPED
}
