package io.orderflow.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code _links}.
 *
 * @param method null for GET
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(String href, @Nullable String method) {
    public static Link to(String href) {
        return new Link(href, null);
    }

    public static Link post(String href) {
        return new Link(href, "POST");
    }
}
