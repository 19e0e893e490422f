package io.orderflow.contract.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a problem's {@code errors}.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request: into its body, parameters and header fields taken as members
 *        of it
 * @param parameter the query parameter, when it is one
 * @param header the header field, when it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidValue(String pointer, @Nullable String parameter, @Nullable String header, String detail) {
    static final int NAME_LENGTH_MAX = 64;

    /** In the body. */
    public static InvalidValue at(String pointer, String detail) {
        return new InvalidValue(pointer, null, null, detail);
    }

    public static InvalidValue parameter(String name, String detail) {
        String bounded = name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX) + "…";
        return new InvalidValue(pointerTo(bounded), bounded, null, detail);
    }

    public static InvalidValue header(String name, String detail) {
        return new InvalidValue(pointerTo(name), null, name, detail);
    }

    /** Of the parameter or header field; the pointer of what is neither. */
    String name() {
        return parameter != null ? parameter : header != null ? header : pointer;
    }

    private static String pointerTo(String member) {
        return "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
