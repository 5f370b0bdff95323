package org.guildhall.privacy;

import java.time.Duration;
import java.util.List;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets every room delete, once an hour, what is past its deletion date. */
@Configuration(proxyBeanMethods = false)
class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    @Bean
    Worker expiryWorker(List<PersonalData> rooms, Signals signals) {
        return new Worker("expiry", Duration.ofHours(1), () -> expire(rooms), signals);
    }

    @Bean
    Worker auditExpiryWorker(Audit audit, Signals signals) {
        return new Worker("audit-expiry", Duration.ofHours(1), () -> letGo(audit), signals);
    }

    private static void letGo(Audit audit) {
        int gone = audit.letGo();
        if (gone > 0) {
            LOG.info("Deleted {} lines of the audit past their date", gone);
        }
    }

    private static void expire(List<PersonalData> rooms) {
        for (PersonalData room : rooms) {
            int gone = room.expire();
            if (gone > 0) {
                LOG.info("Deleted {} rows past their date: {}", gone, room.tables());
            }
        }
    }
}
