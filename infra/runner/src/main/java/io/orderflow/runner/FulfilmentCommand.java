package io.orderflow.runner;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code orderflow fulfilment}. */
@Command(name = "fulfilment", description = "Show the orders that are stuck, and let one go on or be undone.", mixinStandardHelpOptions = true)
final class FulfilmentCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    /** What can be done. */
    enum Action {
        stuck, show, resume, retry, compensate
    }

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "ACTION", description = "stuck: list those that failed or have not moved for longer than any deadline; show; resume one that FAILED; retry one whose undoing failed (COMPENSATION_FAILED); compensate: cancel the order and undo what was done for it")
    private Action action = Action.stuck;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ORDER-ID", description = "The order; not for stuck")
    private String order = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (order.isEmpty() != (action == Action.stuck)) {
            throw new ParameterException(spec.commandLine(), action == Action.stuck
                    ? "stuck takes no order id."
                    : "Which order? Give its id: fulfilment " + action + " ORDER-ID");
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (action) {
            case stuck -> JSON.readTree(body(ask(false, "?state=stuck"))).path("items").forEach(it -> print(it, out));
            case show -> print(JSON.readTree(body(ask(false, "/" + order))), out);
            default -> print(act(), out);
        }
        return ExitCode.OK;
    }

    private JsonNode act() {
        JsonNode answer = JSON.readTree(body(ask(true, "/" + order + "/" + action)));
        spec.commandLine().getOut().println(action + ": " + answer.path("outcome").asString());
        return answer.path("fulfilment");
    }

    private HttpResponse<String> ask(boolean changes, String path) {
        PartReport commandSide = data.running()
            .processes()
            .stream()
            .filter(it -> it.name().equals(Service.COMMAND_SIDE.name()))
            .findFirst()
            .orElseThrow(FulfilmentCommand::away);
        URI address = URI.create("http://127.0.0.1:" + commandSide.port() + "/admin/v1/fulfilments" + path);
        return (changes ? Http.post(address) : Http.get(address)).orElseThrow(FulfilmentCommand::away);
    }

    private static CannotRunException away() {
        return new CannotRunException(ExitCode.UNAVAILABLE,
                "The command side does not answer: see './orderflow status'.");
    }

    private static String body(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        String detail = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()).path("detail").asString("");
        throw new CannotRunException(answer.statusCode() == 404 ? ExitCode.NOT_FOUND : ExitCode.CONFLICT,
                detail.isEmpty() ? "The command side answered " + answer.statusCode() + "." : detail);
    }

    private static void print(JsonNode instance, PrintWriter out) {
        String failed = instance.path("failedStep").asString("");
        out.printf(Locale.ROOT, "%s  %-19s since %s  payment %-10s%s%n", instance.path("orderId").asString(),
                instance.path("step").asString(), instance.path("since").asString(),
                instance.path("payment").asString(),
                failed.isEmpty() ? "" : "  failed in " + failed + ": " + instance.path("error").asString());
    }
}
