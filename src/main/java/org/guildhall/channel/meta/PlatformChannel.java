package org.guildhall.channel.meta;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.SafeFetcher;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A messenger on Meta's Messenger Platform: https://developers.facebook.com/docs/messenger-platform. */
public final class PlatformChannel implements Channel {

    /** Of whichever account the token is. */
    private static final String MESSAGES = "/me/messages";

    /**
     * After their last message, with the tag for people (https://developers.facebook.com/docs/messenger-platform/policy);
     * the assistant, which answers at once, has a day.
     */
    private static final Duration STAFF_WINDOW = Duration.ofDays(7);

    /** Messages at once to one person, so that nobody's telephone rings all day. */
    private static final int BURST = 5;

    private final MessengerPlatform platform;
    private final Account account;
    private final PlatformReader reader;
    private final JsonCaller api;
    private final PlatformErrors errors;
    private final PlatformFiles files;

    /**
     * Our side of it.
     *
     * @param id Meta's id of our page or account
     * @param mediaHosts where Meta keeps what people send
     * @param perSecond messages a second, from 1
     */
    public record Account(String id, MetaDoor door, URI apiUrl, Set<String> mediaHosts, int perSecond) {
        /** Keeps a copy. */
        public Account {
            mediaHosts = Set.copyOf(mediaHosts);
        }
    }

    /**
     * A channel.
     *
     * @param api calls the account's API, with its token
     * @param fetcher downloads what people send
     */
    public PlatformChannel(MessengerPlatform platform, Account account, JsonCaller api, SafeFetcher fetcher) {
        this.platform = platform;
        this.account = account;
        this.reader = new PlatformReader(platform, account.id());
        this.api = api;
        this.errors = new PlatformErrors(platform.title());
        this.files = new PlatformFiles(platform, account.mediaHosts(), account.apiUrl(), fetcher);
    }

    @Override
    public String name() {
        return platform.name();
    }

    @Override
    public String account() {
        return account.id();
    }

    /** As WhatsApp, whose calls of up to 3 MB come from the same senders. */
    @Override
    public int largestCall() {
        return 4 * 1024 * 1024;
    }

    @Override
    public boolean signed(Webhook webhook) {
        return account.door().signed(webhook);
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        return account.door().acknowledge(webhook);
    }

    /** Ticks what each citizen wrote as seen, and shows that an answer is on its way; to a story that names us none is. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        Set<String> people = new LinkedHashSet<>();
        for (Inbound event : read(webhook)) {
            if (event instanceof Inbound.Said said && !mentions(said.content())) {
                people.add(said.from().replyTo());
            }
        }
        return Flux.fromIterable(people)
                .concatMap(person -> Flux.just("mark_seen", "typing_on")
                        .concatMap(action -> api.post(MESSAGES, to(person).put("sender_action", action))))
                .then();
    }

    @Override
    public Mono<Void> courtesyInARush(Webhook webhook) {
        return Mono.empty();
    }

    private static boolean mentions(Content content) {
        return content instanceof Content.Media media
                && media.kind() == Content.MediaKind.MENTION
                && media.text().isEmpty();
    }

    @Override
    public Pace pace() {
        return new Pace(account.perSecond(), BURST);
    }

    /**
     * A citizen may be answered for 24 hours, and by a person for seven days
     * (https://developers.facebook.com/docs/messenger-platform/policy/policy-overview). Meta knows when they last wrote,
     * to the second and over all apps, so it is asked first and the tag taken only when it says that the day is over, or when
     * they have not written here for the whole seven.
     */
    @Override
    public Optional<Duration> window(String id) {
        return Optional.of(STAFF_WINDOW);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        List<ObjectNode> messages = PlatformMessages.of(reply, platform);
        return send(reply, messages, next, body -> body.put("messaging_type", "RESPONSE"))
                .flatMap(delivery ->
                        errors.closed(delivery) ? late(reply, rest(messages, next), 0) : Mono.just(delivery));
    }

    /** Under the tag at once: what Meta has said of one message holds for the next as well. */
    @Override
    public Mono<Delivery> sendOutsideWindow(Outbound reply, int freely, int next) {
        return late(reply, rest(PlatformMessages.of(reply, platform), freely), next);
    }

    /** They are the same messages, whichever way they go. */
    private static List<ObjectNode> rest(List<ObjectNode> messages, int freely) {
        return messages.stream().skip(freely).toList();
    }

    private Mono<Delivery> late(Outbound reply, List<ObjectNode> rest, int next) {
        if (reply.speaker() != Outbound.Speaker.STAFF) {
            return Mono.just(errors.onlyAPerson());
        }
        return send(
                        reply,
                        rest,
                        next,
                        body -> body.put("messaging_type", "MESSAGE_TAG").put("tag", "HUMAN_AGENT"))
                .map(errors::late)
                .map(LongReply::outsideWindow);
    }

    private Mono<Delivery> send(Outbound reply, List<ObjectNode> messages, int next, UnaryOperator<ObjectNode> label) {
        List<Mono<Delivery>> sends = new ArrayList<>();
        messages.forEach(message -> {
            ObjectNode body = label.apply(to(reply.to().replyTo()));
            body.set("message", message);
            sends.add(api.post(MESSAGES, body)
                    .map(result -> Verdict.of(result, errors.table()::verdict, PlatformMessages::id)));
        });
        return LongReply.send(sends, next);
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }

    private static ObjectNode to(String person) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("recipient").put("id", person);
        return body;
    }
}
