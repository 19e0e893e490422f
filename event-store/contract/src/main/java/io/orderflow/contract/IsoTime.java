package io.orderflow.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * Reads instants in the form in which events carry them, {@code 2026-11-21T12:00:00.123456Z}. Every event is read
 * several times by each process, and {@link Instant#parse} interprets its pattern anew each time; it is asked about any
 * other form.
 */
public final class IsoTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int FRACTION_DIGITS_MAX = 9;

    private IsoTime() {}

    /**
     * Reads what {@link Instant#parse} reads, to the same result.
     *
     * @throws DateTimeParseException as that does
     */
    public static Instant parse(String text) {
        int end = text.length() - 1;
        if (!hasForm(text, end)) {
            return Instant.parse(text);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean isUsual = month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour <= 23 && minute <= 59 && second <= 59;
        if (!isUsual) {
            return Instant.parse(text);
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos(text, end));
    }

    private static boolean hasForm(String text, int end) {
        int start = FORM.length();
        if (end < start || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < start; i++) {
            char expected = FORM.charAt(i);
            if (expected == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
                return false;
            }
        }
        return end == start || hasFraction(text, start, end);
    }

    private static boolean hasFraction(String text, int start, int end) {
        int digits = end - start - 1;
        if (text.charAt(start) != '.' || digits < 1 || digits > FRACTION_DIGITS_MAX) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text, int end) {
        int nanos = 0;
        for (int i = 0; i < FRACTION_DIGITS_MAX; i++) {
            int at = FORM.length() + 1 + i;
            nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
