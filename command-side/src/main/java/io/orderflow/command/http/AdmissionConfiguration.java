package io.orderflow.command.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.command.backlog.Backlog;
import io.orderflow.http.AdmissionFilter;
import io.orderflow.http.Lane;
import io.orderflow.observability.Saturation;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {
    /** Before the filter that opens the server span: what is refused costs no span. */
    @Bean
    static FilterRegistrationBean<AdmissionFilter> admissionFilter(HttpProperties http, Backlog backlog,
            MeterRegistry meters) {
        Lane commands = Lane.adaptive("commands", http.lane(), meters);
        Saturation.register(meters, "http_inflight", commands::saturation);
        var gate = new BacklogGate(backlog, http.backlogMax(), () -> ThreadLocalRandom.current().nextDouble());
        var filter = new AdmissionFilter(new CommandAdmission(commands, gate), List.of(commands),
                http.receivingMax(), meters);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
