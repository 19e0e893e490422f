package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidParameter;
import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.query.RunningQuerySide.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrderSearchTest {
    private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");
    private final String customer = "c" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"-placedAt", "placedAt", "-total", "total"})
    void pagingVisitsEachRowOnceWhileOthersAreInserted(String sort) {
        for (int i = 0; i < 23; i++) {
            order(String.format("%02d", i), "PLACED", 100 + i / 4, MORNING.plusSeconds(i / 5));
        }
        List<String> visited = new ArrayList<>();
        String path = "/api/v1/orders?customer=" + customer + "&limit=5&sort=" + sort;
        for (int page = 0; !path.isEmpty(); page++) {
            Answer answer = APP.get(path);
            answer.json().path("items").forEach(it -> visited.add(it.path("id").asString()));
            order("new-" + page + "-first", "PLACED", 1, MORNING.minusSeconds(page + 1));
            order("new-" + page + "-last", "PLACED", 9_999, MORNING.plusSeconds(9_999 + page));
            path = nextPath(answer);
        }
        assertThat(visited).doesNotHaveDuplicates();
        assertThat(visited.stream().filter(it -> !it.contains("new"))).hasSize(23);
    }

    @Test
    void sortsByTimeAndByTotalInBothDirections() {
        order("a", "PLACED", 300, MORNING);
        order("b", "PLACED", 100, MORNING.plusSeconds(1));
        order("c", "PLACED", 200, MORNING.plusSeconds(2));

        assertThat(ids("sort=placedAt")).containsExactly(id("a"), id("b"), id("c"));
        assertThat(ids("sort=-placedAt")).isEqualTo(ids("limit=50")).containsExactly(id("c"), id("b"), id("a"));
        assertThat(ids("sort=total")).containsExactly(id("b"), id("c"), id("a"));
        assertThat(ids("sort=-total")).containsExactly(id("a"), id("c"), id("b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status=REJECTED                                          | b
            sku=S18_1749                                             | b
            q=s18                                                    | b
            q=%20S18_17%20web%20                                     | b
            minTotal=150                                             | b
            from=2026-11-21T08:00:01Z                                | b
            to=2026-11-21T08:00:01Z                                  | a
            from=2026-11-21T07:00:00Z&to=2026-11-21T08:00:00.000001Z | a
            """)
    void filters(String query, String only) {
        order("a", "PLACED", 100, MORNING);
        DATA.searchRow(id("b"), customer, "REJECTED", 200, MORNING.plusSeconds(1), "S18_1749");

        assertThat(ids(query)).containsExactly(id(only));
    }

    @ParameterizedTest
    @CsvSource({"sku, placedAt", "sku, -placedAt", "sku, total", "q, placedAt", "q, -placedAt", "q, -total"})
    void pagingThroughTheOrdersWithAWordVisitsEachOnce(String parameter, String sort) {
        String sku = "S" + UUID.randomUUID().toString().substring(0, 12);
        for (int i = 0; i < 13; i++) {
            DATA.searchRow(id("%02d".formatted(i)), customer, "PLACED", 100 + i / 4, MORNING.plusSeconds(i / 3), sku);
        }
        List<String> visited = new ArrayList<>();
        String path = "/api/v1/orders?" + parameter + "=" + sku + "&limit=4&sort=" + sort;
        while (!path.isEmpty()) {
            Answer answer = APP.get(path);
            answer.json().path("items").forEach(it -> visited.add(it.path("id").asString()));
            path = nextPath(answer);
        }
        assertThat(visited).hasSize(13).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 64, 65, 70})
    void aBeginningOfSeveralWordsFindsTheOrdersOfAll(int words) {
        String beginning = "p" + UUID.randomUUID().toString().substring(0, 12);
        for (int i = 0; i < words; i++) {
            DATA.searchRow(id(String.format("%02d", i)), customer, i == 1 ? "REJECTED" : "PLACED", 100,
                    MORNING.plusSeconds(i), beginning + i);
        }
        String path = "/api/v1/orders?q=" + beginning + "&limit=200&sort=placedAt";

        assertThat(APP.get(path).json().path("items")).hasSize(words);
        assertThat(APP.get(path + "&status=REJECTED").json().path("items")).hasSize(1);
        assertThat(APP.get(path + "&from=2026-11-21T08:00:02Z").json().path("items")).hasSize(words - 2);
        assertThat(APP.get(path + "&sku=" + beginning + "2").json().path("items")).hasSize(1);
        assertThat(APP.get(path + "%20nothing").json().path("items")).isEmpty();
    }

    @Test
    void anOrderWithSeveralMatchingWordsIsListedOnce() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 12);
        DATA.searchRow(word + "-order", word + "-customer", "PLACED", 100, MORNING, word + "-sku");

        assertThat(APP.get("/api/v1/orders?q=" + word).json().path("items")).hasSize(1);
    }

    @Test
    void whatLooksLikeAnOperatorIsSearchedAsText() {
        order("a", "PLACED", 100, MORNING);

        assertThat(ids("q=%27%3A*%7C!%26%5C")).isEmpty();
        assertThat(ids("q=it%27s%20%C3%A4%20(%29")).isEmpty();
    }

    @Test
    void anItemHasWhatAListShows() {
        order("a", "PLACED", 12_345, MORNING);

        JsonNode item = APP.get("/api/v1/orders?customer=" + customer).json().path("items").path(0);
        assertThat(item.path("id").asString()).isEqualTo(id("a"));
        assertThat(item.path("total").toString()).isEqualTo("{\"amountMinor\":12345,\"currency\":\"EUR\"}");
        assertThat(item.path("placedAt").asString()).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(item.path("_links").path("self").path("href").asString()).isEqualTo("/api/v1/orders/" + id("a"));
    }

    @Test
    void theLastPageHasNoNext() {
        order("a", "PLACED", 1, MORNING);
        Answer answer = APP.get("/api/v1/orders?customer=" + customer + "&limit=1");

        assertThat(answer.json().has("nextCursor")).isTrue();
        assertThat(answer.json().path("nextCursor").isNull()).isTrue();
        assertThat(answer.header("Link")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aCursorHoldsForItsListOnlyAndUnchanged() {
        order("a", "PLACED", 1, MORNING);
        order("b", "PLACED", 1, MORNING);
        String list = "/api/v1/orders?customer=" + customer + "&limit=1";
        String cursor = APP.get(list).json().path("nextCursor").asString();

        assertThat(APP.get(list + "&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(APP.get(list.replace("limit=1", "limit=2") + "&cursor=" + cursor).status()).isEqualTo(200);
        assertInvalidParameter(APP.get(list + "&sort=placedAt&cursor=" + cursor), "cursor");
        assertInvalidParameter(APP.get(list + "&status=PLACED&cursor=" + cursor), "cursor");
        assertInvalidParameter(APP.get(list + "&cursor=" + cursor.substring(1)), "cursor");
        assertInvalidParameter(APP.get(list + "&cursor=" + flipped(cursor)), "cursor");
        assertInvalidParameter(APP.get(list + "&cursor=x"), "cursor");
        assertInvalidParameter(APP.get("/api/v1/stock?cursor=" + cursor), "cursor");
    }

    @Test
    void aCursorSurvivesARestart() {
        order("a", "PLACED", 1, MORNING);
        order("b", "PLACED", 1, MORNING);
        String list = "/api/v1/orders?customer=" + customer + "&limit=1";
        String cursor = APP.get(list).json().path("nextCursor").asString();
        try (RunningQuerySide restarted = RunningQuerySide.on(DATA)) {
            assertThat(restarted.get(list + "&cursor=" + cursor).status()).isEqualTo(200);
        }
        try (RunningQuerySide other = RunningQuerySide.on(DATA, "orderflow.cursor-key=another-secret-of-ours")) {
            assertInvalidParameter(other.get(list + "&cursor=" + cursor), "cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,201", "limit,x", "limit,", "sort,price", "status,LOST", "status,placed", "from,today",
            "minTotal,-1", "minTotal,9223372036854775808", "customer,a%20b", "sku,%2F", "q,", "q,%00", "page,2",
            "q,a%20b%20c%20d%20e%20f%20g%20h%20i", "to,99999-01-01T00:00:00Z"})
    void aWrongParameterIsNamed(String parameter, String value) {
        assertInvalidParameter(APP.get("/api/v1/orders?" + parameter + "=" + (value == null ? "" : value)), parameter);
    }

    @Test
    void allWrongParametersAreToldAtOnce() {
        JsonNode problem = APP.get("/api/v1/orders?limit=0&sort=x&status=y").json();

        assertThat(problem.path("errors").size()).isEqualTo(3);
        assertThat(problem.path("detail").asString()).startsWith("status must be one of").endsWith("; and 2 more");
    }

    @Test
    void aTimeSpanMustNotBeEmpty() {
        assertInvalidParameter(APP.get("/api/v1/orders?from=2026-11-21T08:00:00Z&to=2026-11-21T08:00:00Z"), "to");
    }

    @Test
    void repeatedAndOverlongParametersAreRefused() {
        assertInvalidParameter(APP.get("/api/v1/orders?limit=1&limit=2"), "limit");
        assertInvalidParameter(APP.get("/api/v1/orders?q=" + "x".repeat(513)), "q");
        assertInvalidParameter(APP.get("/api/v1/orders?cursor=" + "A".repeat(512)), "cursor");
    }

    private static String flipped(String cursor) {
        List<String> letters = new ArrayList<>(List.of(cursor.split("")));
        Collections.swap(letters, 2, letters.get(2).equals(letters.get(3)) ? 4 : 3);
        String flipped = String.join("", letters);
        return flipped.equals(cursor) ? "A" + cursor : flipped;
    }

    private static String nextPath(Answer answer) {
        String link = answer.header("Link");
        if (link.isEmpty()) {
            assertThat(answer.json().path("nextCursor").isNull()).isTrue();
            return "";
        }
        assertThat(link).endsWith(">; rel=\"next\"").contains("cursor=" + answer.json().path("nextCursor").asString());
        return link.substring(1, link.indexOf('>'));
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        Answer answer = APP.get("/api/v1/orders?customer=" + customer + "&" + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        answer.json().path("items").forEach(it -> ids.add(it.path("id").asString()));
        return ids;
    }

    private String id(String name) {
        return customer.substring(0, 9) + "-" + name;
    }

    private void order(String name, String status, long totalMinor, Instant placedAt) {
        DATA.searchRow(id(name), customer, status, totalMinor, placedAt, "S24_2000");
    }
}
