package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Attachment;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.Decided;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.DeliveryState;
import org.guildhall.conversation.FileType;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Search;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.conversation.Undelivered;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;

/** The shapes of the desk's API. Other programs rely on them: fields may be added, never changed or left out. */
final class DeskJson {

    private DeskJson() {}

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * One line of the queue; {@code waitingSeconds} in whole seconds. {@code tried} is what the assistant considered at the
     * latest question, the surest first, and {@code topic} the title of the first.
     */
    record Waiting(
            UUID id,
            @Nullable String reference,
            @Nullable String team,
            String priority,
            String channel,
            long waitingSeconds,
            String lastMessage,
            @Nullable String undelivered,
            @Nullable String language,
            @Nullable String topic,
            List<Decision.Tried> tried) {
        static Waiting of(Summary one, List<Decision.Tried> about) {
            return new Waiting(
                    one.id(),
                    one.reference(),
                    one.team(),
                    word(one.priority()),
                    one.channel(),
                    one.waitingSeconds(),
                    one.lastMessage(),
                    one.undelivered() == null ? null : word(one.undelivered()),
                    one.language(),
                    about.isEmpty() ? null : about.getFirst().title(),
                    about);
        }
    }

    /** What a search found; {@code next} is the {@code before} with which it goes on, null when this is all. */
    record Found(List<Hit> conversations, @Nullable String next) {
        static Found of(Search.Found found) {
            Search.Place next = found.next();
            return new Found(
                    found.hits().stream().map(Hit::of).toList(), next == null ? null : SearchForm.written(next));
        }
    }

    /** A line of the queue, and what else is known of a conversation that may be anywhere. */
    record Hit(
            UUID id,
            @Nullable String reference,
            @Nullable String team,
            String priority,
            String channel,
            long waitingSeconds,
            String lastMessage,
            @Nullable String undelivered,
            String floor,
            @Nullable StaffName claimedBy,
            @Nullable String outcome,
            Instant openedAt,
            @Nullable Matched matched) {
        static Hit of(Search.Hit hit) {
            Summary one = hit.summary();
            Waiting line = Waiting.of(one, List.of());
            return new Hit(
                    line.id(),
                    line.reference(),
                    line.team(),
                    line.priority(),
                    line.channel(),
                    line.waitingSeconds(),
                    line.lastMessage(),
                    line.undelivered(),
                    word(one.floor()),
                    one.holder(),
                    hit.outcome(),
                    one.openedAt(),
                    Matched.of(hit));
        }
    }

    /** What matches best; {@code seq} is null when it is a note. */
    record Matched(@Nullable Integer seq, String text, Instant at) {
        static @Nullable Matched of(Search.Hit hit) {
            Message said = hit.message();
            Transcript.Note note = hit.note();
            if (said != null) {
                return new Matched(said.seq(), ShownText.words(said.content()), said.at());
            }
            return note == null ? null : new Matched(null, note.text(), note.at());
        }
    }

    /** How a conversation stands: the event {@code conversation}, and the answer to claim, transfer and close. */
    record Standing(
            UUID id,
            @Nullable String reference,
            String floor,
            @Nullable String team,
            String priority,
            @Nullable StaffName claimedBy,
            @Nullable Instant snoozedUntil) {
        static Standing of(Summary one) {
            return new Standing(
                    one.id(),
                    one.reference(),
                    word(one.floor()),
                    one.team(),
                    word(one.priority()),
                    one.holder(),
                    one.snoozedUntil());
        }
    }

    /** A whole conversation; {@code windowSeconds} is how long the citizen may still be written to freely, null for ever. */
    record Conversation(
            UUID id,
            @Nullable String reference,
            String channel,
            String floor,
            @Nullable String team,
            String priority,
            @Nullable String language,
            @Nullable StaffName claimedBy,
            Instant openedAt,
            @Nullable String citizen,
            @Nullable String outcome,
            List<Line> messages,
            List<Note> notes,
            List<Decision.Tried> tried,
            @Nullable Long windowSeconds,
            @Nullable Instant snoozedUntil,
            List<CaseJson.Later> later,
            List<CaseJson.Asked> asks,
            List<CaseJson.Joined> joined) {
        static Conversation of(Transcript all, PublicUrl publicUrl) {
            Summary one = all.summary();
            return new Conversation(
                    one.id(),
                    one.reference(),
                    one.channel(),
                    word(one.floor()),
                    one.team(),
                    word(one.priority()),
                    one.language(),
                    one.holder(),
                    one.openedAt(),
                    all.citizen(),
                    all.outcome(),
                    all.messages().stream()
                            .map(said -> Line.of(said, all, publicUrl))
                            .toList(),
                    all.notes().stream().map(Note::of).toList(),
                    all.tried(),
                    all.windowLeft() == null ? null : all.windowLeft().toSeconds(),
                    one.snoozedUntil(),
                    all.later().stream().map(CaseJson.Later::of).toList(),
                    all.asks().stream().map(CaseJson.Asked::of).toList(),
                    all.joined().stream()
                            .map(other -> CaseJson.Joined.of(other.summary()))
                            .toList());
        }
    }

    /** What could not be dealt with: what waits for somebody first, then the latest. */
    record DeadLetters(List<Letter> deadLetters) {
        static DeadLetters of(List<DeadLetter> letters) {
            return new DeadLetters(letters.stream().map(Letter::of).toList());
        }
    }

    /**
     * One of them: {@code reason} in plain words, {@code detail} in a technical one, {@code size} in bytes of what was kept
     * to be read again, {@code failures} how often it was tried again in vain.
     */
    record Letter(
            UUID id,
            String kind,
            String state,
            String channel,
            @Nullable UUID conversation,
            @Nullable String reference,
            @Nullable Integer seq,
            String reason,
            String detail,
            @Nullable Integer size,
            Instant at,
            int failures,
            @Nullable Instant replayedAt,
            @Nullable String outcome) {
        static Letter of(DeadLetter letter) {
            DeadLetter.Outcome outcome = letter.outcome();
            return new Letter(
                    letter.id(),
                    word(letter.kind()),
                    word(letter.state()),
                    letter.channel(),
                    letter.conversation(),
                    letter.reference(),
                    letter.seq(),
                    Mishap.of(letter),
                    letter.detail(),
                    letter.size(),
                    letter.at(),
                    letter.failures(),
                    letter.replayedAt(),
                    outcome == null ? null : word(outcome));
        }
    }

    /** Answers that did not arrive and that nobody else would notice, the latest first. */
    record AllUndelivered(List<NotArrived> undelivered) {
        static AllUndelivered of(List<Undelivered> messages) {
            return new AllUndelivered(messages.stream().map(NotArrived::of).toList());
        }
    }

    /** One of them; {@code reason} in plain words, {@code detail} in the messenger's own. */
    record NotArrived(
            UUID conversation,
            @Nullable String reference,
            int seq,
            String channel,
            String trouble,
            String reason,
            @Nullable String detail,
            Instant at) {
        static NotArrived of(Undelivered message) {
            return new NotArrived(
                    message.conversation(),
                    message.reference(),
                    message.seq(),
                    message.channel(),
                    word(message.trouble()),
                    Mishap.of(message),
                    message.detail(),
                    message.at());
        }
    }

    /**
     * One message; {@code text} says in brackets what is not text, {@code kind} says it for programs. {@code reaction} is the
     * sign that the citizen put on it.
     */
    record Line(
            UUID id,
            int seq,
            String from,
            @Nullable String name,
            String kind,
            String text,
            Instant at,
            @Nullable Article article,
            List<Choice> choices,
            @Nullable Place location,
            @Nullable String fileName,
            List<File> attachments,
            @Nullable String delivery,
            @Nullable String deliveryReason,
            @Nullable String deliveryDetail,
            boolean edited,
            @Nullable String reaction) {
        static Line of(Message said, Transcript all, PublicUrl publicUrl) {
            Undelivered undelivered = all.undelivered(said.seq());
            Content content = said.content();
            DeliveryState delivery = said.delivery();
            return new Line(
                    said.id(),
                    said.seq(),
                    word(said.sender()),
                    said.senderName(),
                    ShownText.kind(content),
                    ShownText.words(content),
                    said.at(),
                    said.article() == null ? null : Article.of(said.article(), publicUrl),
                    content instanceof Content.Choices choices ? choices.options() : List.of(),
                    content instanceof Content.Location place ? new Place(place.latitude(), place.longitude()) : null,
                    content instanceof Content.Media media ? media.fileName() : null,
                    all.attachments(said).stream()
                            .map(file -> File.of(said.conversation(), file, publicUrl))
                            .toList(),
                    delivery == null ? null : word(delivery),
                    undelivered == null ? null : Mishap.of(undelivered),
                    undelivered == null ? null : undelivered.detail(),
                    said.edited(),
                    all.reactions().get(said.seq()));
        }
    }

    /**
     * A file that came with a message. {@code state} is {@code pending}, {@code fetched} or {@code failed}, and where a virus
     * scanner looks at files also {@code checking}, {@code unchecked}, {@code uncheckable} or {@code infected}; {@code type} is
     * its media type by its bytes, {@code size} in bytes, {@code url} where it is served; all three null until it can be opened.
     */
    record File(
            UUID id,
            String kind,
            String state,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String fileName,
            @Nullable String url,
            @Nullable String reason) {
        static File of(UUID conversation, Attachment file, PublicUrl publicUrl) {
            FileType type = file.state().open() ? file.type() : null;
            String path = "/api/desk/conversations/" + conversation + "/attachments/" + file.id();
            return new File(
                    file.id(),
                    word(file.kind()),
                    word(file.state()),
                    type == null ? null : type.mediaType(),
                    type == null ? null : file.size(),
                    file.fileName(),
                    type == null ? null : publicUrl.at(path),
                    FileView.why(file));
        }
    }

    /** Degrees in WGS 84. */
    record Place(double latitude, double longitude) {}

    /** The article a message quotes, with the absolute address of its help page. */
    record Article(String id, String title, String url, int version) {
        static Article of(Quoted quoted, PublicUrl publicUrl) {
            return new Article(
                    quoted.article(), quoted.title(), publicUrl.at("/help/" + quoted.article()), quoted.version());
        }
    }

    /** Articles that fit what a citizen wrote and nobody has answered yet, the surest first. */
    record AllFitting(List<Fitting> suggestions) {
        static AllFitting of(List<Suggestion> found, PublicUrl publicUrl) {
            return new AllFitting(
                    found.stream().map(one -> Fitting.of(one, publicUrl)).toList());
        }
    }

    /**
     * One of them: {@code seq} is the message it fits, {@code text} its short answer in Markdown, {@code language} what that is
     * in.
     */
    record Fitting(Article article, double confidence, String text, String language, int seq) {
        static Fitting of(Suggestion one, PublicUrl publicUrl) {
            Passage passage = one.passage();
            return new Fitting(
                    new Article(passage.article(), passage.title(), publicUrl.at(passage.path()), passage.version()),
                    one.confidence(),
                    passage.text().strip(),
                    passage.language(),
                    one.seq());
        }
    }

    /** Replies that staff need again and again, by title. */
    record AllCanned(List<Canned> cannedReplies) {
        static AllCanned of(List<CannedReply> replies) {
            return new AllCanned(replies.stream().map(Canned::of).toList());
        }
    }

    /** One of them, with its gaps as they were written; {@code team} is null for everybody's, {@code file} the id of what goes along. */
    record Canned(
            UUID id,
            @Nullable String team,
            String title,
            String text,
            String changedBy,
            Instant changedAt,
            @Nullable UUID file) {
        static Canned of(CannedReply reply) {
            return new Canned(
                    reply.id(),
                    reply.team(),
                    reply.title(),
                    reply.text(),
                    reply.changedBy(),
                    reply.changedAt(),
                    reply.file());
        }
    }

    /** A note only staff see; {@code by} is the colleague's name. */
    record Note(String by, String username, String text, Instant at) {
        static Note of(Transcript.Note note) {
            return new Note(note.by().name(), note.by().username(), note.text(), note.at());
        }
    }

    /**
     * Why the assistant did what it did at a message; {@code text} is what was looked up, {@code now} is null when nothing
     * was.
     */
    record Why(
            UUID conversation,
            int seq,
            String text,
            Then then,
            @Nullable Now now) {
        static Why of(Reason reason, PublicUrl publicUrl) {
            Explanation now = reason.now();
            return new Why(
                    reason.conversation(),
                    reason.seq(),
                    reason.then().words(),
                    Then.of(reason, publicUrl),
                    now == null ? null : Now.of(now));
        }
    }

    /** What was decided then; {@code outdated} when the article quoted has changed since or is gone. */
    record Then(
            String outcome,
            @Nullable Article article,
            boolean outdated,
            @Nullable Double confidence,
            List<Decision.Tried> tried,
            Instant at) {
        static Then of(Reason reason, PublicUrl publicUrl) {
            Decided then = reason.then();
            String id = then.article();
            Integer version = then.version();
            String title = reason.title();
            return new Then(
                    then.outcome(),
                    id == null || version == null || title == null
                            ? null
                            : new Article(id, title, publicUrl.at("/help/" + id), version),
                    reason.outdated(),
                    then.confidence(),
                    then.tried(),
                    then.at());
        }
    }

    /** What the articles say to the same words today; numbers from 0 to 1, but for {@code evidence} and scores. */
    record Now(
            String verdict,
            double confidence,
            double answerFrom,
            double clarifyFrom,
            double danger,
            double dangerFrom,
            String language,
            List<String> words,
            List<Decision.Tried> candidates,
            List<Explanation.Match> passages,
            Map<String, Double> evidence) {
        static Now of(Explanation why) {
            return new Now(
                    word(why.finding().verdict()),
                    why.finding().confidence(),
                    why.answerFrom(),
                    why.clarifyFrom(),
                    why.danger(),
                    why.dangerFrom(),
                    why.finding().language(),
                    why.words(),
                    why.finding().candidates().stream()
                            .map(one -> new Decision.Tried(one.article(), one.title(), one.confidence()))
                            .toList(),
                    why.passages(),
                    why.evidence());
        }
    }

    /** The event {@code message}. */
    record Said(UUID conversation, int seq) {}

    /** The event {@code typing}. */
    record Typing(UUID conversation, String from) {}

    /** A reply that was taken: its place, or how it waits to be said later; the other is null. */
    record Taken(@Nullable Integer seq, CaseJson.@Nullable Later later) {}

    /** A note that was added; {@code asked} is whom it asks. */
    record Noted(String by, String text, List<StaffName> asked) {}

    /** An account as it was made; never with a password. */
    record Account(String username, String name, List<String> roles, List<String> teams) {
        static Account of(StaffMember member) {
            return new Account(
                    member.username(),
                    member.fullName(),
                    member.roles().stream().map(Role::word).toList(),
                    List.copyOf(member.teams()));
        }
    }

    /** A bearer token, shown this once. */
    record Token(String token) {
        @Override
        public String toString() {
            return "[token]";
        }
    }
}
