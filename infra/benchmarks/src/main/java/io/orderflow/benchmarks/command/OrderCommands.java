package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.servers.SampleEvents;

/** One caller's commands: each order gets so many, then comes the next. Used by one thread. */
final class OrderCommands {
    private final int commandsPerOrder;
    private String stream = SampleEvents.newStream();
    private int sent;

    OrderCommands(int commandsPerOrder) {
        this.commandsPerOrder = commandsPerOrder;
    }

    Object next() {
        if (sent == commandsPerOrder) {
            stream = SampleEvents.newStream();
            sent = 0;
        }
        sent++;
        return sent == 1 ? new CreateOrder(stream) : new ChangeOrder(stream);
    }
}
