package org.guildhall.channel.twilio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.PlainReply;
import org.guildhall.channel.Run;
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
        boolean whatsapp = reply.to().account().startsWith(TwilioSetup.WHATSAPP);
        // WhatsApp is not paid for by the segment, so nothing has to be plainer there.
        UnaryOperator<List<Run>> signs = whatsapp ? UnaryOperator.identity() : TextMessage::plainer;
        String file = TwilioMedia.address(reply).orElse(null);
        Outbound words = file == null ? reply : TwilioMedia.words(reply);
        List<String> texts = PlainReply.of(words, LONGEST_TEXT, Measure.UTF16, signs);
        boolean together =
                file != null && texts.size() == 1 && TwilioMedia.takesCaption(reply.content(), texts.getFirst());
        List<Mono<Delivery>> sends = new ArrayList<>();
        texts.forEach(text -> sends.add(send(reply, text, together ? file : null, whatsapp)));
        if (file != null && !together) {
            sends.add(send(reply, "", file, whatsapp));
        }
        return LongReply.send(sends, next);
    }

    private Mono<Delivery> send(Outbound reply, String text, @Nullable String file, boolean whatsapp) {
        return api.postForm(path(), message(reply, text, file)).map(result -> {
            Delivery delivery = Verdict.of(result, TwilioErrors::verdict, TwilioChannel::sid);
            if (delivery instanceof Delivery.Sent(String sid) && sid != null) {
                paid(sid, reply.to(), whatsapp ? 0 : segments(result, text));
            }
            return delivery;
        });
    }

    /** Twilio is paid for texts by the segment, and on WhatsApp for each message, however long it is. */
    private void paid(String sid, Address to, int count) {
        String kind = to.account().startsWith(TwilioSetup.WHATSAPP) ? "whatsapp" : "sms";
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

    private MultiValueMap<String, String> message(Outbound reply, String text, @Nullable String file) {
        MultiValueMap<String, String> message = new LinkedMultiValueMap<>();
        message.add("To", reply.to().replyTo());
        message.add("From", reply.to().account());
        if (!text.isEmpty()) {
            message.add("Body", text);
        }
        message.add("StatusCallback", publicUrl.at("/webhooks/" + NAME));
        if (file != null) {
            message.add("MediaUrl", file);
        }
        return message;
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
