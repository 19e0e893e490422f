package io.orderflow.command.http;

import io.orderflow.http.Admission;
import io.orderflow.http.Lane;
import io.orderflow.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * All commands share a lane; new orders are also held back while accepted ones wait. Probes, metrics and what operators
 * ask for are always let in.
 */
final class CommandAdmission implements Admission {
    private static final String API = "/api/";

    private final Lane commands;
    private final BacklogGate backlog;

    CommandAdmission(Lane commands, BacklogGate backlog) {
        this.commands = commands;
        this.backlog = backlog;
    }

    @Override
    public @Nullable Lane laneOf(HttpServletRequest request) {
        return request.getRequestURI().startsWith(API) ? commands : null;
    }

    @Override
    public @Nullable Refusal objection(HttpServletRequest request) {
        return isNewOrder(request) && backlog.refuses() ? Refusal.BACKLOG : null;
    }

    @Override
    public void receive(HttpServletRequest request) {
        ReceivedBody.receive(request);
    }

    private static boolean isNewOrder(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(ApiPaths.ORDERS);
    }
}
