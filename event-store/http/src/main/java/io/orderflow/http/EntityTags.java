package io.orderflow.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} or {@code If-None-Match} names (RFC 9110, 13.1.1 and 13.1.2).
 *
 * @param any {@code *}, which every existing resource has
 * @param tags none when it is {@code *}
 */
public record EntityTags(boolean any, List<Tag> tags) {
    private static final Pattern ELEMENT = Pattern
        .compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7E]*)\")?[ \\t]*(?:,|\\z)");

    /** @param opaque what stands between the quotation marks */
    public record Tag(boolean weak, String opaque) {}

    /**
     * @param lines the values of the field, in their order
     * @throws IllegalArgumentException when they are neither tags nor {@code *} alone
     */
    public static EntityTags parse(Collection<String> lines) {
        if (lines.stream().map(String::strip).toList().equals(List.of("*"))) {
            return new EntityTags(true, List.of());
        }
        List<Tag> tags = new ArrayList<>();
        lines.forEach(line -> read(line, tags));
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("no entity tag");
        }
        return new EntityTags(false, List.copyOf(tags));
    }

    private static void read(String line, List<Tag> tags) {
        Matcher element = ELEMENT.matcher(line);
        for (int at = 0; at < line.length(); at = element.end()) {
            if (!element.region(at, line.length()).lookingAt()) {
                throw new IllegalArgumentException("not a list of entity tags");
            }
            if (element.group(2) != null) {
                tags.add(new Tag(element.group(1) != null, element.group(2)));
            }
        }
    }

    /** The strong comparison, which a weak tag never passes. */
    public List<String> strong() {
        return tags.stream().filter(it -> !it.weak()).map(Tag::opaque).toList();
    }

    /** The weak comparison with the tag of a resource that is there. */
    boolean matchesWeakly(String opaque) {
        return any || tags.stream().anyMatch(it -> it.opaque().equals(opaque));
    }
}
