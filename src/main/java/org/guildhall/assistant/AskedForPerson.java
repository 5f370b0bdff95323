package org.guildhall.assistant;

import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.message.Choice;

/** The citizen wants a person: in words, by a button, because none of the articles was meant, or because it is not solved. */
final class AskedForPerson implements Step {

    static final String ARTICLE = "talk-to-a-person";

    private final Handovers handovers;

    AskedForPerson(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        Memory memory = heard.memory();
        if (heard.picked(Picks.NONE)) {
            String team = handovers.teamOf(firstOffered(memory));
            return Optional.of(handovers.to(team, heard, Outcome.HANDED_OVER_NONE_OF_THESE, "handover.none"));
        }
        if (heard.picked(Picks.NOT_SOLVED)) {
            String team = handovers.teamOf(memory.lastArticle());
            return Optional.of(handovers.to(team, heard, Outcome.HANDED_OVER_NOT_SOLVED, "handover.not-solved"));
        }
        if (wanted(heard)) {
            String last = memory.lastArticle();
            String about = last == null ? firstOffered(memory) : last;
            // Who was with a team before and has asked of nothing since is known there.
            String team = about.isEmpty() ? handovers.teamFor(heard) : handovers.teamOf(about);
            return Optional.of(handovers.to(team, heard, Outcome.HANDED_OVER_ASKED, "handover.asked"));
        }
        return Optional.empty();
    }

    /** Whether it asks for a person, in any of the ways. */
    static boolean wanted(Heard heard) {
        return heard.picked(Picks.PERSON)
                || heard.picked(Picks.NONE)
                || heard.picked(Picks.NOT_SOLVED)
                || heard.smalltalk(ARTICLE);
    }

    private static String firstOffered(Memory memory) {
        return memory.offer().stream()
                .map(Choice::id)
                .filter(id -> id.startsWith(Picks.ARTICLE))
                .map(id -> id.substring(Picks.ARTICLE.length()))
                .findFirst()
                .orElse("");
    }
}
