package io.orderflow.contract.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of every refusal, whoever gives it (RFC 9457).
 *
 * @param detail what is wrong with this request
 * @param instance path of the request as it was sent
 * @param traceId 32 hexadecimal digits
 * @param facts further members by name
 */
public record ProblemDocument(ProblemType type, String detail, String instance, String traceId,
        List<InvalidValue> errors, Map<String, Object> facts) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.shared();

    public ProblemDocument(ProblemType type, String detail, String instance, String traceId) {
        this(type, detail, instance, traceId, List.of(), Map.of());
    }

    /** As one sentence, for a problem that is told by its errors alone; there is at least one. */
    public static String summary(List<InvalidValue> errors) {
        InvalidValue first = errors.getFirst();
        String more = errors.size() == 1 ? "" : "; and " + (errors.size() - 1) + " more";
        return first.name() + " " + first.detail() + more;
    }

    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.type().toString());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.put("instance", instance);
        members.put("traceId", traceId);
        if (!errors.isEmpty()) {
            members.put("errors", errors);
        }
        members.putAll(facts);
        return JSON.writeValueAsBytes(members);
    }
}
