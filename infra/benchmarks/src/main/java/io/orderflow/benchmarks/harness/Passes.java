package io.orderflow.benchmarks.harness;

/** Work that is repeated as a whole, such as reading the log from its beginning to its end. */
public final class Passes {
    private Passes() {}

    /** One pass. */
    @FunctionalInterface
    public interface Pass {
        /** @return how many things were done */
        long run() throws Exception;
    }

    /** Things per second; passes are begun until the time of the window is over, and finished. */
    public static double perSecond(Window window, Pass pass) throws Exception {
        long warmUntil = System.nanoTime() + window.warmUp().toNanos();
        while (System.nanoTime() < warmUntil) {
            pass.run();
        }
        long start = System.nanoTime();
        long done = 0;
        do {
            done += pass.run();
        } while (System.nanoTime() - start < window.measured().toNanos());
        return done * 1e9 / (System.nanoTime() - start);
    }
}
