package io.orderflow.query.problems;

import io.orderflow.contract.http.ProblemType;
import org.springframework.web.util.HtmlUtils;

/** The page of a problem type for people. */
final class ProblemText {
    private ProblemText() {}

    static String plain(ProblemType type) {
        return """
                %s (%d)
                %s

                Cause:  %s
                Remedy: %s

                Example:
                HTTP/1.1 %d
                Content-Type: application/problem+json

                %s
                """.formatted(type.title(), type.status(), type.type(), type.cause(), type.remedy(), type.status(),
                example(type));
    }

    static String html(ProblemType type) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <h1>%1$s</h1>
                <p><code>%2$s</code>, HTTP status %3$d</p>
                <h2>Cause</h2>
                <p>%4$s</p>
                <h2>Remedy</h2>
                <p>%5$s</p>
                <h2>Example</h2>
                <pre>%6$s</pre>
                </body>
                </html>
                """.formatted(escaped(type.title()), type.type(), type.status(), escaped(type.cause()),
                escaped(type.remedy()), escaped(example(type)));
    }

    private static String example(ProblemType type) {
        var example = ProblemPagesController.Example.of(type);
        return """
                {
                  "type": "%s",
                  "title": "%s",
                  "status": %d,
                  "detail": "%s",
                  "instance": "%s",
                  "traceId": "%s"
                }""".formatted(example.type(), example.title(), example.status(), example.detail(),
                example.instance(), example.traceId());
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
