package org.guildhall.channel.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
import org.guildhall.platform.Secret;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signature;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Matrix, as an application service: https://spec.matrix.org/latest/application-service-api/. */
final class MatrixChannel implements Channel {

    static final String NAME = "matrix";

    private static final String ROOMS = "/_matrix/client/v3/rooms/";

    /** Anything else but nothing would have the homeserver send the same again for ever. */
    private static final Acknowledgement TAKEN = new Acknowledgement(200, MediaType.APPLICATION_JSON, "{}");

    /** To who asks for an account or a room of ours that is not there yet, and none will be. */
    private static final Acknowledgement NOT_OURS =
            new Acknowledgement(403, MediaType.APPLICATION_JSON, "{\"errcode\":\"M_FORBIDDEN\"}");

    /** https://spec.matrix.org/latest/appendices/#room-ids, without what a path could not hold. */
    private static final Pattern ROOM = Pattern.compile("![A-Za-z0-9._~=+:-]{1,254}");

    private static final Pattern EVENT = Pattern.compile("\\$[A-Za-z0-9._~=+:-]{1,254}");

    /** Messages at once to one person. */
    private static final int BURST = 5;

    /** Gone by itself where the answer does not come. */
    private static final int TYPING_MILLIS = 10_000;

    private static final Sentences WORDS = Sentences.in("messages/matrix");

    private final MatrixProperties properties;
    private final MatrixReader reader;
    private final JsonCaller api;
    private final MatrixFiles files;

    MatrixChannel(MatrixSetup setup, JsonCaller api, MatrixFiles files) {
        this.properties = setup.properties();
        this.reader = new MatrixReader(properties.userId());
        this.api = api;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return properties.userId();
    }

    /** A transaction may hold a hundred events: https://spec.matrix.org/latest/client-server-api/#size-limits */
    @Override
    public int largestCall() {
        return 8 * 1024 * 1024;
    }

    /** In a header, or as older homeservers do in the query. */
    @Override
    public boolean signed(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            List<String> asked = webhook.query().getOrDefault("access_token", List.of());
            return asked.size() == 1 && Signature.matches(properties.hsToken(), asked.getFirst());
        }
        Secret expected = new Secret("Bearer " + properties.hsToken().value());
        return given.size() == 1 && Signature.matches(expected, given.getFirst());
    }

    /** That a transaction is put, and not posted, says nothing that its path does not say. */
    @Override
    public List<Inbound> read(Webhook webhook) {
        return transaction(webhook) ? reader.read(webhook.body()) : List.of();
    }

    private static boolean transaction(Webhook webhook) {
        boolean written =
                webhook.method().equals(HttpMethod.PUT) || webhook.method().equals(HttpMethod.POST);
        return written && !webhook.path().endsWith("/ping");
    }

    @Override
    public Acknowledgement acknowledge(Webhook webhook) {
        return webhook.method().equals(HttpMethod.GET) ? NOT_OURS : TAKEN;
    }

    /** Comes where it is invited to a direct chat, and marks what was said as read while an answer is on its way. */
    @Override
    public Mono<Void> courtesy(Webhook webhook) {
        if (!transaction(webhook)) {
            return Mono.empty();
        }
        Map<String, String> lastInEach = new LinkedHashMap<>();
        for (Inbound event : reader.read(webhook.body())) {
            if (event instanceof Inbound.Said said) {
                lastInEach.put(said.from().replyTo(), said.eventId());
            }
        }
        return Flux.fromIterable(reader.invitations(webhook.body()))
                .filter(invitation -> ROOM.matcher(invitation.room()).matches())
                .concatMap(this::answer)
                .thenMany(Flux.fromIterable(lastInEach.entrySet()))
                .filter(last -> ROOM.matcher(last.getKey()).matches()
                        && EVENT.matcher(last.getValue()).matches())
                .concatMap(last -> read(last.getKey(), last.getValue()))
                .then();
    }

    private Mono<JsonCaller.Result> answer(MatrixReader.Invitation invitation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return invitation.direct()
                ? api.post(ROOMS + invitation.room() + "/join", body)
                : api.post(ROOMS + invitation.room() + "/leave", body.put("reason", WORDS.say("leave")));
    }

    private Flux<JsonCaller.Result> read(String room, String event) {
        ObjectNode typing = JsonNodeFactory.instance.objectNode();
        typing.put("typing", true).put("timeout", TYPING_MILLIS);
        return Flux.concat(
                api.post(ROOMS + room + "/receipt/m.read/" + event, JsonNodeFactory.instance.objectNode()),
                api.put(ROOMS + room + "/typing/" + properties.userId(), typing));
    }

    @Override
    public Pace pace() {
        return new Pace(properties.perSecond(), BURST);
    }

    /** Under an id of ours, by which the homeserver knows what it has taken before. */
    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        String room = reply.to().replyTo();
        if (!ROOM.matcher(room).matches()) {
            return Mono.just(new Delivery.Refused(MatrixErrors.reason("room"), false));
        }
        List<Mono<Delivery>> sends = new ArrayList<>();
        for (ObjectNode message : MatrixMessages.of(reply)) {
            String path = ROOMS + room + "/send/m.room.message/" + reply.id() + "-" + sends.size();
            sends.add(api.put(path, message)
                    .map(result -> Verdict.of(result, MatrixErrors::verdict, MatrixMessages::id)));
        }
        return LongReply.send(sends, next);
    }

    @Override
    public Mono<Media> fetch(Handle media) {
        return files.fetch(media);
    }
}
