package io.orderflow.paymentprovider;

import java.util.List;

/** {@code GET} and {@code PUT /behaviour}; a change holds from the next request on. */
final class BehaviourRoutes {
    private volatile Behaviour current;

    BehaviourRoutes(Behaviour initial) {
        this.current = initial;
    }

    Behaviour current() {
        return current;
    }

    Answer answer(String method, byte[] body) {
        return switch (method) {
            case "GET" -> Answer.ok(current);
            case "PUT" -> replace(StrictJson.read(body, Behaviour.NORMAL, Behaviour.class));
            default -> Answer.methodNotAllowed(method);
        };
    }

    private Answer replace(Behaviour next) {
        List<String> violations = next.violations();
        if (!violations.isEmpty()) {
            return Answer.badRequest(String.join(" ", violations));
        }
        current = next;
        return Answer.ok(next);
    }
}
