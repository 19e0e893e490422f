package io.orderflow.command.payment;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.observability.Saturation;
import java.net.http.HttpClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Puts the payment port together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentProperties.class)
class PaymentConfiguration {
    private static final String BREAKER = "payment";
    private static final int PROBES = 3;

    /**
     * @param http Boot's builder, which measures each call
     */
    @Bean
    static PaymentPort paymentPort(PaymentProperties settings, RestClient.Builder http, Tracer tracer,
            MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(breaker(settings.breaker()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        var guarded = new GuardedPaymentProvider(new HttpPaymentProvider(client(settings, http, tracer)),
                breakers.circuitBreaker(BREAKER), meters, settings.callsMax());
        Saturation.register(meters, "payment_calls", guarded::saturation);
        return guarded;
    }

    private static RestClient client(PaymentProperties settings, RestClient.Builder http, Tracer tracer) {
        var transport = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build());
        transport.setReadTimeout(settings.callTimeout());
        return http.baseUrl(settings.url())
            .requestFactory(transport)
            .requestInterceptor(new TracedCalls(tracer))
            .build();
    }

    private static CircuitBreakerConfig breaker(PaymentProperties.Breaker settings) {
        return CircuitBreakerConfig.custom()
            .slidingWindowSize(2 * settings.callsMin())
            .minimumNumberOfCalls(settings.callsMin())
            .failureRateThreshold(settings.failurePercent())
            .waitDurationInOpenState(settings.openFor())
            .permittedNumberOfCallsInHalfOpenState(PROBES)
            .build();
    }
}
