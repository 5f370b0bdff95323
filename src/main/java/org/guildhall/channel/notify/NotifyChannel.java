package org.guildhall.channel.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Pace;
import org.guildhall.channel.PlainReply;
import org.guildhall.channel.TextMessage;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Text messages through GOV.UK Notify: https://docs.notifications.service.gov.uk/rest-api.html. */
final class NotifyChannel implements Channel {

    static final String NAME = "notify";

    /** Characters; six segments of plain letters. */
    static final int LONGEST_TEXT = 918;

    private static final String PATH = "/v2/notifications/sms";

    /** Messages at once to one person; their phone shows them in the order in which they arrive. */
    private static final int BURST = 3;

    private final NotifySetup setup;
    private final NotifyReader reader;
    private final JsonCaller api;
    private final PhoneNetworkLimits limits;
    private final Counter segments;
    private final Consumer<Inbound.Charged> costs;

    /**
     * The channel.
     *
     * @param costs hears of every text that Notify took
     */
    NotifyChannel(
            NotifySetup setup,
            JsonCaller api,
            PhoneNetworkLimits limits,
            MeterRegistry meters,
            Consumer<Inbound.Charged> costs) {
        this.setup = setup;
        this.reader = new NotifyReader(setup.service(), setup.properties().templateId());
        this.api = api;
        this.limits = limits;
        this.segments = meters.counter("guildhall.text.segments", "channel", NAME);
        this.costs = costs;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The service's id, because Notify's calls name no other account, and the number may change. */
    @Override
    public String account() {
        return setup.service();
    }

    @Override
    public boolean signed(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(HttpHeaders.AUTHORIZATION);
        Secret expected =
                new Secret("Bearer " + setup.properties().callbackToken().value());
        return given.size() == 1 && Signature.matches(expected, given.getFirst());
    }

    /** Which of the two callbacks it is shows in its body, so that both may have the same address. */
    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    @Override
    public Pace pace() {
        return new Pace(setup.properties().perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        List<Mono<Delivery>> sends = new ArrayList<>();
        for (String text : PlainReply.of(reply, LONGEST_TEXT, Measure.CODE_POINTS, TextMessage::plainer)) {
            String number = reply.to().replyTo();
            ObjectNode message = message(reply, number, text);
            sends.add(Mono.defer(() -> send(reply.to(), text, message)));
        }
        return LongReply.send(sends, next);
    }

    private Mono<Delivery> send(Address to, String text, ObjectNode message) {
        return limits.claim(to, text).flatMap(claim -> switch (claim) {
            case PhoneNetworkLimits.Claim.Later later ->
                Mono.just(new Delivery.Deferred(later.pause(), NotifyErrors.reason(later.why()), false));
            case PhoneNetworkLimits.Claim.Counted counted -> send(to, text, message, counted);
        });
    }

    private Mono<Delivery> send(Address to, String text, ObjectNode message, PhoneNetworkLimits.Claim.Counted counted) {
        return api.post(PATH, message)
                .map(result -> Verdict.of(result, NotifyErrors::verdict, NotifyChannel::id))
                .flatMap(delivery -> switch (delivery) {
                    case Delivery.Sent sent -> {
                        paid(to, sent, TextMessage.segments(text));
                        yield Mono.just(delivery);
                    }
                    case Delivery.Deferred maybe when maybe.uncertain() -> Mono.just(delivery);
                    default -> limits.giveBack(to, counted).thenReturn(delivery);
                });
    }

    /** Neither Notify's answer nor its receipts say how many segments it took. */
    private void paid(Address to, Delivery.Sent sent, int count) {
        segments.increment(count);
        costs.accept(new Inbound.Charged(sent.messageId() + ":charged", to, "sms", count));
    }

    private ObjectNode message(Outbound reply, String number, String text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("phone_number", number);
        message.put("template_id", setup.properties().templateId());
        message.putObject("personalisation").put(setup.properties().placeholder(), text);
        message.put("reference", reply.id().toString());
        return message;
    }

    private static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode id = answer.body().path("id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }
}
