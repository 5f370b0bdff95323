package org.guildhall.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.message.Choice;

/** The steps that matter most, in one other language than English. */
final class Speaker implements Step {

    private final String language;
    private final Voice voice;
    private final Handovers handovers;
    private final Step askedForPerson;
    private final Step followUp;
    private final Step answer;
    private final Step clarify;

    Speaker(String language, Voice voice, Handovers handovers, Answers answers, Manner manner) {
        this.language = language;
        this.voice = voice;
        this.handovers = handovers;
        Quoting quoting = new Quoting(voice);
        askedForPerson = new AskedForPerson(handovers);
        followUp = new FollowUp(voice, manner, quoting, handovers, answers);
        answer = new Answer(quoting);
        clarify = new Clarify(voice, handovers);
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        if (heard.message().choice() == null && accepts(heard)) {
            return Optional.of(handovers.to(Handovers.FRONT_DESK, heard, Outcome.HANDED_OVER_ASKED, "handover.asked"));
        }
        Optional<Decision> person = askedForPerson.decide(heard);
        if (person.isPresent() || heard.is(Verdict.ANSWER)) {
            return person.or(() -> quoted(heard));
        }
        if (!heard.finding().foreign()) {
            return Optional.empty();
        }
        return clarify.decide(heard).or(() -> heard.is(Verdict.UNSURE) ? Optional.of(none(heard)) : Optional.empty());
    }

    /** "Tak" to the person offered is as good as the button. */
    private boolean accepts(Heard heard) {
        List<Choice> offer = heard.memory().offer();
        return offer.size() == 1
                && Picks.offered(heard.memory(), Picks.PERSON)
                && voice.list("heard.person").contains(plain(heard.words()));
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[.,!?¡¿'’،۔।*]", "").strip();
    }

    private Optional<Decision> quoted(Heard heard) {
        return heard.finding()
                .best()
                .filter(best ->
                        best.language().equals(language) || best.language().startsWith(language + "-"))
                .flatMap(best -> followUp.decide(heard).or(() -> answer.decide(heard)));
    }

    /** There is no article for it; asking a second time in vain brings the person unasked. */
    private Decision none(Heard heard) {
        Memory memory = heard.memory().missed(heard.memory().misses() + 1);
        String team = handovers.teamOf(heard.finding().candidates().stream()
                .findFirst()
                .map(candidate -> candidate.article())
                .orElse(null));
        return memory.misses() >= Handovers.MISSES_BEFORE_A_PERSON
                ? handovers.to(team, heard, Outcome.HANDED_OVER_MISSES, "handover.misses")
                : voice.offer(
                        heard,
                        Outcome.UNCLEAR_LANGUAGE,
                        memory,
                        List.of(voice.choice(Picks.PERSON)),
                        voice.sentence("language.none"),
                        voice.sentence("language.danger"),
                        voice.sentence("language.ask"));
    }
}
