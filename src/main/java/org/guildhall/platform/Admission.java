package org.guildhall.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who may come in, decided from a request's first line alone. Each kind of request has a {@link Share}, so that a crowd of
 * one kind cannot use up what the others need: least of all what staff need to answer the crowd. Whoever writes a path
 * in another way than our pages and messengers do ends up among the pages.
 */
@Component
class Admission implements Rush {

    /** Beyond so many waiting for one of the database's connections it is behind, whoever caused it. */
    private static final int MOST_WAITING_FOR_DATABASE = 64;

    /** A burst that is worked off within a fraction of a second; with more, all would only wait longer. */
    private static final int SEATS = 256;

    /** So long after the last messenger that had to wait its turn: a rush has short gaps. */
    private static final Duration RUSH_LASTS = Duration.ofMillis(500);

    private final Share webhooks;
    private final Share chatStreams;
    private final Share chat = new Share("chat", 32, SEATS);
    private final Share pages = new Share("pages", 32, SEATS);
    private final Share signIn = new Share("sign-in", 16, SEATS);
    private final Share desk = new Share("desk", 64, SEATS);
    private final Share deskStreams = new Share("desk-streams", 1_000, 0);
    private final Share uploads = new Share("uploads", 16, 0);
    private final Share operations = new Share("operations", 8, 64);
    private final BooleanSupplier databaseBehind;
    private final MeterRegistry meters;
    private volatile boolean closing;

    @Autowired
    Admission(AdmissionProperties properties, HikariDataSource pool, Database database, MeterRegistry meters) {
        this(properties, () -> database.silent() || waitingIn(pool) > MOST_WAITING_FOR_DATABASE, meters);
    }

    /**
     * Empty shares.
     *
     * @param databaseBehind whether the database cannot take more just now; asked for each request
     */
    Admission(AdmissionProperties properties, BooleanSupplier databaseBehind, MeterRegistry meters) {
        this.webhooks = new Share("webhooks", properties.webhooks(), SEATS);
        this.chatStreams = new Share("chat-streams", properties.streams(), 0);
        this.databaseBehind = databaseBehind;
        this.meters = meters;
        List.of(webhooks, chat, chatStreams, pages, signIn, desk, deskStreams, uploads, operations)
                .forEach(this::show);
    }

    private static int waitingIn(HikariDataSource pool) {
        return pool.isRunning() ? pool.getHikariPoolMXBean().getThreadsAwaitingConnection() : 0;
    }

    private void show(Share share) {
        Gauge.builder("guildhall.admission.taken", share, Share::taken)
                .description("Requests being worked at")
                .tag("share", share.name())
                .register(meters);
        Gauge.builder("guildhall.admission.waiting", share, Share::waiting)
                .description("Requests waiting for their turn")
                .tag("share", share.name())
                .register(meters);
    }

    /** The share a request belongs to; null for the questions whether we are alive and ready, which are never refused. */
    @Nullable Share shareFor(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return switch (path) {
            case "/livez", "/readyz" -> null;
            case "/api/chat/events" -> chatStreams;
            case "/api/desk/events", "/desk/live/events" -> deskStreams;
            case "/login", "/logout" -> signIn;
            case "/desk" -> desk;
            default -> shareBelow(path);
        };
    }

    private Share shareBelow(String path) {
        if (path.startsWith("/webhooks/")) {
            return webhooks;
        }
        if (path.startsWith("/desk/") || path.startsWith("/api/desk/")) {
            return desk;
        }
        if (path.startsWith("/login/")) {
            return signIn;
        }
        if (path.startsWith("/api/")) {
            return chat;
        }
        return path.startsWith("/actuator/") ? operations : pages;
    }

    /** For bodies that are too large to be waited for. */
    Share uploads() {
        return uploads;
    }

    /** Why a request of this share cannot come in now; null when it can. */
    @Nullable String closedFor(Share share) {
        if (closing) {
            return "stopping";
        }
        if (share.full()) {
            return "full";
        }
        boolean leansOnDatabase = share == webhooks || share == chat;
        return leansOnDatabase && databaseBehind.getAsBoolean() ? "database" : null;
    }

    @Override
    public boolean on() {
        return webhooks.crowdedWithin(RUSH_LASTS);
    }

    /** Whether the application stops: connections are not to be kept then. */
    boolean closing() {
        return closing;
    }

    /** Counts a request that was turned away. */
    void refused(Share share, String reason) {
        meters.counter("guildhall.admission.refused", "share", share.name(), "reason", reason)
                .increment();
    }

    /** From now on only what is in here is finished. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }
}
