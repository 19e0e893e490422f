package io.orderflow.campaign.child;

import java.util.stream.IntStream;

/** Takes every processor for as long as it lives. */
public final class BusyProcess {
    private BusyProcess() {}

    public static void main(String[] arguments) {
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .forEach(number -> Thread.ofPlatform().daemon(true).name("busy-" + number).start(BusyProcess::spin));
        Parent.listen(_ -> {
        });
    }

    private static void spin() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
