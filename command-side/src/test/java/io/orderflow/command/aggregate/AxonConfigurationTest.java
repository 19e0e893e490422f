package io.orderflow.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.command.CommandSideTest;
import java.util.UUID;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.timeout.HandlerTimeoutHandlerEnhancerDefinition;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.updates.UpdateCheckConfiguration;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What Axon's auto-configuration gets wrong silently, asserted on the running application. */
@CommandSideTest
class AxonConfigurationTest {
    @Autowired
    ApplicationContext context;

    @Autowired
    Configuration axon;

    @Test
    void theStorageEngineIsOurs() {
        assertThat(context.getBeansOfType(EventStorageEngine.class).values()).singleElement()
            .isInstanceOf(LoadObservingEngine.class);
        assertThat(axon.eventStore()).isInstanceOf(EmbeddedEventStore.class);
        assertThat(context.getBeansOfType(JdbcAutoConfiguration.class)).isEmpty();
    }

    @Test
    void theTransactionManagerIsOursAndNoneByChance() {
        assertThat(context.getBeansOfType(TransactionManager.class).values()).singleElement()
            .isInstanceOf(EngineOwnedTransactions.class)
            .isSameAs(axon.getComponent(TransactionManager.class));
    }

    @Test
    void noStackTraceIsTakenForATimeout() {
        assertThat(context.getBeansOfType(AxonTimeoutAutoConfiguration.class)).isEmpty();
        assertThat(context.getBeansOfType(HandlerTimeoutHandlerEnhancerDefinition.class)).isEmpty();
    }

    @Test
    void everythingIsSerialisedByJackson3() {
        assertThat(context.getBeansOfType(Serializer.class).values()).isNotEmpty()
            .allSatisfy(it -> assertThat(it).isInstanceOf(Jackson3Serializer.class));
        assertThat(axon.serializer()).isInstanceOf(Jackson3Serializer.class);
        assertThat(axon.eventSerializer()).isInstanceOf(Jackson3Serializer.class);
        assertThat(axon.messageSerializer()).isInstanceOf(Jackson3Serializer.class);
    }

    @Test
    void oneMeterRegistryHoldsAllMeters() {
        assertThat(context.getBeansOfType(MeterRegistry.class).values()).singleElement()
            .satisfies(it -> assertThat(it.find("command.duration").tags("command", "PlaceOrder").timers())
                .hasSize(5))
            .satisfies(it -> assertThat(it.find("eventstore.append").timers()).hasSize(3));
    }

    @Test
    void spansGoToTheApplicationsOpenTelemetryAndAxonMakesNoneOfItsOwn() {
        assertThat(context.getBeansOfType(OpenTelemetry.class).values()).singleElement()
            .isNotSameAs(GlobalOpenTelemetry.get());
        assertThat(context.getBean(SpanFactory.class)).isSameAs(NoOpSpanFactory.INSTANCE);
    }

    @Test
    void nobodyLooksForUpdatesOnTheNetwork() {
        assertThat(context.getBean(UpdateCheckConfiguration.class).getDisabled()).isTrue();
    }

    @Test
    void commandsAreHandledInThisProcess() {
        assertThat(context.getBeansOfType(CommandBus.class).values()).singleElement()
            .isExactlyInstanceOf(SimpleCommandBus.class);
    }

    @Test
    void eventIdsSortByTime() {
        assertThat(UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()).version()).isEqualTo(7);
    }
}
