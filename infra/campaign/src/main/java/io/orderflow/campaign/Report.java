package io.orderflow.campaign;

import io.orderflow.campaign.fault.Fault;
import io.orderflow.campaign.fault.Struck;
import io.orderflow.campaign.oracle.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The verdict for programs. */
final class Report {
    static final String FILE = "report.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    static void write(CampaignSettings settings, List<Fault> schedule, Verdict verdict) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seed", verdict.seed());
        document.put("passed", verdict.passed());
        document.put("events", settings.events());
        document.put("shards", settings.size().shards());
        document.put("appenders", settings.size().appenders());
        document.put("relays", settings.size().relays());
        document.put("leaseMillis", settings.size().lease().toMillis());
        document.put("checks", verdict.findings().stream().map(Report::check).toList());
        document.put("figures", verdict.figures());
        document.put("schedule", schedule.stream().map(Report::fault).toList());
        document.put("struck", verdict.struck().stream().map(Report::struck).toList());
        Files.writeString(settings.folder().resolve(FILE), JSON.writeValueAsString(document) + "\n");
    }

    private static Map<String, Object> check(Findings.Finding finding) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("name", finding.property().name());
        check.put("statement", finding.property().sentence());
        check.put("passed", finding.passed());
        check.put("checked", finding.checked());
        check.put("offendersCount", finding.offendersCount());
        check.put("offenders", finding.offenders());
        return check;
    }

    private static Map<String, Object> fault(Fault fault) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("number", fault.number());
        document.put("kind", fault.kind().name());
        document.put("target", fault.target());
        document.put("durationMillis", fault.duration().toMillis());
        document.put("atEvents", fault.atEvents());
        return document;
    }

    private static Map<String, Object> struck(Struck struck) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("number", struck.fault().number());
        document.put("kind", struck.fault().kind().name());
        document.put("atEvents", struck.atEvents());
        document.put("lastedMillis", struck.lasted().toMillis());
        document.put("untilAppendMillis", struck.untilAppend().toMillis());
        document.put("untilPublishedMillis", struck.untilPublished().toMillis());
        putMillis(document, struck.takeOver());
        return document;
    }

    private static void putMillis(Map<String, Object> document, @Nullable Duration takeOver) {
        if (takeOver != null) {
            document.put("takeOverMillis", takeOver.toMillis());
        }
    }
}
