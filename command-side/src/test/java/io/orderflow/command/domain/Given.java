package io.orderflow.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.contract.DomainEvent;
import java.util.List;
import java.util.function.BiFunction;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Given a state, when a command comes, then this is decided. */
record Given<S, C extends DomainCommand>(BiFunction<S, C, Decision> decide) {
    When<C> state(S state) {
        return command -> new Then(decide.apply(state, command));
    }

    interface When<C> {
        Then when(C command);
    }

    record Then(Decision decision) {
        void then(DomainEvent... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(events)));
        }

        void thenRefused(Refusal refusal) {
            assertThat(decision).isEqualTo(new Decision.Rejected(refusal));
        }

        void thenInvalidAt(String... pointers) {
            assertThat(decision).extracting(it -> it instanceof Decision.Rejected rejected ? rejected.refusal() : it)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .extracting(it -> it.violations().stream().map(Violation::pointer).toList())
                .isEqualTo(List.of(pointers));
        }
    }
}
