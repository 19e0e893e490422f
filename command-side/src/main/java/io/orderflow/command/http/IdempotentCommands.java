package io.orderflow.command.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.Deadline;
import io.orderflow.eventstore.EventStore;
import io.orderflow.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Commands that are safe to repeat (IETF draft-ietf-httpapi-idempotency-key-header). The command id is made of
 * principal and key, and the store keeps the reply under it in the transaction of the events: whatever process takes
 * the repetition, there is one effect and one answer. A refused command leaves nothing behind and can be tried again.
 */
@Component
final class IdempotentCommands {
    private static final UUID NAMESPACE = UUID.fromString("6f2cf0a4-4f1e-5b0a-9a57-2f3c2f5f8c11");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Makes the reply of what was stored; must give the same for the same arguments. */
    interface ReplyMaker {
        Reply reply(long version, List<DomainEvent> events);
    }

    /**
     * @param correlationId null for the command's own id
     */
    record Prepared(DomainCommand command, Optional<String> correlationId, ReplyMaker reply) {}

    private final CommandDispatcher dispatcher;
    private final EventStore store;
    private final HttpProperties http;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    IdempotentCommands(CommandDispatcher dispatcher, EventStore eventLog, HttpProperties http) {
        this.dispatcher = dispatcher;
        this.store = eventLog;
        this.http = http;
    }

    /**
     * @param bytes the body, not read before it is known that no other request with this key is under way
     * @param prepare throws {@link ApiProblem} for a command that is not acceptable
     */
    ResponseEntity<byte[]> execute(Caller caller, String key, byte[] bytes, Function<CommandBody, Prepared> prepare) {
        UUID commandId = UuidCreator.getNameBasedSha1(NAMESPACE, caller.actor() + "\n" + key);
        if (!running.add(commandId)) {
            throw ApiProblem.retryLater(ProblemType.IDEMPOTENCY_IN_PROGRESS,
                    "a request with this " + ApiHeaders.IDEMPOTENCY_KEY + " is being executed", RETRY_AFTER);
        }
        try {
            return ScopedValue.where(Deadline.CURRENT, Deadline.in(http.answerWithin()))
                .call(() -> execute(caller, commandId, CommandBody.of(bytes), prepare));
        } finally {
            running.remove(commandId);
        }
    }

    /**
     * Most keys are new, and the store tells a repetition when it appends: only a command that is not acceptable now is
     * looked up, since it may have been before.
     */
    private ResponseEntity<byte[]> execute(Caller caller, UUID commandId, CommandBody body,
            Function<CommandBody, Prepared> prepare) {
        String hash = hash(caller, body);
        try {
            return dispatch(caller, commandId, hash, prepare.apply(body));
        } catch (ApiProblem refused) {
            return store.findOutcome(commandId).map(outcome -> replay(outcome, hash)).orElseThrow(() -> refused);
        }
    }

    private ResponseEntity<byte[]> dispatch(Caller caller, UUID commandId, String hash, Prepared prepared) {
        var stored = new AtomicReference<@Nullable Reply>();
        var context = caller.context(commandId, prepared.correlationId().orElse(commandId.toString()), hash,
                (version, events) -> {
                    Reply reply = prepared.reply().reply(version, events);
                    stored.set(reply);
                    return reply.toJson();
                }, RequiredVersion.ANY);
        return switch (dispatcher.dispatch(prepared.command(), context)) {
            case CommandResult.Accepted accepted -> reply(stored.get(), prepared, accepted)
                .answer(accepted.position(), false);
            case CommandResult.Replayed(var outcome) -> replay(outcome, hash);
            case CommandResult refused -> throw ResultProblems.of(refused);
        };
    }

    /** The one that was stored; a command without effect has stored none. */
    private static Reply reply(@Nullable Reply stored, Prepared prepared, CommandResult.Accepted accepted) {
        return stored != null ? stored : prepared.reply().reply(accepted.version(), accepted.events());
    }

    private static ResponseEntity<byte[]> replay(CommandOutcome outcome, String hash) {
        String reply = outcome.reply();
        if (reply == null || !hash.equals(outcome.requestHash())) {
            throw ApiProblem.header(ProblemType.IDEMPOTENCY_KEY_REUSED, ApiHeaders.IDEMPOTENCY_KEY,
                    "was used for another request at " + outcome.recordedAt());
        }
        return Reply.parse(reply).answer(outcome.lastPosition(), true);
    }

    private static String hash(Caller caller, CommandBody body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((caller.method() + " " + caller.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body.canonical()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
