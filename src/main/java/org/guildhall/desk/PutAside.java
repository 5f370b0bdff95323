package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Ask;
import org.guildhall.conversation.Drawer;
import org.guildhall.conversation.Snooze;
import org.guildhall.conversation.Summary;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What waits for a member of staff beside the queue: questions of colleagues, planned replies that are held, and what they put off. */
@Component
final class PutAside {

    private final Asking asking;
    private final Drawer drawer;
    private final Snooze snooze;
    private final Council council;

    PutAside(Asking asking, Drawer drawer, Snooze snooze, Council council) {
        this.asking = asking;
        this.drawer = drawer;
        this.snooze = snooze;
        this.council = council;
    }

    /** Everything of it, each the most pressing first. */
    record Lists(List<Row> asked, List<Row> held, List<Row> snoozed) {}

    /**
     * One line. All of it is shown escaped.
     *
     * @param title the conversation's reference
     * @param words what is asked, or what the citizen said last; empty for none
     * @param facts who, when and why, in a sentence
     */
    record Row(UUID conversation, String title, String words, String facts) {}

    Mono<Lists> of(StaffMember me) {
        return Mono.zip(asking.askedOf(me), drawer.heldFor(me.staffName()), snooze.of(me.staffName()))
                .map(all -> new Lists(
                        all.getT1().stream().map(this::asked).toList(),
                        all.getT2().stream().map(this::held).toList(),
                        all.getT3().stream().map(this::snoozed).toList()));
    }

    /** The same for programs. */
    Mono<CaseJson.PutOff> forPrograms(StaffMember me) {
        return Mono.zip(snooze.of(me.staffName()), drawer.heldFor(me.staffName()))
                .map(all -> CaseJson.PutOff.of(all.getT1(), all.getT2()));
    }

    private Row asked(Ask ask) {
        return new Row(
                ask.conversation(),
                title(ask.reference()),
                ShownText.visible(ShownText.beginning(ask.text())),
                WORDS.say("aside.asked", Map.of("by", ask.by().name(), "at", Spoken.at(ask.at(), zone()))));
    }

    private Row held(Drawer.HeldReply reply) {
        return new Row(
                reply.conversation(),
                title(reply.reference()),
                "",
                WORDS.say(
                        "aside.held",
                        Map.of("at", Spoken.at(reply.dueAt(), zone()), "why", Spoken.word("later", reply.why()))));
    }

    private Row snoozed(Summary one) {
        var until = one.snoozedUntil();
        return new Row(
                one.id(),
                title(one.reference()),
                ShownText.visible(ShownText.beginning(one.lastMessage())),
                until == null ? "" : WORDS.say("aside.snoozed", Map.of("at", Spoken.at(until, zone()))));
    }

    private ZoneId zone() {
        return council.timeZone();
    }

    private static String title(@Nullable String reference) {
        return reference == null ? WORDS.say("conversation.untitled") : reference;
    }
}
