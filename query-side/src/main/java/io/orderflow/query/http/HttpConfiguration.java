package io.orderflow.query.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.http.AdmissionFilter;
import io.orderflow.http.Lane;
import io.orderflow.observability.Saturation;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpLimits.class, CursorProperties.class})
class HttpConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ParameterGuard());
    }

    /** Before the filter that opens the server span: what is refused costs no span. */
    @Bean
    static FilterRegistrationBean<AdmissionFilter> admissionFilter(HttpLimits limits, MeterRegistry meters) {
        Lane reads = Lane.adaptive("reads", limits.lane(), meters);
        Lane waiting = Lane.fixed("waiting", limits.waitingMax(), meters);
        Saturation.register(meters, "http_inflight", () -> Math.max(reads.saturation(), waiting.saturation()));
        var filter = new AdmissionFilter(new ReadAdmission(reads, waiting), List.of(reads, waiting),
                limits.limitMax() + limits.queueMax(), meters);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

}
