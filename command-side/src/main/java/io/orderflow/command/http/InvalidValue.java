package io.orderflow.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderflow.command.domain.Refusal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a problem's {@code errors}.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body, the headers taken as members of it
 * @param header the header field, when it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvalidValue(String pointer, @Nullable String header, String detail) {
    static InvalidValue at(String pointer, String detail) {
        return new InvalidValue(pointer, null, detail);
    }

    static InvalidValue header(String name, String detail) {
        return new InvalidValue("/" + name, name, detail);
    }

    static InvalidValue of(Violation violation) {
        return at(violation.pointer(), violation.detail());
    }
}
