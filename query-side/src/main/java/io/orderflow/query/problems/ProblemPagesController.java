package io.orderflow.query.problems;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProblemPagesController {
    private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    record ProblemPage(String type, String title, int status, String cause, String remedy, Example example) {
        static ProblemPage of(ProblemType type) {
            return new ProblemPage(type.type().toString(), type.title(), type.status(), type.cause(), type.remedy(),
                    Example.of(type));
        }
    }

    /** What a problem document of the type looks like. */
    record Example(String type, String title, int status, String detail, String instance, String traceId) {
        static Example of(ProblemType type) {
            return new Example(type.type().toString(), type.title(), type.status(), type.cause(),
                    "/api/v1/orders/01990f3e-7c1a-7b5e-9d2f-3a4b5c6d7e8f", "4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }

    @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<ProblemPage>> all() {
        return ResponseEntity.ok()
            .cacheControl(CACHED)
            .body(Arrays.stream(ProblemType.values()).map(ProblemPage::of).toList());
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemPage> json(@PathVariable String slug) {
        return ResponseEntity.ok().cacheControl(CACHED).body(ProblemPage.of(type(slug)));
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> text(@PathVariable String slug) {
        return ResponseEntity.ok().cacheControl(CACHED).contentType(TEXT).body(ProblemText.plain(type(slug)));
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> html(@PathVariable String slug) {
        return ResponseEntity.ok().cacheControl(CACHED).contentType(HTML).body(ProblemText.html(type(slug)));
    }

    private static ProblemType type(String slug) {
        return ProblemType.withSlug(slug)
            .orElseThrow(() -> ApiProblem.notFound("no problem type has this name; /problems lists all of them"));
    }
}
