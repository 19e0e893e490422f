package io.orderflow.projections.admin;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.http.ApiProblem;

/** The problems that the admin API names. */
final class Refusals {
    private Refusals() {}

    static ApiProblem noProjection(String name) {
        return ApiProblem.notFound("there is no projection " + name);
    }

    static ApiProblem notParked(String projection, String streamId) {
        return ApiProblem.notFound("the stream " + streamId + " is not parked in the projection " + projection);
    }

    static ApiProblem noStranger(int partition, long kafkaOffset) {
        return ApiProblem.notFound(
                "no undiscarded record is kept of partition " + partition + " at offset " + kafkaOffset);
    }

    static ApiProblem invalidMember(String pointer, String detail) {
        return ApiProblem.invalid(InvalidValue.at(pointer, detail));
    }

    static ApiProblem invalid(String parameter, String detail) {
        return ApiProblem.invalid(InvalidValue.parameter(parameter, detail));
    }
}
