package io.orderflow.paymentprovider;

import java.util.Map;

/**
 * What the environment decides; see {@link #fromEnvironment}.
 *
 * @param address the interface to listen on
 * @param port 0 for any free one
 * @param recordsMax payments remembered, 1 to 1,000,000; beyond it the oldest is forgotten, and a repeated request for
 *        it counts as new. A payment takes about 250 bytes.
 * @param bodyBytesMax largest request body, 64 to 1,048,576 bytes
 * @param behaviour how the provider behaves until it is told otherwise
 */
public record Settings(String address, int port, int recordsMax, int bodyBytesMax, Behaviour behaviour) {
    static final String DEFAULT_ADDRESS = "127.0.0.1";
    static final int DEFAULT_PORT = 8084;
    static final int DEFAULT_RECORDS_MAX = 50_000;
    static final int DEFAULT_BODY_BYTES_MAX = 8_192;

    /** A provider on any free port of this machine that authorises at once. */
    public static Settings onFreePort() {
        return new Settings(DEFAULT_ADDRESS, 0, DEFAULT_RECORDS_MAX, DEFAULT_BODY_BYTES_MAX, Behaviour.NORMAL);
    }

    /**
     * Reads {@code ADDRESS}, {@code PORT}, {@code RECORDS_MAX}, {@code BODY_BYTES_MAX}, {@code DECLINE_RATE},
     * {@code FAIL_RATE} and {@code LATENCY_MILLIS}; an absent or empty one has its default.
     *
     * @throws InvalidSettingException with a sentence that names the setting and its range
     */
    public static Settings fromEnvironment(Map<String, String> environment) {
        var values = new EnvironmentValues(environment);
        return new Settings(
                values.text("ADDRESS", DEFAULT_ADDRESS),
                values.integer("PORT", DEFAULT_PORT, 0, 65_535),
                values.integer("RECORDS_MAX", DEFAULT_RECORDS_MAX, 1, 1_000_000),
                values.integer("BODY_BYTES_MAX", DEFAULT_BODY_BYTES_MAX, 64, 1_048_576),
                new Behaviour(
                        values.rate("DECLINE_RATE"),
                        values.integer("LATENCY_MILLIS", 0, 0, Behaviour.LATENCY_MILLIS_MAX),
                        values.rate("FAIL_RATE"),
                        false));
    }
}
