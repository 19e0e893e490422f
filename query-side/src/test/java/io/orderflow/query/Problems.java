package io.orderflow.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import tools.jackson.databind.JsonNode;

/** What every problem document has. */
final class Problems {
    private Problems() {}

    static JsonNode assertProblem(Answer answer, ProblemType type) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(type.status());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type.slug());
        assertThat(problem.path("title").asString()).isEqualTo(type.title());
        assertThat(problem.path("status").asInt()).isEqualTo(type.status());
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).isEqualTo(answer.response().uri().getRawPath());
        assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}").isEqualTo(answer.header("Trace-Id"));
        return problem;
    }

    /** A validation problem whose first entry names this parameter. */
    static void assertInvalidParameter(Answer answer, String parameter) {
        JsonNode error = assertProblem(answer, ProblemType.VALIDATION_FAILED).path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo("/" + parameter);
        assertThat(error.path("parameter").asString()).isEqualTo(parameter);
        assertThat(error.path("detail").asString()).isNotBlank();
    }

    static void assertInvalidHeader(Answer answer, String header) {
        JsonNode error = assertProblem(answer, ProblemType.VALIDATION_FAILED).path("errors").path(0);
        assertThat(error.path("header").asString()).isEqualTo(header);
    }
}
