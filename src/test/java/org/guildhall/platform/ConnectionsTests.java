package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTests {

    @ParameterizedTest(name = "of {0} files clients get {1}")
    @CsvSource({"256, 128", "1024, 512", "2048, 1536", "4096, 3072", "20000, 15000", "9223372036854775807, 2147483647"})
    void clientsLeaveFilesForTheDatabaseAndOthers(long files, int clients) {
        assertThat(Connections.leftByOthers(files)).isEqualTo(clients);
    }
}
