package io.orderflow.query;

import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.query.RunningQuerySide.Answer;
import io.orderflow.query.http.Accepts;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final Set<String> NOT_DESCRIBED = Set.of("/openapi.json", "/error");
    /** Of every HTTP answer, or of the security of every answer. */
    private static final Set<String> UNDECLARED_HEADERS = Set.of(":status", "content-type", "content-length", "date",
            "connection", "keep-alive", "transfer-encoding", "vary", "x-content-type-options", "x-frame-options",
            "referrer-policy", "content-security-policy", "x-accel-buffering");

    private final JsonNode description = APP.get("/openapi.json").json();

    @Test
    void describesEveryResourceAndNoOther() {
        assertThat(description.path("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(mappings()
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(it -> it.getPatternValues().stream())
            .filter(it -> !NOT_DESCRIBED.contains(it))
            .collect(Collectors.toSet()));
    }

    @Test
    void describesEveryQueryParameterAndNoOther() {
        mappings().getHandlerMethods().forEach((mapping, handler) -> mapping.getPatternValues().forEach(path -> {
            if (!NOT_DESCRIBED.contains(path)) {
                assertThat(described(path)).as(path).isEqualTo(accepted(handler));
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/orders,''", "/api/v1/orders,?limit=0", "/api/v1/orders/{id},''", "/api/v1/orders/{id},?x=1",
            "/api/v1/orders/{id}/payment,''", "/api/v1/orders/{id}/events,''", "/api/v1/orders/{id}/journey,''",
            "/api/v1/stock,''", "/api/v1/stock/{sku},''", "/api/v1/products,''", "/problems,''", "/problems/{slug},''"})
    void noAnswerHasAStatusOrAHeaderThatIsNotDescribed(String path, String query) {
        String id = UUID.randomUUID().toString();
        DATA.detailRow(id, "PLACED", 1);
        String target = path.replace("{id}", id).replace("{sku}", "none").replace("{slug}", "not-found");
        check(path, APP.get(target + query));
        check(path, APP.get(target + query, "If-None-Match", "*", "Consistency-Token", "1", "Prefer",
                "wait=1, handling=lenient"));
        check(path, APP.get(target + query, "Accept", "image/png"));
        check(path, APP.send("POST", target + query));
    }

    private void check(String path, Answer answer) {
        JsonNode response = resolved(description.path("paths")
            .path(path)
            .path("get")
            .path("responses")
            .path(Integer.toString(answer.status())));
        assertThat(response.isMissingNode()).as("%s %d", path, answer.status()).isFalse();
        Set<String> declared = response.path("headers")
            .propertyNames()
            .stream()
            .map(it -> it.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
        assertThat(answer.response().headers().map().keySet()).as("%s %d", path, answer.status())
            .allMatch(it -> UNDECLARED_HEADERS.contains(it) || declared.contains(it));
    }

    private Set<String> described(String path) {
        Set<String> names = new TreeSet<>();
        description.path("paths").path(path).path("get").path("parameters").forEach(it -> {
            JsonNode parameter = resolved(it);
            if (parameter.path("in").asString().equals("query")) {
                names.add(parameter.path("name").asString());
            }
        });
        return names;
    }

    private static Set<String> accepted(HandlerMethod handler) {
        Accepts accepts = handler.getMethodAnnotation(Accepts.class);
        return accepts == null ? Set.of() : new TreeSet<>(Set.of(accepts.value()));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static RequestMappingHandlerMapping mappings() {
        return APP.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }
}
