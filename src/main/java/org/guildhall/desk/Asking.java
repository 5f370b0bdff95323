package org.guildhall.desk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.conversation.Ask;
import org.guildhall.conversation.Asks;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Notes, and questions to colleagues in them: whoever is named with an @ is asked. */
@Component
final class Asking {

    /** Not in the middle of a word, so that an e-mail address asks nobody. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}._@/-])@([A-Za-z0-9][A-Za-z0-9._-]{0,63})");

    /** A name may have these in it, but a sentence ends with them. */
    private static final Pattern END = Pattern.compile("[._-]+$");

    private final Desk desk;
    private final Asks asks;
    private final Staff staff;

    Asking(Desk desk, Asks asks, Staff staff) {
        this.desk = desk;
        this.asks = asks;
        this.staff = staff;
    }

    /**
     * A note that was added.
     *
     * @param asked whom it asks
     */
    record Noted(String text, List<StaffName> asked) {}

    /** Everybody who may be meant by a note, in small letters. */
    static Set<String> named(String text) {
        return MENTION.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(mention -> mention.substring(1).toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.of(name, END.matcher(name).replaceFirst("")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Adds a note. Colleagues who are named in it are asked, if whoever writes it may answer the conversation themselves.
     *
     * @param picked the username of somebody who is asked besides; empty for nobody
     * @return empty when there is no conversation they may see
     */
    Mono<Noted> note(StaffMember me, UUID conversation, String text, String picked) {
        String words = picked.isEmpty() || named(text).contains(picked) ? text : "@" + picked + " " + text;
        return desk.acting(me, conversation)
                .flatMap(seen -> colleagues(me, named(words)))
                .defaultIfEmpty(List.of())
                .flatMap(asked -> asked.isEmpty()
                        ? desk.note(me, conversation, words)
                                .filter(Boolean::booleanValue)
                                .map(added -> new Noted(words, List.of()))
                        : asks.ask(conversation, me.actor(), words, asked)
                                .flatMap(open -> open
                                        ? Mono.just(new Noted(words, asked))
                                        // Nobody is asked about what is over.
                                        : desk.note(me, conversation, words)
                                                .map(added -> new Noted(words, List.of()))));
    }

    private Mono<List<StaffName>> colleagues(StaffMember me, Set<String> named) {
        return named.isEmpty()
                ? Mono.just(List.of())
                : staff.all()
                        .map(all -> all.stream()
                                .filter(one ->
                                        one.answers() && !one.id().equals(me.id()) && named.contains(one.username()))
                                .map(StaffMember::staffName)
                                .toList());
    }

    /** What they are asked and have not answered, the oldest first. */
    Mono<List<Ask>> askedOf(StaffMember me) {
        return asks.of(me.staffName());
    }

    /**
     * Ends a question, with an answer or without.
     *
     * @return false when there is none that is theirs to end
     */
    Mono<Boolean> answered(StaffMember me, UUID conversation, UUID ask, @Nullable String text) {
        return asks.answer(conversation, me.actor(), ask, text);
    }
}
