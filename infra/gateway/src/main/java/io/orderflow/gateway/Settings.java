package io.orderflow.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The settings, read and checked; {@link Setting} says what each is.
 *
 * @param bodyBytesMax of a request
 */
record Settings(String address, int port, Map<Application, URI> applications, Duration answerTimeout,
        Duration connectTimeout, Duration idleTimeout, Duration retryAfter, int bodyBytesMax, int connectionsMax,
        int requestsMax, int upstreamConnectionsMax, int waitingMax, LimitSettings limits) {
    private static final int PORT_MAX = 65_535;

    Settings {
        if (idleTimeout.compareTo(answerTimeout) <= 0) {
            throw new IllegalArgumentException(Setting.ORDERFLOW_GATEWAY_IDLETIMEOUT + " must be longer than "
                    + Setting.ORDERFLOW_GATEWAY_ANSWERTIMEOUT
                    + ": otherwise who waits for an answer is cut off before it is due.");
        }
    }

    /**
     * @throws IllegalArgumentException with a sentence for the operator when a value is wrong
     */
    static Settings of(Map<String, String> environment) {
        var reader = new SettingReader(environment);
        Map<Application, URI> applications = new EnumMap<>(Application.class);
        applications.put(Application.COMMAND_SIDE, reader.base(Setting.ORDERFLOW_COMMAND_URL));
        applications.put(Application.QUERY_SIDE, reader.base(Setting.ORDERFLOW_QUERY_URL));
        applications.put(Application.PROJECTIONS, reader.base(Setting.ORDERFLOW_PROJECTIONS_URL));
        return new Settings(reader.text(Setting.SERVER_ADDRESS), reader.number(Setting.SERVER_PORT, 0, PORT_MAX),
                applications,
                reader.duration(Setting.ORDERFLOW_GATEWAY_ANSWERTIMEOUT, Duration.ofMillis(10), Duration.ofMinutes(5)),
                reader.duration(Setting.ORDERFLOW_GATEWAY_CONNECTTIMEOUT, Duration.ofMillis(10),
                        Duration.ofSeconds(30)),
                reader.duration(Setting.ORDERFLOW_GATEWAY_IDLETIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(10)),
                reader.duration(Setting.ORDERFLOW_GATEWAY_RETRYAFTER, Duration.ofSeconds(1), Duration.ofHours(1)),
                reader.size(Setting.ORDERFLOW_GATEWAY_BODY, 1 << 10, 16 << 20),
                reader.number(Setting.ORDERFLOW_GATEWAY_CONNECTIONSMAX, 1, 100_000),
                reader.number(Setting.ORDERFLOW_GATEWAY_REQUESTSMAX, 1, 100_000),
                reader.number(Setting.ORDERFLOW_GATEWAY_UPSTREAMCONNECTIONSMAX, 1, 10_000),
                reader.number(Setting.ORDERFLOW_GATEWAY_WAITINGMAX, 0, 10_000), LimitSettings.of(reader));
    }
}
