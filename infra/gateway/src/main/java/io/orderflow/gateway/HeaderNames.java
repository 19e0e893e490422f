package io.orderflow.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Field names as the standards write them. They are the same in any case (RFC 9110, section 5.1), but the HTTP client
 * gives them in lower case, and people read them.
 */
final class HeaderNames {
    private static final String ENTITY_TAG = "etag";

    private HeaderNames() {}

    static String written(String name) {
        if (name.equalsIgnoreCase(ENTITY_TAG)) {
            return "ETag";
        }
        return Arrays.stream(name.split("-", -1)).map(HeaderNames::capitalised).collect(Collectors.joining("-"));
    }

    private static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
