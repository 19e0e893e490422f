package io.orderflow.projections.admin;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The problems that the admin API names. */
final class Refusals {
    private Refusals() {}

    static ErrorResponseException noProjection(String name) {
        return problem(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is no projection " + name + ".");
    }

    static ErrorResponseException notParked(String projection, String streamId) {
        return problem(HttpStatus.NOT_FOUND, "not-found", "Not found",
                "The stream " + streamId + " is not parked in the projection " + projection + ".");
    }

    static ErrorResponseException noStranger(int partition, long kafkaOffset) {
        return problem(HttpStatus.NOT_FOUND, "not-found", "Not found",
                "No undiscarded record is kept of partition " + partition + " at offset " + kafkaOffset + ".");
    }

    static ErrorResponseException invalid(String detail) {
        return problem(HttpStatus.BAD_REQUEST, "validation-failed", "Validation failed", detail);
    }

    static ProblemDetail storeUnavailable() {
        return detail(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "Store unavailable",
                "The database does not answer; try again later.");
    }

    private static ErrorResponseException problem(HttpStatus status, String slug, String title, String detail) {
        return new ErrorResponseException(status, detail(status, slug, title, detail), null);
    }

    private static ProblemDetail detail(HttpStatus status, String slug, String title, String text) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
        problem.setType(URI.create("/problems/" + slug));
        problem.setTitle(title);
        return problem;
    }
}
