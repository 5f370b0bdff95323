package org.guildhall.canary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Makes every logger believe that everything is wanted, reads what it then says, and prints no more than before. Named in
 * {@code logback-test.xml}, which Spring Boot keeps when it sets logging up again.
 */
public final class CanaryFilter extends TurboFilter {

    private final Pins pins = Pins.ofTheApplication();
    private final PostgresLog postgres = new PostgresLog(pins);

    /**
     * Loggers that have nothing to do with what travels through the house, and say a great deal.
     */
    private static final List<String> ASIDE = List.of(
            "net.jqwik.",
            "com.microsoft.playwright",
            "com.tngtech.archunit.",
            "ai.djl.",
            "org.springframework.test.",
            "org.springframework.beans.",
            "org.springframework.context.",
            "org.springframework.core.annotation",
            "org.springframework.core.env",
            "org.springframework.core.io",
            "org.springframework.boot.test.",
            "org.springframework.modulith.",
            "org.awaitility.");

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        String name = logger.getName();
        if (!Net.isSpread() || aside(name) || pins.silence(name, level)) {
            return FilterReply.NEUTRAL;
        }
        if (format == null && failure == null) {
            postgres.listen();
            return FilterReply.ACCEPT;
        }
        Net.look(name, level.toString(), MessageFormatter.basicArrayFormat(format, parameters));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Net.look(name, level.toString(), cause.toString());
        }
        if (parameters != null
                && parameters.length > 0
                && parameters[parameters.length - 1] instanceof Throwable last) {
            for (Throwable cause = last; cause != null; cause = cause.getCause()) {
                Net.look(name, level.toString(), cause.toString());
            }
        }
        if (MDC.getCopyOfContextMap() != null) {
            Net.look(name, level.toString(), String.valueOf(MDC.getCopyOfContextMap()));
        }
        return FilterReply.NEUTRAL;
    }

    private static boolean aside(String logger) {
        for (String prefix : ASIDE) {
            if (logger.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
