package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guildhall.conversation.Calls;
import org.guildhall.platform.Council;
import org.guildhall.platform.SafePost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tells the browsers of staff that a conversation needs them: everybody who may see it when somebody may be in danger, and
 * whoever holds it when the citizen has written. What goes out says which conversation, never what was written.
 */
@Component
final class Pushing {

    private static final int AT_A_TIME = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(45);

    /** How long a push service may keep it for a browser that is off; later it is no news. */
    private static final Duration NEWS = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);

    private final PushSubscriptions subscriptions;
    private final PushNotices notices;
    private final PushKeys keys;
    private final Calls calls;
    private final SafePost post;
    private final PushProperties properties;
    private final Council council;

    Pushing(
            PushSubscriptions subscriptions,
            PushNotices notices,
            PushKeys keys,
            Calls calls,
            SafePost post,
            PushProperties properties,
            Council council) {
        this.subscriptions = subscriptions;
        this.notices = notices;
        this.keys = keys;
        this.calls = calls;
        this.post = post;
        this.properties = properties;
        this.council = council;
    }

    /** Tells everybody who is to be told now; blocks. */
    void workOff() {
        List<PushSubscriptions.Subscriber> all = subscriptions.all();
        if (all.isEmpty()) {
            return;
        }
        List<String> holders =
                all.stream().map(one -> one.member().username()).distinct().toList();
        calls.now(holders).forEach(call -> notices.write(call, concerned(call, all)));
        List<PushNotices.Notice> due = notices.take(AT_A_TIME);
        while (!due.isEmpty() && told(due)) {
            due = notices.take(AT_A_TIME);
        }
    }

    /** Whose browsers are to be told of it. */
    private static List<UUID> concerned(Calls.Call call, List<PushSubscriptions.Subscriber> all) {
        return all.stream()
                .filter(one -> call.danger()
                        ? one.member().actsOn(call.team(), call.holder())
                        : one.member().username().equals(call.holder()))
                .map(PushSubscriptions.Subscriber::subscription)
                .toList();
    }

    /** Whether it may go on. */
    private boolean told(List<PushNotices.Notice> due) {
        Vapid vapid = new Vapid(council.website(), keys.pair());
        try {
            Flux.fromIterable(due)
                    .flatMap(notice -> send(vapid, notice).map(answer -> new Told(notice, answer)))
                    .collectList()
                    .toFuture()
                    .get(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS)
                    .forEach(this::settle);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException trouble) {
            // Their leases run out, and they are tried again.
            LOG.warn(
                    "Notices to browsers could not be sent: {}",
                    trouble.getClass().getSimpleName());
            return false;
        }
    }

    /** What a push service said to one; status 0 when nothing came back. */
    private record Told(PushNotices.Notice notice, SafePost.Answer answer) {}

    private Mono<SafePost.Answer> send(Vapid vapid, PushNotices.Notice notice) {
        PushSubscriptions.Browser browser = notice.browser();
        return Mono.fromSupplier(() -> new SafePost.Letter(
                        browser.endpoint(),
                        properties.exempt(),
                        headers(vapid, notice),
                        PushEncryption.encrypted(words(notice), browser.point(), browser.secret()),
                        PATIENCE))
                .flatMap(post::send)
                .onErrorReturn(new SafePost.Answer(0, null));
    }

    /** https://www.rfc-editor.org/rfc/rfc8030#section-5; of one conversation a browser that was off is told once. */
    private static Map<String, String> headers(Vapid vapid, PushNotices.Notice notice) {
        return Map.of(
                "Authorization",
                vapid.authorization(notice.browser().endpoint(), Instant.now()),
                "Content-Encoding",
                PushEncryption.CODING,
                "Content-Type",
                "application/octet-stream",
                "TTL",
                Long.toString(NEWS.toSeconds()),
                "Urgency",
                "high",
                "Topic",
                notice.conversation().toString().replace("-", ""));
    }

    private static byte[] words(PushNotices.Notice notice) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", WORDS.say(notice.danger() ? "push.danger" : "push.own"))
                .put("danger", notice.danger())
                .put("path", "/desk/conversations/" + notice.conversation())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void settle(Told told) {
        int status = told.answer().status();
        if (status / 100 == 2) {
            notices.done(told.notice());
        } else if (status == 404 || status == 410) {
            notices.gone(told.notice());
        } else if (status == 0 || status == 429 || status >= 500) {
            notices.later(told.notice(), told.answer().retryAfter());
        } else {
            LOG.warn(
                    "The push service at {} did not take a notice and answered {}",
                    told.notice().browser().endpoint().getHost(),
                    status);
            notices.done(told.notice());
        }
    }
}
