package io.orderflow.load;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far long work is: a bar with rate and remaining time on a terminal, a plain line every few seconds
 * elsewhere. Safe for any number of threads.
 */
interface Progress extends AutoCloseable {
    void stepTo(long done);

    @Override
    void close();

    /**
     * @param total units of work; 0 when unknown
     */
    static Progress of(String task, long total, PrintWriter lines) {
        return isTerminal() ? new Bar(task, total) : new Lines(task, total, lines);
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** On a terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String task, long total) {
            bar = new ProgressBarBuilder().setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .build();
        }

        @Override
        public void stepTo(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Into a file or a pipe. */
    final class Lines implements Progress {
        private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
        private final String task;
        private final long total;
        private final PrintWriter out;
        private final long startedNanos = System.nanoTime();
        private long nextNanos = startedNanos + EVERY_NANOS;

        Lines(String task, long total, PrintWriter out) {
            this.task = task;
            this.total = total;
            this.out = out;
        }

        @Override
        public synchronized void stepTo(long done) {
            long now = System.nanoTime();
            if (now < nextNanos) {
                return;
            }
            nextNanos = now + EVERY_NANOS;
            out.println(line(task, done, total, (now - startedNanos) / 1e9));
            out.flush();
        }

        @Override
        public void close() {}

        static String line(String task, long done, long total, double seconds) {
            double perSecond = seconds > 0 ? done / seconds : 0;
            String remaining = remaining(done, total, perSecond);
            return String.format(Locale.ROOT, "%s: %d%s, %.1f/s%s", task, done, total > 0 ? " of " + total : "",
                    perSecond,
                    remaining == null ? "" : ", " + remaining + " left");
        }

        private static @Nullable String remaining(long done, long total, double perSecond) {
            return total > done && perSecond > 0 ? Math.round((total - done) / perSecond) + " s" : null;
        }
    }
}
