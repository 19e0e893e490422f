package io.orderflow.query;

import static io.orderflow.query.Problems.assertProblem;
import static io.orderflow.query.SharedQuerySide.APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ProblemPagesTest {
    @ParameterizedTest
    @EnumSource
    void everyTypeHasItsPage(ProblemType type) {
        String path = type.type().toString();

        Answer html = APP.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(html.response().body()).contains("<h1>" + type.title()).contains("Remedy");

        Answer json = APP.get(path, "Accept", "application/json");
        assertThat(json.json().path("remedy").asString()).isEqualTo(type.remedy());
        assertThat(json.json().at("/example/status").asInt()).isEqualTo(type.status());

        Answer text = APP.get(path, "Accept", "text/plain");
        assertThat(text.response().body()).startsWith(type.title()).contains(type.cause());
        String example = text.response().body().substring(text.response().body().indexOf('{'));
        assertThat(new JsonMapper().readTree(example).path("type").asString()).isEqualTo(path);
    }

    @Test
    void whoAcceptsAnythingGetsOneForm() {
        assertThat(APP.get("/problems/not-found").status()).isEqualTo(200);
        assertThat(APP.get("/problems/not-found", "Accept", "*/*").status()).isEqualTo(200);
    }

    @Test
    void theCatalogueListsThemAll() {
        assertThat(APP.get("/problems").json().size()).isEqualTo(ProblemType.values().length);
        assertProblem(APP.get("/problems/no-such-type"), ProblemType.NOT_FOUND);
    }
}
