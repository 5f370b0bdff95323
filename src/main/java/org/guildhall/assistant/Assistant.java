package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Dialogue;
import org.guildhall.conversation.Turn;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Answers;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;

/** Decides what is said next: the steps in their order, the first decisive one wins. */
@Component
final class Assistant implements Dialogue {

    private final Answers answers;
    private final List<Step> steps;
    private final Caution caution;
    private final AfterClosing afterClosing;

    Assistant(Answers answers, OpeningHours hours, Council council) {
        this.answers = answers;
        Voice voice = new Voice(Sentences.in("messages/assistant"), council);
        Manner manner = new Manner(voice);
        Quoting quoting = new Quoting(voice);
        Handovers handovers = new Handovers(voice, hours, answers);
        WaitWords waits = new WaitWords(voice, hours);
        caution = new Caution(voice);
        afterClosing = new AfterClosing(voice, manner);
        steps = List.of(
                new Danger(voice, handovers, hours),
                new ComesBack(voice, handovers),
                new StaffHasTheFloor(voice),
                new PickedArticle(voice, quoting, answers),
                new Helped(voice, handovers, answers),
                new WithoutWords(voice, handovers),
                new QueueQuestion(voice, manner, waits),
                new FollowUp(voice, manner, quoting, handovers, answers),
                new Several(manner, quoting, handovers, answers),
                new Waiting(voice, waits),
                new SmallTalk(voice, answers),
                new OtherLanguage(council, hours, answers, manner),
                new AskedForPerson(handovers),
                new Answer(quoting),
                new Clarify(voice, handovers),
                new NothingSaid(voice),
                new HandOver(handovers));
    }

    @Override
    public boolean ready() {
        return answers.ready();
    }

    @Override
    public boolean pressing(String words) {
        return answers.pressing(words);
    }

    @Override
    public Return returns(String words, List<String> before, boolean asked) {
        return afterClosing.of(words, before, asked);
    }

    @Override
    public Decision decide(Turn turn) {
        Heard heard = Heard.of(turn, answers);
        Decision decision = steps.stream()
                .map(step -> step.decide(heard))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        return caution.before(heard, decision);
    }
}
