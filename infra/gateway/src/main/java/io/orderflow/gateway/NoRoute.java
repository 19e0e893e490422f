package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.RequestDispatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers what no route takes, and the errors that the servlet container hands back for a page. */
@Component
class NoRoute implements HandlerFunction<ServerResponse> {
    private final ProblemWriter problems;

    NoRoute(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        Problem problem = request.attribute(RequestDispatcher.ERROR_STATUS_CODE)
            .map(status -> ofStatus((Integer) status))
            .orElseGet(() -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address."));
        return ServerResponse.status(problem.type().status()).build((servletRequest, servletResponse) -> {
            problems.write(problem, servletRequest, servletResponse);
            return null;
        });
    }

    private static Problem ofStatus(int status) {
        ProblemType type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.PAYLOAD_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
        };
        return Problem.of(type, type.cause());
    }
}
