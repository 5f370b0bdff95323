package org.guildhall.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.conversation.Attachment;
import org.guildhall.conversation.Casework;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Decided;
import org.guildhall.conversation.Farewell;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.People;
import org.guildhall.conversation.Queue;
import org.guildhall.conversation.Search;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.conversation.Typing;
import org.guildhall.privacy.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a member of staff can do with conversations, the same for the console and for the API. Everything goes through
 * one question first, whether they may see the conversation; one they may not see is answered exactly like one that does
 * not exist. Looking is written to the audit here, doing by the conversations themselves.
 */
@Component
final class Desk {

    /** How a conversation can end; words of the API. */
    static final List<String> OUTCOMES = List.of("solved", "advised", "referred", "nothing-to-do", "abuse");

    private final Conversations conversations;
    private final Casework casework;
    private final Queue queue;
    private final Search search;
    private final Typing typing;
    private final Presence presence;
    private final People people;
    private final Audit audit;

    Desk(
            Conversations conversations,
            Casework casework,
            Queue queue,
            Search search,
            Typing typing,
            Presence presence,
            People people,
            Audit audit) {
        this.conversations = conversations;
        this.casework = casework;
        this.queue = queue;
        this.search = search;
        this.typing = typing;
        this.presence = presence;
        this.people = people;
        this.audit = audit;
    }

    /** Everybody who waits for a person of their teams. */
    Mono<List<Summary>> waiting(StaffMember me) {
        return me.answers() ? queue.waiting(me.teamsInSight()) : Mono.just(List.of());
    }

    /** The same of one team, or of all that they see when none is named. */
    Mono<List<Summary>> waiting(StaffMember me, Optional<String> team) {
        if (!me.answers()) {
            return Mono.just(List.of());
        }
        Set<String> sight = me.teamsInSight();
        return team.map(name -> sight.isEmpty() || sight.contains(name)
                        ? queue.waiting(Set.of(name))
                        : Mono.just(List.<Summary>of()))
                .orElseGet(() -> queue.waiting(sight));
    }

    Mono<List<Summary>> mine(StaffMember me) {
        return me.answers() ? queue.heldBy(me.staffName()) : Mono.just(List.of());
    }

    /** Finds what they may see by {@link StaffMember#sees}, and writes down that they looked for it. */
    Mono<Search.Found> search(StaffMember me, Search.Wanted wanted) {
        return me.answers() ? search.find(me.staffName(), me.teamsInSight(), wanted) : Mono.just(Search.Found.NOTHING);
    }

    /** How a conversation stands; empty when there is none they may see. */
    Mono<Summary> summary(StaffMember me, UUID conversation) {
        return conversations.summary(conversation, me.sight()).filter(me::sees);
    }

    /** How it stands after something was done to it, also when it has just left their sight. */
    Mono<Summary> after(UUID conversation) {
        return conversations.summary(conversation);
    }

    /** How one stands that they may answer; empty when there is none. */
    Mono<Summary> acting(StaffMember me, UUID conversation) {
        return conversations.summary(conversation).filter(me::actsOn);
    }

    /**
     * The whole of it, with what else the same person wrote that they may see, and writes down who looked; empty when there is
     * none they may see.
     */
    Mono<Transcript> open(StaffMember me, UUID conversation) {
        return look(me, conversation)
                .delayUntil(seen -> Flux.fromStream(Stream.concat(Stream.of(seen), seen.joined().stream()))
                        .concatMap(one -> audit.record(
                                me.username(),
                                "conversation.view",
                                one.summary().id().toString())));
    }

    /** The same for a page that refreshes itself, which is no new look. Its citizen may know that they are read. */
    Mono<Transcript> look(StaffMember me, UUID conversation) {
        return conversations
                .transcript(conversation, me.sight())
                .filter(all -> me.sees(all.summary()))
                .delayUntil(all -> casework.seen(conversation, all.summary().lastSeq()))
                .flatMap(all -> people.others(conversation, me.sight())
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(conversations::transcript)
                        .filter(other -> me.actsOn(other.summary()))
                        .collectList()
                        .map(all::with));
    }

    /** One file of a conversation; empty when there is none they may see. */
    Mono<Attachment> attachment(StaffMember me, UUID conversation, UUID id) {
        return summary(me, conversation).flatMap(seen -> conversations.attachment(conversation, id));
    }

    /** A part of a file's bytes; the file is one they may see. */
    Mono<byte[]> bytes(Attachment attachment, long from, int length) {
        return conversations.bytes(attachment, from, length);
    }

    /** What the assistant decided at a message, and writes down who looked; empty when there is nothing to see. */
    Mono<Decided> decided(StaffMember me, UUID conversation, int seq) {
        return summary(me, conversation)
                .flatMap(seen -> conversations.decided(conversation, seq))
                .delayUntil(seen -> audit.record(me.username(), "conversation.view", conversation.toString()));
    }

    Mono<Claim> claim(StaffMember me, UUID conversation) {
        return casework.claim(conversation, me.actor());
    }

    /**
     * Colleagues who look at an open conversation see that somebody is writing there, and its citizen too when it is the
     * holder; as often as one likes. Empty when there is no conversation they may see.
     */
    Mono<Summary> typing(StaffMember me, UUID conversation) {
        return summary(me, conversation)
                .doOnNext(seen -> {
                    if (me.staffName().equals(seen.holder())) {
                        typing.staff(conversation);
                    }
                })
                .delayUntil(seen -> mayAnswer(me, seen) ? presence.writes(me, conversation) : Mono.empty());
    }

    private static boolean mayAnswer(StaffMember me, Summary one) {
        return one.floor() != Floor.CLOSED
                && (one.holder() == null || me.staffName().equals(one.holder()));
    }

    /** Who else looks at it, and who of them writes; empty when there is no conversation they may see. */
    Mono<Company> company(StaffMember me, UUID conversation) {
        return summary(me, conversation).flatMap(seen -> presence.company(me, conversation));
    }

    /** Adds a note; false when there is no conversation they may see. */
    Mono<Boolean> note(StaffMember me, UUID conversation, String text) {
        return casework.note(conversation, me.actor(), text);
    }

    Mono<Claim> transferToTeam(StaffMember me, UUID conversation, String team) {
        return casework.transferToTeam(conversation, me.actor(), team);
    }

    Mono<Claim> transferToStaff(StaffMember me, UUID conversation, StaffMember colleague) {
        return casework.transferToStaff(conversation, me.actor(), colleague.staffName());
    }

    /** Gives it back to the assistant, of which the citizen is told. */
    Mono<Claim> toAssistant(StaffMember me, UUID conversation) {
        return casework.toAssistant(conversation, me.actor());
    }

    Mono<Claim> close(StaffMember me, UUID conversation, String outcome) {
        return casework.close(conversation, me.actor(), outcome, farewell(outcome));
    }

    /** Who got nothing to solve is not asked whether it is solved, and who was abusive gets a new conversation. */
    private static Farewell farewell(String outcome) {
        return switch (outcome) {
            case "nothing-to-do" -> Farewell.TOLD;
            case "abuse" -> Farewell.FOR_GOOD;
            default -> Farewell.ASKED;
        };
    }
}
