package io.orderflow.query.consistency;

import io.orderflow.contract.http.ApiHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client prefers (RFC 7240). Preferences that are unknown or malformed are ignored, as section 2 demands; of a
 * repeated one the first counts.
 *
 * @param patience how long to wait for the position of the token; cut to {@link #WAIT_MAX}
 * @param lenient an older state is better than none
 */
record Preferences(Duration patience, boolean lenient) {
    static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Preferences NONE = new Preferences(Duration.ZERO, false);
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,9})\"?");
    private static final Pattern HANDLING = Pattern.compile("handling\\s*=\\s*\"?(lenient|strict)\"?");

    static Preferences of(HttpServletRequest request) {
        if (request.getHeader(ApiHeaders.PREFER) == null) {
            return NONE;
        }
        List<String> all = Collections.list(request.getHeaders(ApiHeaders.PREFER))
            .stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(it -> it.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
            .toList();
        Duration wait = first(all, WAIT).map(it -> Duration.ofSeconds(Long.parseLong(it))).orElse(Duration.ZERO);
        boolean lenient = first(all, HANDLING).map("lenient"::equals).orElse(false);
        return new Preferences(wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait, lenient);
    }

    private static Optional<String> first(List<String> all, Pattern pattern) {
        return all.stream().map(pattern::matcher).filter(Matcher::matches).map(it -> it.group(1)).findFirst();
    }
}
