package org.guildhall.channel.twilio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.TextMessage;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Text messages and WhatsApp through Twilio: https://www.twilio.com/docs/messaging. */
final class TwilioChannel implements Channel {

    static final String NAME = "twilio";

    static final String SIGNATURE_HEADER = "X-Twilio-Signature";

    /** In UTF-16 units, for text messages and WhatsApp: https://www.twilio.com/docs/api/errors/21617 */
    static final int LONGEST_TEXT = 1600;

    /** Says nothing itself; anything but TwiML is an error for Twilio. */
    private static final Acknowledgement NOTHING_TO_SAY = new Acknowledgement(200, MediaType.TEXT_XML, "<Response/>");

    /** Messages at once to one person; their phone shows them in the order in which they arrive. */
    private static final int BURST = 3;

    /** On WhatsApp, after their last message: https://www.twilio.com/docs/whatsapp/key-concepts#the-whatsapp-24-hour-session */
    private static final Duration WINDOW = Duration.ofHours(24);

    private final TwilioSetup setup;
    private final TwilioReader reader;
    private final JsonCaller api;
    private final TwilioFiles files;
    private final PublicUrl publicUrl;
    private final Counter segments;
    private final Consumer<Inbound.Charged> costs;

    /**
     * The channel.
     *
     * @param costs hears of every message that Twilio took
     */
    TwilioChannel(
            TwilioSetup setup,
            JsonCaller api,
            TwilioFiles files,
            PublicUrl publicUrl,
            MeterRegistry meters,
            Consumer<Inbound.Charged> costs) {
        this.setup = setup;
        this.reader = new TwilioReader(setup);
        this.api = api;
        this.files = files;
        this.publicUrl = publicUrl;
        this.segments = meters.counter("guildhall.text.segments", "channel", NAME);
        this.costs = costs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return setup.numbers().getFirst();
    }

    /** Our numbers, that on WhatsApp with {@code whatsapp:} before it. */
    @Override
    public List<String> accounts() {
        return setup.numbers();
    }

    @Override
    public boolean signed(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(SIGNATURE_HEADER);
        URI address = address(webhook);
        return given.size() == 1
                && address != null
                && TwilioSignature.matches(
                        setup.properties().authToken(), address, form(webhook), webhook.body(), given.getFirst());
    }

    /** Behind a proxy the server sees another address than Twilio called, so it is put together from the public one. */
    private @Nullable URI address(Webhook webhook) {
        String query = webhook.rawQuery().isEmpty() ? "" : "?" + webhook.rawQuery();
        try {
            return URI.create(publicUrl.at("/webhooks/" + NAME + webhook.path()) + query);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.POST)) {
            return List.of();
        }
        if (!form(webhook)) {
            throw new UnreadableWebhook("not a form");
        }
        return reader.read(Form.of(webhook.body()));
    }

    private static boolean form(Webhook webhook) {
        String type = webhook.headers().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        return NOTHING_TO_SAY;
    }

    @Override
    public Pace pace() {
        return new Pace(setup.properties().perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        return LongReply.send(sends(reply, TwilioMessage.freely(reply)), next)
                .flatMap(delivery -> TwilioErrors.windowClosed(delivery)
                        ? sendOutsideWindow(reply, next, 0).map(LongReply::outsideWindow)
                        : Mono.just(delivery));
    }

    /**
     * Through the template, where there is one. Never by text instead: that is another conversation, on another way to the
     * citizen, who did not choose it.
     */
    @Override
    public Mono<Delivery> sendOutsideWindow(Outbound reply, int freely, int next) {
        String template = setup.properties().whatsappTemplate();
        List<TwilioMessage> rest = template.isEmpty() ? List.of() : TwilioMessage.rest(reply, freely, template);
        return rest.isEmpty() ? Mono.just(TwilioErrors.mustWriteFirst()) : LongReply.send(sends(reply, rest), next);
    }

    /** By text they may be written to at any time. */
    @Override
    public Optional<Duration> window(String account) {
        return onWhatsApp(account) ? Optional.of(WINDOW) : Optional.empty();
    }

    private static boolean onWhatsApp(String account) {
        return account.startsWith(TwilioSetup.WHATSAPP);
    }

    private List<Mono<Delivery>> sends(Outbound reply, List<TwilioMessage> messages) {
        return messages.stream().map(message -> send(reply.to(), message)).toList();
    }

    private Mono<Delivery> send(Address to, TwilioMessage message) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", to.replyTo());
        form.add("From", to.account());
        message.fields().forEach(form::add);
        form.add("StatusCallback", publicUrl.at("/webhooks/" + NAME));
        return api.postForm(path(), form).map(result -> {
            Delivery delivery = Verdict.of(result, TwilioErrors::verdict, TwilioChannel::sid);
            if (delivery instanceof Delivery.Sent(String sid) && sid != null) {
                paid(sid, to, onWhatsApp(to.account()) ? 0 : segments(result, message.text()));
            }
            return onWhatsApp(to.account()) ? accepted(delivery) : delivery;
        });
    }

    /** Twilio has queued it, and WhatsApp may refuse it yet; that it was sent comes as a receipt. */
    private static Delivery accepted(Delivery delivery) {
        return delivery instanceof Delivery.Sent(String sid) ? new Delivery.Accepted(sid) : delivery;
    }

    /** Twilio is paid for texts by the segment, and on WhatsApp for each message, however long it is. */
    private void paid(String sid, Address to, int count) {
        String kind = onWhatsApp(to.account()) ? "whatsapp" : "sms";
        segments.increment(count);
        costs.accept(new Inbound.Charged(sid + ":charged", to, kind, count));
    }

    /** By Twilio's own word. Where it does not know yet it says 0, and then they are counted here. */
    private static int segments(JsonCaller.Result result, String text) {
        String told = result instanceof JsonCaller.Result.Answered answered
                ? answered.body().path("num_segments").asString("")
                : "";
        return told.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(told) : TextMessage.segments(text);
    }

    private String path() {
        return "/2010-04-01/Accounts/" + setup.properties().accountSid() + "/Messages.json";
    }

    private static @Nullable String sid(JsonCaller.Result.Answered answer) {
        JsonNode sid = answer.body().path("sid");
        return sid.isString() && !sid.stringValue().isBlank() ? sid.stringValue() : null;
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
