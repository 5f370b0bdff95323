package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Handover;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Decision.Tried;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Priority;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;

/**
 * Somebody may be in danger: the numbers to ring at once, whoever holds the floor and whatever else was asked, and a
 * person is told before anything else.
 */
final class Danger implements Step {

    private final Voice voice;
    private final Handovers handovers;
    private final OpeningHours hours;

    Danger(Voice voice, Handovers handovers, OpeningHours hours) {
        this.voice = voice;
        this.handovers = handovers;
        this.hours = hours;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        return heard.is(Verdict.DANGER)
                ? heard.finding().best().map(numbers -> answer(heard, numbers))
                : Optional.empty();
    }

    private Decision answer(Heard heard, Passage numbers) {
        Memory memory = heard.memory().handedOver();
        String team = numbers.team().isBlank() ? Handovers.FRONT_DESK : numbers.team();
        // The numbers stand alone; what else there is to say follows in a message of its own.
        return new Decision(
                Outcome.HANDED_OVER_DANGER.word(),
                memory,
                List.of(new Reply(new Content.Text(numbers.text().strip()), Quoting.quoted(numbers))),
                new Handover(team, Priority.DANGER, ticket -> alerted(heard, ticket)),
                Quoting.quoted(numbers),
                heard.confidence(),
                List.of(new Tried(
                        numbers.article(), numbers.title(), heard.finding().confidence())));
    }

    private Reply alerted(Heard heard, Ticket ticket) {
        List<String> paragraphs = new ArrayList<>();
        if (heard.turn().floor() == Floor.STAFF) {
            paragraphs.add(voice.sentence("danger.staff"));
        } else {
            paragraphs.add(voice.sentence("danger.queue", Map.of("reference", ticket.reference())));
            if (!hours.open(ticket.team())) {
                paragraphs.add(voice.sentence("handover.closed") + " " + hours.reopening(ticket.team()));
            }
        }
        paragraphs.add(voice.sentence("danger.now"));
        return handovers.reply(heard, paragraphs);
    }
}
