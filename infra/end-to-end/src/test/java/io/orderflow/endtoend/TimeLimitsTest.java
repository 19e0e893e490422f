package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.gateway.Setting;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * Who stands in front waits longer than who stands behind it can take, so that what is wrong is told by whoever knows
 * it. Each sum is the worst case of one way through an application, as it is set without any other configuration.
 */
class TimeLimitsTest {
    private static final Duration GATEWAY = setting(Setting.ORDERFLOW_GATEWAY_ANSWERTIMEOUT);
    private static final Pattern STATEMENT_TIMEOUT = Pattern.compile("statement_timeout=(\\w+)");
    private static final String POOL = "spring.datasource.hikari.";
    private static final String CONNECTION_TIMEOUT = POOL + "connection-timeout";
    private static final String SOCKET_TIMEOUT = POOL + "data-source-properties.socketTimeout";
    private static Properties query = new Properties();
    private static Properties command = new Properties();
    private static Properties projections = new Properties();

    @BeforeAll
    static void read() throws IOException {
        query = properties("query-side");
        command = properties("command-side");
        projections = properties("projections/app");
    }

    @Test
    void whoAsksWaitsLongerThanTheGateway() throws Exception {
        assertThat(constant("load.OrdersClient", "READ_MAX")).isGreaterThan(GATEWAY);
        assertThat(constant("load.IdempotencyStorm", "REQUEST_MAX")).isGreaterThan(GATEWAY);
        assertThat(constant("load.Steady", "REQUEST_MAX")).isGreaterThan(GATEWAY);
        assertThat(setting(Setting.ORDERFLOW_GATEWAY_IDLETIMEOUT)).isGreaterThan(GATEWAY);
    }

    @Test
    void theGatewayWaitsLongerThanTheLongestRead() throws Exception {
        Duration read = defaultOf("query.http.HttpLimits", "queueTime")
            .plus(constant("query.consistency.Preferences", "WAIT_MAX"))
            .plus(constant("query.consistency.ProgressWaiters", "GRACE"))
            .plus(database(query));
        assertThat(read).isLessThan(GATEWAY);
    }

    @Test
    void theGatewayWaitsLongerThanTheLongestCommand() throws Exception {
        Duration command = constant("command.http.ReceivedBody", "TIME_MAX")
            .plus(defaultOf("command.http.HttpProperties", "queueTime"))
            .plus(defaultOf("command.http.HttpProperties", "answerWithin"))
            .plus(database(TimeLimitsTest.command));
        assertThat(command).isLessThan(GATEWAY);
    }

    @Test
    void theGatewayWaitsLongerThanTheLongestLookAtTheProjections() {
        assertThat(database(projections)).isLessThan(GATEWAY);
    }

    @Test
    void theDatabaseGivesUpBeforeTheConnectionToIt() {
        Matcher limit = STATEMENT_TIMEOUT.matcher(query.getProperty(POOL + "data-source-properties.options"));
        assertThat(limit.find()).isTrue();
        assertThat(DurationStyle.detectAndParse(limit.group(1))).isLessThan(seconds(query, SOCKET_TIMEOUT));
    }

    /** Otherwise a request could meet a connection that is just being closed. */
    @Test
    void theGatewayLetsGoOfAnIdleConnectionBeforeTheApplicationDoes() throws Exception {
        Duration kept = Duration.ofSeconds((int) field("gateway.GatewayServer", "UPSTREAM_KEEP_ALIVE_SECONDS"));
        for (Properties application : new Properties[]{query, command, projections}) {
            assertThat(DurationStyle.detectAndParse(application.getProperty("server.tomcat.connection-timeout")))
                .isGreaterThan(kept);
        }
    }

    /** A connection is waited for, and then its answer. */
    private static Duration database(Properties application) {
        return Duration.ofMillis(Long.parseLong(application.getProperty(CONNECTION_TIMEOUT)))
            .plus(seconds(application, SOCKET_TIMEOUT));
    }

    private static Duration seconds(Properties properties, String name) {
        return Duration.ofSeconds(Long.parseLong(properties.getProperty(name)));
    }

    private static Duration setting(Setting setting) {
        return DurationStyle.detectAndParse(setting.defaultValue());
    }

    private static Properties properties(String module) throws IOException {
        Path file = Launcher.checkout().resolve(module).resolve("src/main/resources/application.properties");
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Duration constant(String type, String name) throws ReflectiveOperationException {
        return (Duration) field(type, name);
    }

    private static Object field(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName("io.orderflow." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    private static Duration defaultOf(String type, String name) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName("io.orderflow." + type).getDeclaredConstructors()[0];
        Parameter parameter = Arrays.stream(constructor.getParameters())
            .filter(it -> it.getName().equals(name))
            .findFirst()
            .orElseThrow();
        return DurationStyle.detectAndParse(parameter.getAnnotation(DefaultValue.class).value()[0]);
    }
}
