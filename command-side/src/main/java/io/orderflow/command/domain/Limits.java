package io.orderflow.command.domain;

import io.orderflow.command.domain.Refusal.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The limits of commands. Each is the last value that is accepted. */
public final class Limits {
    public static final int ORDER_LINES_MAX = 100;
    public static final int LINE_QUANTITY_MAX = 10_000;
    public static final int CHANNEL_LENGTH_MAX = 32;
    public static final int REASON_LENGTH_MAX = 500;
    /** Units in one receipt or one adjustment. */
    public static final int STOCK_CHANGE_QUANTITY_MAX = 1_000_000;
    /** Units of one SKU. */
    public static final long ON_HAND_QUANTITY_MAX = 1_000_000_000;
    /** How long a reservation is kept for its order. */
    public static final Duration RESERVATION_LIFETIME = Duration.ofMinutes(15);

    private Limits() {}

    static List<Violation> reason(String pointer, String reason) {
        if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX || !isPlainText(reason)) {
            return List.of(new Violation(pointer, "has 1 to " + REASON_LENGTH_MAX
                    + " characters, not all blank, and no control characters"));
        }
        return List.of();
    }

    static List<Violation> range(String pointer, long value, long min, long max) {
        if (value < min || value > max) {
            return List.of(new Violation(pointer, "is %,d to %,d, not %,d".formatted(min, max, value)));
        }
        return List.of();
    }

    /** What every reader can store: PostgreSQL refuses the null character, UTF-8 half of a surrogate pair. */
    private static boolean isPlainText(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
