package io.orderflow.command;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Points an application context to a new database, with the process manager at work. */
final class ProcessAtWork implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new NewDatabase().initialize(context);
        TestPropertyValues.of("orderflow.fulfilment.enabled=true").applyTo(context);
    }
}
