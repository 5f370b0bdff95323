package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.guildhall.privacy.Audit;
import org.junit.jupiter.api.Test;

class AuditExportTests {

    private static final Audit.Line LINE = new Audit.Line(
            7,
            Instant.parse("2026-11-23T12:00:00Z"),
            "anna",
            "search",
            "=cmd|' /C calc'!A0",
            null,
            "{\"words\": true}");

    @Test
    void isInertInASpreadsheet() {
        assertThat(AuditExport.CSV.beginning())
                .isEqualTo("\"at\",\"who\",\"action\",\"subject\",\"address\",\"details\"\r\n");
        assertThat(AuditExport.CSV.line(LINE))
                .isEqualTo("\"2026-11-23T12:00:00Z\",\"anna\",\"search\",\"'=cmd|' /C calc'!A0\",\"\","
                        + "\"{\"\"words\"\": true}\"\r\n");
    }

    @Test
    void isOneObjectALineForPrograms() {
        assertThat(AuditExport.JSONL.line(LINE))
                .isEqualTo("{\"id\":7,\"at\":\"2026-11-23T12:00:00Z\",\"who\":\"anna\",\"action\":\"search\","
                        + "\"subject\":\"=cmd|' /C calc'!A0\",\"address\":null,\"details\":{\"words\":true}}\n");
    }

    @Test
    void isKnownByItsWord() {
        assertThat(AuditExport.of("csv")).contains(AuditExport.CSV);
        assertThat(AuditExport.of("jsonl")).contains(AuditExport.JSONL);
        assertThat(AuditExport.of("CSV")).isEmpty();
        assertThat(AuditExport.of("pdf")).isEmpty();
    }
}
