package io.orderflow.gateway;

import io.opentelemetry.sdk.trace.IdGenerator;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents for requests that are so malformed that the container refuses them before any of our code runs. */
public final class ContainerProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerProblemValve.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Document(String type, String title, int status, String detail, String instance, String traceId) {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
        String traceId = IdGenerator.random().generateTraceId();
        LOG.atInfo().addKeyValue("trace_id", traceId).log("The container refused a request with status {}", status);
        String path = request.getDecodedRequestURI();
        byte[] body = JSON.writeValueAsBytes(new Document(type.type().toString(), type.title(), status, type.cause(),
                path == null ? "/" : path, traceId));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader(ApiHeaders.TRACE_ID, traceId);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerLeft) {
            LOG.debug("The caller closed the connection", callerLeft);
        }
    }
}
