package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Handover;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Priority;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/** Hands a conversation over to a person, and tells the citizen what happens next and when. */
final class Handovers {

    /** The team that takes what no other team was named for. */
    static final String FRONT_DESK = "front-desk";

    /** Misses in a row after which a person takes over unasked. */
    static final int MISSES_BEFORE_A_PERSON = 2;

    private final Voice voice;
    private final OpeningHours hours;
    private final WaitWords waits;
    private final Answers answers;

    Handovers(Voice voice, OpeningHours hours, Answers answers) {
        this.voice = voice;
        this.hours = hours;
        this.waits = new WaitWords(voice, hours);
        this.answers = answers;
    }

    /**
     * Hands over.
     *
     * @param why the key of the sentence that says why
     */
    Decision to(String team, Heard heard, Outcome outcome, String why) {
        Memory memory = heard.memory().handedOver();
        Handover handover =
                new Handover(team, Priority.NORMAL, ticket -> reply(heard, paragraphs(voice.sentence(why), ticket)));
        return new Decision(outcome.word(), memory, List.of(), handover, null, heard.confidence(), heard.tried());
    }

    /** The team of an article, or the front desk when there is no such article. */
    String teamOf(@Nullable String article) {
        return Optional.ofNullable(article)
                .flatMap(answers::article)
                .map(Passage::team)
                .filter(team -> !team.isBlank())
                .orElse(FRONT_DESK);
    }

    /** Whose a conversation was, if it has been handed over before; else the last article's. */
    String teamFor(Heard heard) {
        String team = heard.turn().team();
        return team == null ? teamOf(heard.memory().lastArticle()) : team;
    }

    /** When a person is there: the opening hours, or while closed when they are back and whom to ring meanwhile. */
    private List<String> whenPeopleAreThere(Ticket ticket) {
        String team = ticket.team();
        if (hours.open(team)) {
            String words = hours.sentence(team) + " " + voice.sentence("handover.open");
            return List.of((words + " " + waits.range(team, ticket.usually())).strip());
        }
        String back = hours.nextOpening(team).isPresent() ? hours.reopening(team) + " " : "";
        return List.of(
                voice.sentence("handover.closed") + " " + back + hours.sentence(team),
                voice.sentence("handover.urgent"));
    }

    Reply reply(Heard heard, List<String> paragraphs) {
        return new Reply(new Content.Text(voice.text(heard, paragraphs, null)), null);
    }

    private List<String> paragraphs(String why, Ticket ticket) {
        Map<String, Object> gaps = Map.of("reference", ticket.reference(), "place", ticket.place());
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(why);
        paragraphs.add(voice.sentence(ticket.already() ? "handover.ticket.already" : "handover.ticket", gaps));
        paragraphs.addAll(whenPeopleAreThere(ticket));
        return paragraphs;
    }
}
