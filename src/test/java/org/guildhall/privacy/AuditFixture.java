package org.guildhall.privacy;

import java.time.Duration;
import org.guildhall.platform.Database;
import tools.jackson.databind.json.JsonMapper;

/** The audit for tests of other rooms, whose constructor is package-private. */
public final class AuditFixture {

    private AuditFixture() {}

    /** An audit that writes to this database. */
    public static Audit on(Database database) {
        return new Audit(database, JsonMapper.builder().build(), new AuditProperties(Duration.ofDays(730)));
    }
}
