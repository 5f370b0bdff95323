package org.guildhall.channel.webchat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.message.Address;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What was said, to be taken home at any time: as plain text, or as a page that needs nothing else and prints well. */
@Configuration(proxyBeanMethods = false)
class Transcripts {

    /** Messages, so that nobody's years of chatting fill the memory; the latest are kept. */
    private static final int MOST = 2_000;

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM uuuu, h:mma", Locale.UK);

    private final Core core;
    private final ChatEvents events;
    private final Bearers bearers;
    private final Cookies cookies;
    private final ChatWords spoken;
    private final Council council;
    private final Sentences words = Sentences.in("messages/webchat");

    Transcripts(Core core, ChatEvents events, Bearers bearers, Cookies cookies, ChatWords spoken, Council council) {
        this.core = core;
        this.events = events;
        this.bearers = bearers;
        this.cookies = cookies;
        this.spoken = spoken;
        this.council = council;
    }

    @Bean
    RouterFunction<ServerResponse> chatTranscriptRoutes() {
        return RouterFunctions.route()
                .GET(
                        "/api/chat/transcript",
                        request -> bearers.person(request).flatMap(person -> answer(request, person)))
                .GET(
                        "/chat/transcript",
                        request -> cookies.known(request)
                                .map(Cookies.Known::person)
                                .switchIfEmpty(Mono.error(
                                        () -> new Problem(HttpStatus.NOT_FOUND, words.say("transcript.none"))))
                                .flatMap(person -> answer(request, person)))
                .build();
    }

    /**
     * One message of it.
     *
     * @param at when, in words
     * @param who whose it is, in words
     * @param html its words as clean HTML; null where they are plain
     * @param note what came with it, or where it is from; null when there is nothing to add
     */
    record Line(
            String at,
            String who,
            String text,
            @Nullable String html,
            @Nullable String note) {}

    private Mono<ServerResponse> answer(ServerRequest request, String person) {
        String format = request.queryParam("format").orElse("text");
        if (!format.equals("text") && !format.equals("html")) {
            return Mono.error(new Problem(HttpStatus.BAD_REQUEST, words.say("format.wrong")).naming("format"));
        }
        ChatWords.Spoken w = spoken.of(request);
        Address address = WebchatChannel.address(person);
        return core.standing(address)
                .flatMap(standing -> since(address, Math.max(0, standing.lastSeq() - MOST), standing.lastSeq())
                        .map(said -> said.stream().map(one -> line(one, w)).toList())
                        .flatMap(lines -> format.equals("html")
                                ? html(w, lines, standing.reference())
                                : text(w, lines, standing.reference())))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, words.say("transcript.none"))));
    }

    private Mono<List<ChatEvents.Said>> since(Address address, int seq, int last) {
        return core.since(address, seq)
                .map(messages -> messages.stream().map(events::said).toList())
                .expand(said -> said.isEmpty() || said.getLast().seq() >= last
                        ? Mono.empty()
                        : core.since(address, said.getLast().seq())
                                .map(messages ->
                                        messages.stream().map(events::said).toList()))
                .flatMapIterable(said -> said)
                .collectList();
    }

    private Line line(ChatEvents.Said said, ChatWords.Spoken w) {
        ZoneId zone = council.timeZone();
        String name = said.name();
        String who = name == null ? w.say("from." + said.from()) : name;
        return new Line(AT.format(said.at().atZone(zone)), who, said.text(), said.html(), note(said, w));
    }

    private static @Nullable String note(ChatEvents.Said said, ChatWords.Spoken w) {
        ChatEvents.Source article = said.article();
        if (article != null) {
            return w.say("source") + " " + article.title() + ", " + article.url();
        }
        ChatEvents.Place place = said.place();
        if (place != null) {
            return w.say("place") + " " + place.map();
        }
        ChatEvents.File file = said.file();
        return file == null ? null : file.name() == null ? kind(file, w) : kind(file, w) + ": " + file.name();
    }

    private static String kind(ChatEvents.File file, ChatWords.Spoken w) {
        return switch (file.kind()) {
            case "photo" -> w.say("file.photo");
            case "voice", "audio" -> w.say("file.voice");
            default -> w.say("file.file");
        };
    }

    private Mono<ServerResponse> text(ChatWords.Spoken w, List<Line> lines, @Nullable String reference) {
        StringBuilder text = new StringBuilder(w.say("transcript.title", "council", council.name())).append("\n\n");
        if (reference != null) {
            text.append(w.say("reference", "reference", reference)).append("\n\n");
        }
        for (Line line : lines) {
            text.append(line.at()).append("  ").append(line.who()).append('\n');
            if (!line.text().isBlank()) {
                text.append(line.text().strip()).append('\n');
            }
            if (line.note() != null) {
                text.append(line.note()).append('\n');
            }
            text.append('\n');
        }
        return saved(TEXT, "txt").bodyValue(text.toString());
    }

    private Mono<ServerResponse> html(ChatWords.Spoken w, List<Line> lines, @Nullable String reference) {
        return Mono.defer(() -> saved(HTML, "html")
                        .render(
                                "webchat/transcript",
                                Map.of(
                                        "w",
                                        w,
                                        "lines",
                                        lines,
                                        "council",
                                        council,
                                        "reference",
                                        reference == null ? "" : reference)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** To be saved and not shown: it has styles of its own, which our pages may not have. */
    private static ServerResponse.BodyBuilder saved(MediaType type, String ending) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("chat." + ending)
                                .build()
                                .toString());
    }
}
