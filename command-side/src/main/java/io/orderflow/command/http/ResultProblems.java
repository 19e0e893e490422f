package io.orderflow.command.http;

import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;

/** Results of a dispatch that are no success, as problem documents. */
final class ResultProblems {
    private ResultProblems() {}

    static ApiProblem of(CommandResult result) {
        return switch (result) {
            case CommandResult.Rejected(var refusal) -> RefusalProblems.of(refusal);
            case CommandResult.NotFound(var stream) -> RefusalProblems.notFound(stream.id());
            case CommandResult.VersionMismatch(_, long current) ->
                ApiProblem.of(ProblemType.VERSION_CONFLICT, "version " + current + " is current")
                    .with("currentVersion", current);
            case CommandResult.Contended(_, int attempts) -> ApiProblem.retryLater(ProblemType.OVERLOADED,
                    "others changed the resource in each of " + attempts + " attempts; nothing was changed",
                    StoreFailures.OVERLOAD_RETRY_AFTER);
            case CommandResult.Accepted _,CommandResult.Replayed _ ->
                throw new IllegalArgumentException("a success is no problem");
        };
    }
}
