package io.orderflow.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Which application answers what: reads go to the query side, everything that changes something to the command side.
 */
@Configuration(proxyBeanMethods = false)
class Routes {
    private static final RequestPredicate API = path("/api/v1/**");
    private static final RequestPredicate READ = methods(HttpMethod.GET, HttpMethod.HEAD);

    @Bean
    RouterFunction<ServerResponse> applicationRoutes(UpstreamProperties upstreams, NoRoute noRoute) {
        return route("query-side")
            .route(API.and(READ).or(path("/problems/**")).or(path("/openapi.json")), http())
            .before(uri(upstreams.query().url()))
            .build()
            .and(route("command-side")
                .route(API.and(READ.negate()).or(path("/admin/v1/seed/**")).or(path("/admin/v1/fulfilments/**")),
                        http())
                .before(uri(upstreams.command().url()))
                .build())
            .and(route("projections")
                .route(path("/admin/v1/projections/**").or(path("/admin/v1/dead-letters/**")), http())
                .before(uri(upstreams.projections().url()))
                .build())
            .and(RouterFunctions.route(all(), noRoute));
    }
}
