package org.guildhall.conversation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.guildhall.platform.Ids;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says something to a citizen: the message and its outbox rows in the caller's transaction, so that there is never one
 * without the other.
 */
@Component
final class Speech {

    /** What a backslash makes literal: https://spec.commonmark.org/0.31.2/#ascii-punctuation-character. */
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");

    /** What begins a line with words; CommonMark would take it away, or make code of the line. */
    private static final Pattern INDENT = Pattern.compile("^[ \\t](?=[ \\t]*\\S)", Pattern.MULTILINE);

    private final Addresses addresses;
    private final PublicUrl publicUrl;
    private final JsonMapper json;
    private final Messengers messengers;

    /** Some messengers need what speaks here before they are there themselves, so they are looked for when somebody speaks. */
    Speech(Addresses addresses, PublicUrl publicUrl, JsonMapper json, @Lazy Messengers messengers) {
        this.addresses = addresses;
        this.publicUrl = publicUrl;
        this.json = json;
        this.messengers = messengers;
    }

    /** The line to the citizen of a conversation whose row the caller has locked. */
    Line to(JdbcClient sql, Row row) {
        return new Line(row.id(), addresses.of(sql, row.id()));
    }

    /** The same to a citizen the caller knows already. */
    Line to(Rows.Reached locked) {
        return new Line(locked.row().id(), locked.citizen());
    }

    /** Staff write plain words; what leaves is Markdown, in which a star of theirs must stay a star. */
    static Content literally(Content content) {
        return switch (content) {
            case Content.Text(String text) -> new Content.Text(literally(text));
            case Content.PlaceWanted(String text) -> new Content.PlaceWanted(literally(text));
            case Content.Choices(String text, List<Choice> options) -> new Content.Choices(literally(text), options);
            case Content.Media file ->
                new Content.Media(
                        file.kind(),
                        file.handle(),
                        literally(file.text()),
                        file.fileName(),
                        file.mediaType(),
                        file.size());
            case Content.Location _, Content.Contact _ -> content;
        };
    }

    private static String literally(String words) {
        String signs = PUNCTUATION.matcher(words).replaceAll("\\\\$0");
        return INDENT.matcher(signs)
                .replaceAll(indent -> "&#" + (int) indent.group().charAt(0) + ";");
    }

    /** Where the messages of one transaction to one citizen go: first they are all said, then sent together. */
    final class Line {

        private final UUID conversation;
        private final Address citizen;
        private final List<Said> said = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();

        private Line(UUID conversation, Address citizen) {
            this.conversation = conversation;
            this.citizen = citizen;
        }

        /** The messenger it runs over. */
        String channel() {
            return citizen.channel();
        }

        /**
         * Says something; it is written with {@link #send}.
         *
         * @param seq a place the caller has taken under the conversation's row lock
         * @param by who of staff says it, or null
         */
        Line say(int seq, Sender sender, @Nullable StaffName by, Decision.Reply reply) {
            Quoted quoted = reply.quoted();
            UUID message = Ids.next();
            said.add(new Said(message, seq, sender, by, reply.content(), quoted));
            Source source = quoted == null
                    ? null
                    : new Source(quoted.title(), publicUrl.at("/help/" + quoted.article()), quoted.reviewBy());
            boolean staff = sender == Sender.STAFF;
            Outbound.Speaker speaker = staff ? Outbound.Speaker.STAFF : Outbound.Speaker.ASSISTANT;
            // An article's words are Markdown whoever sends them.
            boolean typed = staff && quoted == null;
            // Cut first: a cut behind a backslash would make markup of what follows.
            List<Content> contents = Parts.of(reply.content()).stream()
                    .map(part -> typed ? literally(part) : part)
                    .toList();
            for (int part = 0; part < contents.size(); part++) {
                boolean last = part == contents.size() - 1;
                Outbound outbound =
                        new Outbound(Ids.next(), citizen, contents.get(part), last ? source : null, speaker);
                parts.add(new Part(outbound.id(), message, seq, part, outbound));
            }
            return this;
        }

        /**
         * Appends what was said and queues its parts. A part is due no sooner than those before it, so that a look for what
         * is due need not pass over many that wait. What citizens fetch has been sent with this: a page reads it from the
         * conversation, and two commits more for each reply kept the disk of a busy node from what is due.
         *
         * @param urgent whether it goes before what others wait for; with it goes what it waits for itself
         */
        void send(JdbcClient sql, boolean urgent) {
            if (said.isEmpty()) {
                return;
            }
            sql.sql("""
                            with said as (
                                insert into messages (id, conversation, seq, sender, sender_name, sender_username, content, text,
                                                      article, article_version, article_title, article_review_by)
                                select id, :conversation, seq, sender, sender_name, sender_username, content, text,
                                       article, article_version, article_title, article_review_by
                                from jsonb_to_recordset(:said::jsonb) as m (
                                    id uuid, seq int, sender text, sender_name text, sender_username text, content jsonb, text text,
                                    article text, article_version int, article_title text, article_review_by date))
                            insert into outbox (id, conversation, message, seq, part, channel, account, payload, urgent,
                                                state, settled_at, due_at)
                            select id, :conversation, message, seq, part, :channel, :account,
                                   payload || coalesce(
                                       (select '{"placeAsked": true}'::jsonb
                                        from (select content ->> 'type' as asked from messages
                                              where conversation = :conversation and seq < :first and sender <> 'citizen'
                                              order by seq desc limit 1) before
                                        where asked = 'place-wanted'), '{}'),
                                   :urgent,
                                   case when :fetched then 'sent' else 'pending' end,
                                   case when :fetched then now() end,
                                   greatest(now(), (select max(due_at) from outbox
                                                    where conversation = :conversation and state = 'pending'))
                            from jsonb_to_recordset(:parts::jsonb) as p (
                                id uuid, message uuid, seq int, part int, payload jsonb)""")
                    .param("conversation", conversation)
                    .param("said", json.writeValueAsString(said))
                    .param("channel", citizen.channel())
                    .param("account", citizen.account())
                    .param("urgent", urgent)
                    .param("fetched", messengers.fetched(citizen.channel()))
                    .param("first", said.getFirst().seq())
                    .param("parts", json.writeValueAsString(parts))
                    .update();
            if (urgent) {
                hurryWhatIsBefore(sql);
            }
        }

        private void hurryWhatIsBefore(JdbcClient sql) {
            sql.sql("""
                            update outbox set urgent = true
                            where conversation = :conversation and state in ('pending', 'sending') and not urgent""").param("conversation", conversation).update();
        }
    }

    /** A message as the statement reads it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Said(
            UUID id,
            int seq,
            String sender,
            @Nullable String senderName,
            @Nullable String senderUsername,
            Content content,
            String text,
            @Nullable String article,
            @Nullable Integer articleVersion,
            @Nullable String articleTitle,
            @Nullable LocalDate articleReviewBy) {

        private Said(
                UUID id, int seq, Sender sender, @Nullable StaffName by, Content content, @Nullable Quoted quoted) {
            this(
                    id,
                    seq,
                    Words.of(sender),
                    by == null ? null : by.name(),
                    by == null ? null : by.username(),
                    content,
                    content.text(),
                    quoted == null ? null : quoted.article(),
                    quoted == null ? null : quoted.version(),
                    quoted == null ? null : quoted.title(),
                    quoted == null ? null : quoted.reviewBy());
        }
    }

    /** One part of it, likewise. */
    private record Part(UUID id, UUID message, int seq, int part, Outbound payload) {}
}
