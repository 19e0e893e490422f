package io.orderflow.command.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads one JSON object field by field. What is wrong goes to the findings and a stand-in is returned, so that reading
 * goes on; values may be used after {@link Findings#check}.
 */
final class Fields {
    private final JsonNode object;
    private final String pointer;
    private final Findings findings;
    private final Set<String> read = new HashSet<>();

    Fields(JsonNode object, String pointer, Findings findings) {
        this.object = object;
        this.pointer = pointer;
        this.findings = findings;
        if (!object.isObject() && !object.isMissingNode()) {
            findings.malformed(pointer, "is a JSON object");
        }
    }

    String text(String name) {
        JsonNode value = required(name);
        if (value == null) {
            return "";
        }
        if (!value.isString()) {
            findings.malformed(at(name), "is a string");
            return "";
        }
        return value.asString();
    }

    String text(String name, String otherwise) {
        return object.has(name) ? text(name) : otherwise;
    }

    /**
     * @param form throws {@link IllegalArgumentException} for a text that it does not accept
     * @return null when there was a finding
     */
    <T> @Nullable T text(String name, Function<String, T> form) {
        JsonNode value = required(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            findings.malformed(at(name), "is a string");
            return null;
        }
        try {
            return form.apply(value.asString());
        } catch (IllegalArgumentException refused) {
            findings.invalid(at(name), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    long wholeNumber(String name, long min, long max) {
        JsonNode value = required(name);
        if (value == null) {
            return min;
        }
        if (!value.isIntegralNumber()) {
            findings.malformed(at(name), "is a whole number");
            return min;
        }
        if (!value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            findings.invalid(at(name), "is %,d to %,d".formatted(min, max));
            return min;
        }
        return value.asLong();
    }

    Fields object(String name) {
        JsonNode value = required(name);
        return new Fields(value == null ? MissingNode.getInstance() : value, at(name), findings);
    }

    /**
     * @param max entries beyond it are not read: there is a finding instead
     */
    List<Fields> objects(String name, int max) {
        JsonNode value = required(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            findings.malformed(at(name), "is an array");
            return List.of();
        }
        if (value.size() > max) {
            findings.invalid(at(name), "has at most " + max + " entries, not " + value.size());
            return List.of();
        }
        List<Fields> entries = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            entries.add(new Fields(value.get(i), at(name) + "/" + i, findings));
        }
        return entries;
    }

    /** To be called last: what was not read is unknown. */
    void end() {
        if (object.isObject()) {
            object.propertyNames()
                .stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> findings.malformed(at(shortened(name)), "is not a field of this command"));
        }
    }

    private @Nullable JsonNode required(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        if (value == null && object.isObject()) {
            findings.invalid(at(name), "is missing");
        }
        return value;
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
