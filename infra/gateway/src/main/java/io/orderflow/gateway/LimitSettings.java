package io.orderflow.gateway;

import java.time.Duration;

/**
 * How many requests of a kind are with the application at the same time.
 *
 * @param initial {@code min} to {@code max}; what a cold system is given
 * @param min goes on with this many however long they take
 * @param readTarget what nine of ten reads have to keep for the limit not to fall
 * @param commandTarget what nine of ten commands have to keep for the limit not to fall
 */
record LimitSettings(int initial, int min, int max, Duration readTarget, Duration commandTarget) {
    private static final int LIMIT_MAX = 10_000;
    private static final Duration TARGET_MIN = Duration.ofMillis(1);
    private static final Duration TARGET_MAX = Duration.ofMinutes(1);

    LimitSettings {
        if (initial < min || initial > max) {
            throw new IllegalArgumentException(Setting.ORDERFLOW_GATEWAY_LIMITINITIAL + " is " + initial
                    + " and must be from " + Setting.ORDERFLOW_GATEWAY_LIMITMIN + ", " + min + ", to "
                    + Setting.ORDERFLOW_GATEWAY_LIMITMAX + ", " + max + ".");
        }
    }

    static LimitSettings of(SettingReader reader) {
        return new LimitSettings(reader.number(Setting.ORDERFLOW_GATEWAY_LIMITINITIAL, 1, LIMIT_MAX),
                reader.number(Setting.ORDERFLOW_GATEWAY_LIMITMIN, 1, LIMIT_MAX),
                reader.number(Setting.ORDERFLOW_GATEWAY_LIMITMAX, 1, LIMIT_MAX),
                reader.duration(Setting.ORDERFLOW_GATEWAY_READLATENCYTARGET, TARGET_MIN, TARGET_MAX),
                reader.duration(Setting.ORDERFLOW_GATEWAY_COMMANDLATENCYTARGET, TARGET_MIN, TARGET_MAX));
    }
}
