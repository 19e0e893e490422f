package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.servers.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aTakenPortGivesWayToTheNextFreeOne() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = Ports.choose(Map.of("gateway", taken.getLocalPort())).of("gateway");

            assertThat(port).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void aPortTakenOnAllAddressesCountsToo() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThat(FreePort.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void noTwoPartsGetTheSamePort() {
        int wanted = FreePort.any();
        var same = new LinkedHashMap<String, Integer>();
        same.put("one", wanted);
        same.put("other", wanted);

        Ports ports = Ports.choose(same);

        assertThat(ports.of("one")).isNotEqualTo(ports.of("other"));
    }
}
