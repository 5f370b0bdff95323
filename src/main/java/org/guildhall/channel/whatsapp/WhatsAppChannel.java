package org.guildhall.channel.whatsapp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** WhatsApp: https://developers.facebook.com/docs/whatsapp/cloud-api. */
final class WhatsAppChannel implements Channel {

    static final String NAME = "whatsapp";

    /** After their last message: https://developers.facebook.com/docs/whatsapp/pricing#customer-service-windows */
    private static final Duration WINDOW = Duration.ofHours(24);

    /** Messages at once to one person; WhatsApp lends that many against its one in six seconds. */
    private static final int BURST = 5;

    private final WhatsAppProperties properties;
    private final MetaDoor door;
    private final NotificationReader reader;
    private final JsonCaller api;
    private final WhatsAppFiles files;

    WhatsAppChannel(WhatsAppProperties properties, JsonCaller api, WhatsAppFiles files) {
        this.properties = properties;
        this.door = new MetaDoor(properties.appSecret(), properties.verifyToken());
        this.reader = new NotificationReader(properties.phoneNumberId());
        this.api = api;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return properties.phoneNumberId();
    }

    /** Meta posts up to 3 MB at once: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks */
    @Override
    public int largestCall() {
        return 4 * 1024 * 1024;
    }

    @Override
    public boolean signed(Webhook webhook) {
        return door.signed(webhook);
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        return door.acknowledge(webhook);
    }

    /** Ticks each citizen's last message, and those before it, as read, and shows that an answer is on its way. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        Map<String, String> lastOfEach = new LinkedHashMap<>();
        for (Inbound event : read(webhook)) {
            if (event instanceof Inbound.Said said) {
                lastOfEach.put(said.from().person(), NotificationReader.messageId(said));
            }
        }
        return Flux.fromIterable(lastOfEach.values())
                .concatMap(id -> api.post(path(), WhatsAppMessages.readAndTyping(id)))
                .then();
    }

    @Override
    public Mono<Void> courtesyInARush(Webhook webhook) {
        return Mono.empty();
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        return send(WhatsAppMessages.of(reply), next)
                .flatMap(delivery -> closed(delivery) && properties.template().present()
                        ? sendOutsideWindow(reply, next, 0).map(LongReply::outsideWindow)
                        : Mono.just(delivery));
    }

    /** Through the template; what is taken may fail by a receipt for the same reason only when it went out freely. */
    @Override
    public Mono<Delivery> sendOutsideWindow(Outbound reply, int freely, int next) {
        WhatsAppProperties.Template template = properties.template();
        List<ObjectNode> rest = template.present() ? WhatsAppMessages.rest(reply, freely, template) : List.of();
        return rest.isEmpty()
                ? Mono.just(new Delivery.Refused(WhatsAppErrors.reason(WhatsAppErrors.WINDOW_CLOSED), false))
                : send(rest, next);
    }

    @Override
    public Optional<Duration> window(String account) {
        return Optional.of(WINDOW);
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }

    /** https://faq.whatsapp.com/5913398998672934 */
    @Override
    public Optional<String> invitation(String words) {
        return Optional.of(properties.number())
                .filter(number -> !number.isEmpty())
                .map(number -> "https://wa.me/" + number + "?text=" + words);
    }

    private Mono<Delivery> send(List<ObjectNode> messages, int next) {
        List<Mono<Delivery>> sends = new ArrayList<>();
        messages.forEach(message -> sends.add(api.post(path(), message)
                .map(result -> Verdict.of(result, WhatsAppErrors::verdict, WhatsAppMessages::id))
                .map(WhatsAppChannel::accepted)));
        return LongReply.send(sends, next);
    }

    /** A 200 says that WhatsApp has it; whether it was sent comes as a receipt. */
    private static Delivery accepted(Delivery delivery) {
        return delivery instanceof Delivery.Sent(String messageId) ? new Delivery.Accepted(messageId) : delivery;
    }

    private static boolean closed(Delivery delivery) {
        return delivery instanceof Delivery.Refused refused
                && refused.reason().equals(WhatsAppErrors.reason(WhatsAppErrors.WINDOW_CLOSED));
    }

    private String path() {
        return "/" + properties.phoneNumberId() + "/messages";
    }
}
