package io.orderflow.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings; a value that is wrong is named together with what it must be. */
final class SettingReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Map<String, String> environment;

    SettingReader(Map<String, String> environment) {
        this.environment = environment;
    }

    String text(Setting setting) {
        String value = environment.get(setting.name());
        return value == null || value.isBlank() ? setting.defaultValue() : value.strip();
    }

    Duration duration(Setting setting, Duration min, Duration max) {
        String range = "a duration such as 500ms or 2s, from " + written(min) + " to " + written(max);
        return parse(setting, range, DURATION, it -> durationOf(it.group(1), it.group(2)), min, max);
    }

    /** @return bytes */
    int size(Setting setting, int min, int max) {
        String range = "a size such as 64KB or 1MB, from " + min + "B to " + max + "B";
        return Math
            .toIntExact(parse(setting, range, SIZE, it -> sizeOf(it.group(1), it.group(2)), (long) min, (long) max));
    }

    int number(Setting setting, int min, int max) {
        return parse(setting, "a number from " + min + " to " + max, NUMBER, it -> Integer.valueOf(it.group()), min,
                max);
    }

    /** The address of an application. */
    URI base(Setting setting) {
        String value = text(setting);
        try {
            URI url = URI.create(value);
            String path = url.getRawPath();
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && (path == null || path.isEmpty() || path.equals("/"))
                    && url.getRawQuery() == null) {
                return url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw wrong(setting, value, "like http://host:port", notAnAddress);
        }
        throw wrong(setting, value, "like http://host:port", null);
    }

    private <T extends Comparable<T>> T parse(Setting setting, String expected, Pattern pattern,
            Function<Matcher, T> parser, T min, T max) {
        String value = text(setting);
        Matcher matcher = pattern.matcher(value);
        if (matcher.matches()) {
            T parsed = parser.apply(matcher);
            if (parsed.compareTo(min) >= 0 && parsed.compareTo(max) <= 0) {
                return parsed;
            }
        }
        throw wrong(setting, value, expected, null);
    }

    private static IllegalArgumentException wrong(Setting setting, String value, String expected,
            @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(setting + " is '" + value + "' and must be " + expected + ".", cause);
    }

    private static Duration durationOf(String number, String unit) {
        long value = Long.parseLong(number);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(value);
            case "s" -> Duration.ofSeconds(value);
            case "m" -> Duration.ofMinutes(value);
            default -> Duration.ofHours(value);
        };
    }

    private static Long sizeOf(String number, String unit) {
        long value = Long.parseLong(number);
        return switch (unit) {
            case "B" -> value;
            case "KB" -> value << 10;
            default -> value << 20;
        };
    }

    private static String written(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
