package org.guildhall.channel.slack;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Slack: https://docs.slack.dev/apis/events-api. */
final class SlackChannel implements Channel {

    static final String NAME = "slack";

    /** Slack's calls do not say which app's they are in a way that our token does; whoever has our secret signs for one app. */
    static final String ACCOUNT = "workspace";

    /** One a second to one conversation, with short bursts: https://docs.slack.dev/apis/web-api/rate-limits */
    private static final int BURST = 3;

    /** What Slack has us repeat is letters and digits; nothing else goes back. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,512}");

    private final SlackProperties properties;
    private final SlackSignature signature;
    private final SlackReader reader;
    private final JsonCaller api;
    private final SlackFiles files;

    SlackChannel(SlackProperties properties, JsonCaller api, SlackFiles files, InstantSource clock) {
        this.properties = properties;
        this.signature = new SlackSignature(properties.signingSecret(), clock);
        this.reader = new SlackReader(properties.teamId());
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
        return signature.on(webhook);
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.POST)) {
            return List.of();
        }
        return form(webhook) ? reader.form(webhook.body()) : reader.event(webhook.body());
    }

    private static boolean form(Webhook webhook) {
        String type = webhook.headers().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    /** Slack wants its challenge back, once, when the address is entered there; for all else a plain 200. */
    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.POST) || form(webhook)) {
            return Acknowledgement.OK;
        }
        try {
            JsonNode call = SlackJson.object(webhook.body());
            String challenge = SlackJson.text(call, "challenge");
            boolean handshake = SlackJson.text(call, "type").equals("url_verification")
                    && CHALLENGE.matcher(challenge).matches();
            return handshake ? new Acknowledgement(200, MediaType.TEXT_PLAIN, challenge) : Acknowledgement.OK;
        } catch (UnreadableWebhook kept) {
            return Acknowledgement.OK;
        }
    }

    /** Takes the buttons away that were tapped, which have been used; those of an announcement go when it says who has it. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        return Mono.justOrEmpty(used(webhook))
                .flatMap(update -> api.post("/chat.update", update))
                .then();
    }

    private Optional<ObjectNode> used(Webhook webhook) {
        if (!form(webhook) || read(webhook).stream().noneMatch(Inbound.Said.class::isInstance)) {
            return Optional.empty();
        }
        Map<String, String> form = SlackJson.form(webhook.body());
        return Optional.ofNullable(form.get("payload"))
                .map(payload -> SlackJson.object(payload.getBytes(StandardCharsets.UTF_8)))
                .flatMap(SlackMessages::withoutButtons);
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        List<Mono<Delivery>> sends = SlackMessages.of(reply).stream()
                .map(message -> api.post("/chat.postMessage", message)
                        .map(result -> Verdict.of(result, SlackErrors::verdict, SlackMessages::id)))
                .toList();
        return LongReply.send(sends, next);
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
