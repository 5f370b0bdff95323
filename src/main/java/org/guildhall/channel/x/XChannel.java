package org.guildhall.channel.x;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.PlainReply;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Direct messages on X: https://docs.x.com/x-api/direct-messages/manage/introduction. */
final class XChannel implements Channel {

    static final String NAME = "x";

    /** https://docs.x.com/x-api/direct-messages/manage/integrate */
    static final int LONGEST_TEXT = 10_000;

    /** https://docs.x.com/x-api/webhooks/introduction */
    static final String SIGNATURE_HEADER = "x-twitter-webhooks-signature";

    /** X says characters and not which; no way of counting gives more than this one, but for bytes. */
    private static final Measure MEASURE = Measure.UTF16;

    /** Messages at once to one person. */
    private static final int BURST = 3;

    /**
     * What X asks for in the handshake. Anybody may ask, and the answer is the signature of what is asked: so there is none for
     * what could be a body, which has braces.
     */
    private static final Pattern CRC_TOKEN = Pattern.compile("[A-Za-z0-9 +/=_.~-]{1,512}");

    private static final Acknowledgement NO_TOKEN = new Acknowledgement(403, MediaType.TEXT_PLAIN, "");
    private static final Pattern PERSON = Pattern.compile("[0-9]{1,20}");
    private static final Sentences WORDS = Sentences.in("messages/x");

    private final XSetup setup;
    private final XReader reader;
    private final JsonCaller api;
    private final XAccess access;
    private final Spending spending;
    private final XFiles files;
    private final Consumer<Inbound.Charged> costs;
    private final Function<Address, Mono<Boolean>> inviting;

    /**
     * The channel.
     *
     * @param costs hears of every message that X took
     * @param inviting tells whether somebody may be invited, who is by that
     */
    XChannel(
            XSetup setup,
            JsonCaller api,
            XAccess access,
            Spending spending,
            XFiles files,
            Consumer<Inbound.Charged> costs,
            Function<Address, Mono<Boolean>> inviting) {
        this.setup = setup;
        this.reader = new XReader(setup.properties().userId());
        this.api = api;
        this.access = access;
        this.spending = spending;
        this.files = files;
        this.costs = costs;
        this.inviting = inviting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return setup.properties().userId();
    }

    /** A GET is the handshake, which is not signed; {@link #acknowledge} looks at it. */
    @Override
    public boolean signed(Webhook webhook) {
        if (webhook.method().equals(HttpMethod.GET)) {
            return true;
        }
        List<String> given = webhook.headers().getOrEmpty(SIGNATURE_HEADER);
        return given.size() == 1 && Signature.matches(new Secret(signature(webhook.body())), given.getFirst());
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    /** The answer to the challenge-response check; a wrong one in a 2xx would end the webhook, and a 403 does not. */
    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.GET)) {
            return Acknowledgement.OK;
        }
        String token = webhook.query().getFirst("crc_token");
        if (token == null || !CRC_TOKEN.matcher(token).matches()) {
            return NO_TOKEN;
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("response_token", signature(token.getBytes(StandardCharsets.UTF_8)));
        return new Acknowledgement(200, MediaType.APPLICATION_JSON, answer.toString());
    }

    private String signature(byte[] body) {
        byte[] key = setup.properties().consumerSecret().value().getBytes(StandardCharsets.UTF_8);
        return "sha256=" + Base64.getEncoder().encodeToString(Signature.hmacSha256(key, body));
    }

    /** Who mentions us before everybody is invited, once a day, to write where nobody else reads it. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        if (!setup.properties().answerMentions()) {
            return Mono.empty();
        }
        List<Inbound.Said> mentions = read(webhook).stream()
                .filter(Inbound.Said.class::isInstance)
                .map(Inbound.Said.class::cast)
                .filter(XChannel::mentions)
                .toList();
        return Flux.fromIterable(mentions)
                .filterWhen(said -> inviting.apply(said.from()), 1)
                .concatMap(said -> sending(said.from(), () -> api.post("/2/tweets", answer(said.eventId())), "post"))
                .then();
    }

    private static boolean mentions(Inbound.Said said) {
        return said.content() instanceof Content.Media media && media.kind() == Content.MediaKind.MENTION;
    }

    /** https://docs.x.com/x-api/posts/manage-tweets/introduction */
    private ObjectNode answer(String post) {
        String link = "https://x.com/messages/compose?recipient_id=" + account();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", WORDS.say("invitation", Map.of("link", link)));
        body.putObject("reply").put("in_reply_to_tweet_id", post);
        return body;
    }

    @Override
    public Pace pace() {
        return new Pace(setup.properties().perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        Address to = reply.to();
        if (!PERSON.matcher(to.replyTo()).matches()) {
            return Mono.just(new Delivery.Refused(XErrors.reason("address"), false));
        }
        String path = "/2/dm_conversations/with/" + to.replyTo() + "/messages";
        List<Mono<Delivery>> sends = PlainReply.of(reply, LONGEST_TEXT, MEASURE, runs -> runs).stream()
                .map(text -> JsonNodeFactory.instance.objectNode().put("text", text))
                .map(message -> sending(to, () -> api.post(path, message), "message"))
                .toList();
        return LongReply.send(sends, next);
    }

    /** With a token, and as long as there is money for it. */
    private Mono<Delivery> sending(Address to, Supplier<Mono<JsonCaller.Result>> call, String kind) {
        return access.ready().flatMap(answer -> switch (answer) {
            case XAccess.Answer.Missing(Delivery why) -> Mono.just(why);
            case XAccess.Answer.Ready _ ->
                spending.claim().flatMap(claim -> switch (claim) {
                    case SPENT -> Mono.just(new Delivery.Refused(XErrors.reason("spent"), false));
                    case UNKNOWN ->
                        Mono.just(new Delivery.Deferred(Duration.ofSeconds(1), XErrors.reason("not-counted"), false));
                    case COUNTED -> counted(to, call.get(), kind);
                });
        });
    }

    private Mono<Delivery> counted(Address to, Mono<JsonCaller.Result> call, String kind) {
        return call.doOnNext(this::notice)
                .map(result -> Verdict.of(result, XErrors::verdict, XChannel::id))
                .flatMap(delivery -> switch (delivery) {
                    case Delivery.Sent sent -> {
                        costs.accept(new Inbound.Charged(sent.messageId() + ":charged", to, kind));
                        yield Mono.just(delivery);
                    }
                    case Delivery.Deferred maybe when maybe.uncertain() -> Mono.just(delivery);
                    default -> spending.giveBack().thenReturn(delivery);
                });
    }

    private void notice(JsonCaller.Result result) {
        if (result instanceof JsonCaller.Result.Answered answered && answered.status() == 401) {
            access.refused();
        }
    }

    /** X's id of the message or the post it took, or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode data = answer.body().path("data");
        JsonNode id = data.has("dm_event_id") ? data.path("dm_event_id") : data.path("id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
