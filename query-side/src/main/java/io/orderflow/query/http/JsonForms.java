package io.orderflow.query.http;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The parts that resources share, written without an object for each. */
public final class JsonForms {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;
    private static volatile Day lastDay = new Day(0, "1970-01-01T");

    private record Day(long epochDay, String text) {}

    private JsonForms() {}

    /** Nothing when the text is null. */
    public static void text(JsonGenerator out, String name, @Nullable String text) {
        if (text != null) {
            out.writeStringProperty(name, text);
        }
    }

    /** As {@link io.orderflow.contract.Money} is written. */
    public static void money(JsonGenerator out, String name, long amountMinor, String currency) {
        out.writeName(name);
        out.writeStartObject();
        out.writeNumberProperty("amountMinor", amountMinor);
        out.writeStringProperty("currency", currency);
        out.writeEndObject();
    }

    /** A link to be followed by GET, as {@link Link} is written. */
    public static void link(JsonGenerator out, String relation, String href) {
        out.writeName(relation);
        out.writeStartObject();
        out.writeStringProperty("href", href);
        out.writeEndObject();
    }

    /** A link to be followed by POST, as {@link Link} is written. */
    public static void command(JsonGenerator out, String relation, String href) {
        out.writeName(relation);
        out.writeStartObject();
        out.writeStringProperty("href", href);
        out.writeStringProperty("method", "POST");
        out.writeEndObject();
    }

    /**
     * @param micros microseconds since the epoch
     */
    public static void time(JsonGenerator out, String name, long micros) {
        out.writeStringProperty(name, time(micros));
    }

    /** The form of {@link java.time.Instant#toString}. */
    static String time(long micros) {
        long ofDay = Math.floorMod(micros, MICROS_A_DAY);
        int second = (int) (ofDay / MICROS_A_SECOND);
        int fraction = (int) (ofDay % MICROS_A_SECOND);
        StringBuilder text = new StringBuilder(32).append(day(Math.floorDiv(micros, MICROS_A_DAY)));
        digits(text, second / 3_600, 2);
        digits(text.append(':'), second / 60 % 60, 2);
        digits(text.append(':'), second % 60, 2);
        if (fraction != 0) {
            boolean millis = fraction % 1_000 == 0;
            digits(text.append('.'), millis ? fraction / 1_000 : fraction, millis ? 3 : 6);
        }
        return text.append('Z').toString();
    }

    /** Most times are of the same day. */
    private static String day(long epochDay) {
        Day day = lastDay;
        if (day.epochDay != epochDay) {
            day = new Day(epochDay, LocalDate.ofEpochDay(epochDay) + "T");
            lastDay = day;
        }
        return day.text;
    }

    private static void digits(StringBuilder text, int number, int count) {
        for (int power = count == 6 ? 100_000 : count == 3 ? 100 : 10; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
    }
}
