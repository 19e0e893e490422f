package io.orderflow.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The command side: REST commands, aggregates, the process manager and the relay. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommandApplication {
    /** Starts the application and returns when it is ready. */
    public static void main(String[] arguments) {
        SpringApplication.run(CommandApplication.class, arguments);
    }
}
