package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({"'',Name a scenario", "steady --rate 0,--rate is above 0", "steady --duration 5,is no duration",
            "steady --duration 61m,--duration is up to 60m", "idempotency-storm --requests 0,--requests is 1 to 10000",
            "mixed --rate 20001,--rate is above 0", "mixed --duration 61m,--duration is up to 60m",
            "mixed --verdict some,is not one of", "mixed --arrivals some,is not one of",
            "mixed --rate 5000 --duration 60m,lower --rate or --duration", "mixed --background busy=1,write idle=1000",
            "mixed --url http://192.0.2.1:80,for a system on this machine", "mixed --connections 0,--connections is 1",
            "mixed --timeout 2m,--timeout is up to 1m", "capacity surprise,is not one of",
            "capacity --step 3m,--step is up to 2m", "overload --attempts 11,--attempts is 1 to 10",
            "mixed --lines 5,--lines is 1 to 4", "mixed --attempts 0,--attempts is 1 to 10",
            "capacity --verdict orders,is not for capacity",
            "overload detail --verdict orders,is not for detail",
            "burst --orders 0,--orders is 1 to 4000", "surprise,surprise"})
    void aWrongCommandLineIsAUsageError(String arguments, String sentence) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        assertThat(run(new LoadCommand(), words)).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
    }

    @Test
    void withoutARunningSystemTheInvariantsAreUnavailable() {
        assertThat(run(new InvariantsCommand(), "--data", "no-such-directory")).isEqualTo(6);
        assertThat(err.toString()).contains("orderflow up");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsUnavailable() {
        assertThat(run(new InvariantsCommand(), "--jdbc-url", "jdbc:postgresql://localhost:1/orderflow", "--kafka",
                "localhost:1"))
            .isEqualTo(6);
        assertThat(err.toString()).contains("localhost:1/orderflow cannot be read");
    }

    @Test
    void progressInAFileIsOneLineWithRateAndRemainingTime() {
        assertThat(Progress.Lines.line("orders", 50, 200, 10)).isEqualTo("orders: 50 of 200, 5.0/s, 30 s left");
    }
}
