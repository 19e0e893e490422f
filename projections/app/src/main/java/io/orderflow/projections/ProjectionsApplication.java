package io.orderflow.projections;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the projections. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ProjectionsApplication {
    public static void main(String[] args) {
        SpringApplication.run(ProjectionsApplication.class, args);
    }
}
