package io.orderflow.gateway;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the applications behind the gateway are. */
@ConfigurationProperties("orderflow")
record UpstreamProperties(Upstream command, Upstream query, Upstream projections) {
    /**
     * @param url {@code http} or {@code https}, host and port; nothing after it
     */
    record Upstream(URI url) {
        Upstream {
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            String path = url.getRawPath();
            if (!web || url.getHost() == null || (path != null && !path.isEmpty() && !path.equals("/"))
                    || url.getRawQuery() != null) {
                throw new IllegalArgumentException(
                        "The address of an application is '" + url + "' and must be like http://host:port.");
            }
        }
    }
}
