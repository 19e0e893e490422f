package io.orderflow.paymentprovider;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed reading of environment variables; an empty value counts as absent. */
record EnvironmentValues(Map<String, String> environment) {
    String text(String name, String absent) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? absent : value;
    }

    int integer(String name, int absent, int min, int max) {
        String value = text(name, Integer.toString(absent));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(name, value, "a whole number from " + min + " to " + max, notANumber);
        }
        throw refused(name, value, "a whole number from " + min + " to " + max, null);
    }

    double rate(String name) {
        String value = text(name, "0");
        try {
            double number = Double.parseDouble(value);
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(name, value, "a number from 0 to 1", notANumber);
        }
        throw refused(name, value, "a number from 0 to 1", null);
    }

    private static InvalidSettingException refused(String name, String value, String expected,
            @Nullable Throwable cause) {
        return new InvalidSettingException(
                "The environment variable " + name + " is '" + value + "' and must be " + expected + ".", cause);
    }
}
