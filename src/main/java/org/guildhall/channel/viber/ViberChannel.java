package org.guildhall.channel.viber;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Viber: https://developers.viber.com/docs/api/rest-bot-api. */
final class ViberChannel implements Channel {

    static final String NAME = "viber";

    /** Viber's calls name no bot, and what people are called is the bot's own already. */
    static final String ACCOUNT = "bot";

    /** https://developers.viber.com/docs/api/rest-bot-api/#callbacks */
    static final String SIGNATURE_HEADER = "X-Viber-Content-Signature";

    /** https://developers.viber.com/docs/api/rest-bot-api/#authentication-token */
    static final String TOKEN_HEADER = "X-Viber-Auth-Token";

    private static final String PATH = "/pa/send_message";

    /** Messages at once to one person, so that nobody's telephone rings all day. */
    private static final int BURST = 5;

    private static final Sentences WORDS = Sentences.in("messages/viber");

    private final ViberProperties properties;
    private final JsonCaller api;
    private final ViberFiles files;

    ViberChannel(ViberProperties properties, JsonCaller api, SafeFetcher fetcher) {
        this.properties = properties;
        this.api = api;
        this.files = new ViberFiles(properties.mediaHosts(), properties.apiUrl(), fetcher);
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
        byte[] key = properties.authToken().value().getBytes(StandardCharsets.UTF_8);
        Secret expected = new Secret(HexFormat.of().formatHex(Signature.hmacSha256(key, webhook.body())));
        return given.size() == 1 && Signature.matches(expected, given.getFirst());
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? ViberReader.read(webhook.body()) : List.of();
    }

    /**
     * A welcome for whoever opens the chat for the first time: it rides on the answer, and nothing else may be sent to them
     * before they write (https://developers.viber.com/docs/api/rest-bot-api/#sending-a-welcome-message).
     */
    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.POST) || !ViberReader.opened(webhook.body())) {
            return Acknowledgement.OK;
        }
        ObjectNode welcome = ViberMessages.welcome(WORDS.say("welcome"), properties.sender());
        return new Acknowledgement(200, MediaType.APPLICATION_JSON, welcome.toString());
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        List<Mono<Delivery>> sends = ViberMessages.of(reply, properties.sender()).stream()
                .map(this::send)
                .toList();
        return LongReply.send(sends, next);
    }

    private Mono<Delivery> send(ObjectNode message) {
        return Mono.defer(() -> api.post(
                        PATH,
                        message,
                        Map.of(TOKEN_HEADER, properties.authToken().value())))
                .map(result -> Verdict.of(result, ViberErrors::verdict, ViberChannel::id));
    }

    /** Only an answer that says it was taken names a message: success has a status of its own in Viber's answers. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode status = answer.body().path("status");
        String token = ViberJson.text(answer.body(), "message_token");
        return status.isInt() && status.intValue() == 0 && !token.isBlank() ? token : null;
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
