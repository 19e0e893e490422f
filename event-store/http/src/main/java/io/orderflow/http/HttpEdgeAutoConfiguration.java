package io.orderflow.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The edge that all applications have in common; each brings its {@link KnownFailures}. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class HttpEdgeAutoConfiguration {
    /** Inside the filter that opens the server span, outside of all others. */
    private static final int EDGE_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    static ProblemAdvice problemAdvice(KnownFailures known) {
        return new ProblemAdvice(known);
    }

    @Bean
    static FallbackErrors fallbackErrors() {
        return new FallbackErrors();
    }

    @Bean
    static FilterRegistrationBean<EdgeFilter> edgeFilter() {
        var registration = new FilterRegistrationBean<>(new EdgeFilter());
        registration.setOrder(EDGE_ORDER);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheConnector() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
