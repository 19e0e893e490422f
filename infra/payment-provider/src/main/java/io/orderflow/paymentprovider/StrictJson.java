package io.orderflow.paymentprovider;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON that refuses what it does not know: fields, duplicates, nulls, numbers in strings, fractions for whole numbers.
 */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();

    private StrictJson() {}

    /**
     * @throws MalformedBodyException with a sentence that says what is wrong
     */
    static <T> T read(byte[] json, Class<T> type) {
        return object(json, MAPPER.createObjectNode(), type);
    }

    /**
     * As {@link #read}; a field that the JSON lacks is taken from {@code defaults}.
     *
     * @throws MalformedBodyException with a sentence that says what is wrong
     */
    static <T> T read(byte[] json, T defaults, Class<T> type) {
        return object(json, MAPPER.valueToTree(defaults), type);
    }

    private static <T> T object(byte[] json, ObjectNode fields, Class<T> type) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode given) {
                return MAPPER.treeToValue(fields.setAll(given), type);
            }
        } catch (JacksonException malformed) {
            throw new MalformedBodyException(malformed.getOriginalMessage(), malformed);
        }
        throw new MalformedBodyException("The body must be a JSON object.", null);
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
