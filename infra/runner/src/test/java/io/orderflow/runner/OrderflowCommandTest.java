package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderflowCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void misuseIsExitCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run("up", "--port", "0")).isEqualTo(2);
        assertThat(run("trace", "xyz")).isEqualTo(2);
    }

    @Test
    void anApplicationThatIsUnknownIsNamedWithThoseThatThereAre() {
        assertThat(run("up", "--only", "gateway,projektions", "--data", folder.resolve("data").toString()))
            .isEqualTo(2);
        assertThat(err.toString()).contains("not projektions", "payment-provider, command-side, projections");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void withoutASystemStatusSaysWhatToDo() {
        assertThat(run("status", "--data", folder.toString())).isEqualTo(6);
        assertThat(err.toString()).contains("start it with './orderflow up'");
    }

    @Test
    void downWithoutASystemIsNoFailure() {
        assertThat(run("down", "--data", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("Nothing runs in ");
    }

    @Test
    void aLogThatIsNotThereIsNotFound() {
        assertThat(run("logs", "gateway", "--data", folder.toString())).isEqualTo(3);
    }

    private int run(String... arguments) {
        return OrderflowCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    }
}
