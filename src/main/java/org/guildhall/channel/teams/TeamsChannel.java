package org.guildhall.channel.teams;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.LongReply;
import org.guildhall.channel.Media;
import org.guildhall.channel.Pace;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Microsoft Teams: https://learn.microsoft.com/microsoftteams/platform/bots/what-are-bots. */
final class TeamsChannel implements Channel {

    static final String NAME = "teams";

    /** Teams takes seven messages in a second and fewer over longer: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
    private static final int BURST = 5;

    /** What a call wants to hear that waits for more than a 200. */
    private static final Acknowledgement NOTHING_TO_SHOW =
            new Acknowledgement(200, MediaType.APPLICATION_JSON, "{\"status\":200}");

    private final TeamsSetup setup;
    private final TeamsToken token;
    private final TeamsReader reader;
    private final TeamsConnector service;
    private final TeamsFiles files;

    TeamsChannel(TeamsSetup setup, TeamsToken token, TeamsConnector service, TeamsFiles files) {
        this.setup = setup;
        this.token = token;
        this.reader = new TeamsReader(setup);
        this.service = service;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return setup.properties().appId();
    }

    @Override
    public boolean signed(Webhook webhook) {
        return token.on(webhook);
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return webhook.method().equals(HttpMethod.POST) ? reader.read(webhook.body()) : List.of();
    }

    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        boolean waits = TeamsJson.text(TeamsJson.tree(webhook.body()), "type").equals("invoke");
        return waits ? NOTHING_TO_SHOW : Acknowledgement.OK;
    }

    /** Shows everybody who wrote that an answer is on its way. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        Set<TeamsPlace> places = new LinkedHashSet<>();
        for (Inbound event : read(webhook)) {
            if (event instanceof Inbound.Said said) {
                places.add(TeamsPlace.to(said.from()));
            }
        }
        return Flux.fromIterable(places)
                .concatMap(place -> service.post(place, TeamsMessages.typing(place, account())))
                .then();
    }

    @Override
    public Mono<Void> courtesyInARush(Webhook webhook) {
        return Mono.empty();
    }

    @Override
    public Pace pace() {
        return new Pace(setup.properties().perSecond(), BURST);
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        TeamsPlace place = TeamsPlace.to(reply.to());
        List<Mono<Delivery>> sends = TeamsMessages.of(reply).stream()
                .map(message -> service.post(place, message))
                .toList();
        return LongReply.send(sends, next);
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
