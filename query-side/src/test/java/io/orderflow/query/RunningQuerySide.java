package io.orderflow.query;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application on a free port, asked over HTTP. */
final class RunningQuerySide implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningQuerySide(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    static class KeptSpans {
        @Bean
        InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }
    }

    static RunningQuerySide on(WrittenData data, String... properties) {
        return with(List.of(), data, properties);
    }

    static RunningQuerySide with(List<Class<?>> configurations, WrittenData data, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + data.database().jdbcUrl(),
                "--spring.datasource.password=" + data.database().password()));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return start(configurations, arguments);
    }

    static RunningQuerySide start(List<String> arguments) {
        return start(List.of(), arguments);
    }

    private static RunningQuerySide start(List<Class<?>> configurations, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=0");
        all.add("--logging.level.root=warn");
        all.add("--orderflow.tracing.schedule-delay=10ms");
        return new RunningQuerySide(new SpringApplicationBuilder(QueryApplication.class, KeptSpans.class)
            .sources(configurations.toArray(Class<?>[]::new))
            .run(all.toArray(String[]::new)));
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    InMemorySpanExporter spans() {
        return (InMemorySpanExporter) context.getBean(SpanExporter.class);
    }

    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, headers);
    }

    Answer send(String method, String path, String... headers) {
        try {
            HttpResponse<String> response = client.send(request(method, path, headers), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    HttpResponse<InputStream> open(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request("GET", path, headers), BodyHandlers.ofInputStream());
    }

    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    private HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(40))
            .method(method, HttpRequest.BodyPublishers.noBody());
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    @Override
    public void close() {
        context.close();
        client.shutdownNow();
    }
}
