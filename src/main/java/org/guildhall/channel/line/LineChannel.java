package org.guildhall.channel.line;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.JsonCaller.Result;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** LINE: https://developers.line.biz/en/reference/messaging-api/. */
final class LineChannel implements Channel {

    static final String NAME = "line";

    /** What people are called is their name at our provider already, so a call's destination adds nothing. */
    static final String ACCOUNT = "bot";

    /** https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/ */
    static final String SIGNATURE_HEADER = "x-line-signature";

    /** https://developers.line.biz/en/docs/messaging-api/retrying-api-request/ */
    static final String RETRY_KEY = "X-Line-Retry-Key";

    private static final String REPLY = "/v2/bot/message/reply";
    private static final String PUSH = "/v2/bot/message/push";
    private static final String LOADING = "/v2/bot/chat/loading/start";
    private static final String READ = "/v2/bot/chat/markAsRead";

    /** In one call: https://developers.line.biz/en/reference/messaging-api/#send-reply-message */
    private static final int MOST_AT_ONCE = 5;

    /** The least that LINE takes; it ends with the answer. */
    private static final Duration TYPING = Duration.ofSeconds(5);

    /** Messages at once to one person, so that nobody's telephone rings all day. */
    private static final int BURST = 5;

    private static final int BAD_REQUEST = 400;
    private static final int TAKEN_BEFORE = 409;

    private final LineProperties properties;
    private final JsonCaller api;
    private final LineFiles files;
    private final ReplyTokens tokens = new ReplyTokens();

    LineChannel(LineProperties properties, JsonCaller api, LineFiles files) {
        this.properties = properties;
        this.api = api;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    @Override
    public boolean signed(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(SIGNATURE_HEADER);
        byte[] key = properties.channelSecret().value().getBytes(StandardCharsets.UTF_8);
        Secret expected = new Secret(Base64.getEncoder().encodeToString(Signature.hmacSha256(key, webhook.body())));
        return given.size() == 1 && Signature.matches(expected, given.getFirst());
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? LineReader.read(webhook.body()) : List.of();
    }

    /**
     * Keeps the token under which the answer costs nothing, marks what was said as read, and shows that an answer is on its way.
     */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        List<LineReader.Waiting> waiting = LineReader.waiting(webhook.body());
        waiting.stream()
                .filter(each -> !each.reply().isEmpty())
                .forEach(each -> tokens.put(each.person(), each.reply()));
        return Flux.fromIterable(waiting).concatMap(this::thank).then();
    }

    private Mono<Void> thank(LineReader.Waiting waiting) {
        ObjectNode typing = JsonNodeFactory.instance.objectNode();
        typing.put("chatId", waiting.person()).put("loadingSeconds", TYPING.toSeconds());
        ObjectNode read = JsonNodeFactory.instance.objectNode().put("markAsReadToken", waiting.read());
        return Mono.when(api.post(LOADING, typing), waiting.read().isEmpty() ? Mono.empty() : api.post(READ, read));
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    /** All of it under the token where there is one, for which LINE takes five messages; otherwise pushed, one at a time. */
    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        List<ObjectNode> messages = LineMessages.of(reply);
        Optional<String> token = next == 0 && !messages.isEmpty() && messages.size() <= MOST_AT_ONCE
                ? tokens.take(reply.to().replyTo())
                : Optional.empty();
        return token.map(it -> reply(it, messages).switchIfEmpty(Mono.defer(() -> push(reply, messages, next))))
                .orElseGet(() -> push(reply, messages, next));
    }

    /** Empty where the token is not good any more: nothing was sent, and it may be pushed. */
    private Mono<Delivery> reply(String token, List<ObjectNode> messages) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("replyToken", token);
        body.putArray("messages").addAll(messages);
        return api.post(REPLY, body)
                .filter(result -> !(result instanceof Result.Answered answered && answered.status() == BAD_REQUEST))
                .map(LineChannel::replied);
    }

    /** A token has no retry key: after an error nobody knows whether it was used. */
    private static Delivery replied(Result result) {
        Delivery delivery = Verdict.of(result, LineErrors::verdict, LineChannel::id);
        boolean perhaps = result instanceof Result.Answered answered && answered.status() >= 500;
        return perhaps && delivery instanceof Delivery.Deferred later
                ? new Delivery.Deferred(later.retryAfter(), later.reason(), true)
                : delivery;
    }

    private Mono<Delivery> push(Outbound reply, List<ObjectNode> messages, int next) {
        List<Mono<Delivery>> sends = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("to", reply.to().replyTo());
            body.putArray("messages").add(messages.get(i));
            Map<String, String> key = Map.of(RETRY_KEY, retryKey(reply, i).toString());
            sends.add(Mono.defer(() -> api.post(PUSH, body, key)).map(LineChannel::pushed));
        }
        return LongReply.send(sends, next);
    }

    /** The same at every attempt, so that LINE takes a message once. */
    private static UUID retryKey(Outbound reply, int place) {
        return UUID.nameUUIDFromBytes((reply.id() + ":" + place).getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery pushed(Result result) {
        return result instanceof Result.Answered answered && answered.status() == TAKEN_BEFORE
                ? new Delivery.Sent(id(answered))
                : Verdict.of(result, LineErrors::verdict, LineChannel::id);
    }

    static @Nullable String id(Result.Answered answer) {
        String id = LineJson.text(answer.body().path("sentMessages").path(0), "id");
        return id.isBlank() ? null : id;
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
