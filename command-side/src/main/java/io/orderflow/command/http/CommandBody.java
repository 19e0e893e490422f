package io.orderflow.command.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a command: one JSON value of limited size, read strictly. Jackson would otherwise take the last of two
 * equal keys, stop at the end of the first value, and so see less than what was sent.
 */
record CommandBody(JsonNode json) {
    private static final int NESTING_DEPTH_MAX = 16;
    private static final JsonMapper STRICT = JsonMapper
        .builder(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_DEPTH_MAX).build())
            .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
        .build();

    /**
     * @throws ApiProblem when it is no JSON, as white space alone is none
     */
    static CommandBody of(byte[] bytes) {
        try {
            JsonNode json = STRICT.readTree(bytes);
            if (json.isMissingNode()) {
                throw ApiProblem.of(ProblemType.MALFORMED_REQUEST, "the body is empty");
            }
            return new CommandBody(json);
        } catch (JacksonException unreadable) {
            throw ApiProblem.of(ProblemType.MALFORMED_REQUEST,
                    "the body is no JSON: " + reason(unreadable) + place(unreadable));
        }
    }

    Fields fields(Findings findings) {
        return new Fields(json, "", findings);
    }

    /** The same for bodies that differ in white space and order of keys only. */
    byte[] canonical() {
        return STRICT.writeValueAsBytes(json);
    }

    private static String reason(JacksonException unreadable) {
        String message = unreadable.getOriginalMessage();
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    private static String place(JacksonException unreadable) {
        TokenStreamLocation place = unreadable.getLocation();
        return place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
