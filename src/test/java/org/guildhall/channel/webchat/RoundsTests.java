package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.conversation.CatchUp.Asked;
import org.guildhall.conversation.CatchUp.News;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import reactor.core.publisher.Sinks;

/** However many pages want to know, one look at a time. */
class RoundsTests {

    private final List<List<Asked>> looks = new ArrayList<>();
    private final List<Sinks.One<List<News>>> answers = new ArrayList<>();
    private final Rounds rounds = new Rounds(core());
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void whoeverComesWhileALookGoesOnWaitsForTheNextTogether() {
        ask("ann");
        ask("bob");
        ask("cat");
        assertThat(looks).containsExactly(List.of(new Asked("ann", 0)));

        answer(0);
        assertThat(told).containsExactly("ann");
        assertThat(looks).hasSize(2).last().asList().containsExactly(new Asked("bob", 0), new Asked("cat", 0));

        answer(1);
        assertThat(told).containsExactly("ann", "bob", "cat");
        ask("dan");
        assertThat(looks).hasSize(3);
    }

    @Test
    void aLookThatFailsTellsNobodyAnythingAndTheNextGoesOn() {
        ask("ann");
        ask("bob");
        answers.getFirst().tryEmitError(new IllegalStateException("the database is away"));
        answer(1);

        assertThat(told).containsExactly("ann: nothing", "bob");
    }

    @Test
    void aCrowdIsLookedAtInPieces() {
        for (int i = 0; i < 1_201; i++) {
            ask("visitor-" + i);
        }
        answer(0);
        answer(1);
        answer(2);
        answer(3);

        assertThat(looks).extracting(List::size).containsExactly(1, 500, 500, 200);
        assertThat(told).hasSize(1_201);
    }

    private void ask(String person) {
        rounds.news(person, 0).subscribe(news -> told.add(person), failure -> {}, () -> {
            if (!told.contains(person)) {
                told.add(person + ": nothing");
            }
        });
    }

    private void answer(int look) {
        List<News> news = looks.get(look).stream().map(one -> News.NONE).toList();
        answers.get(look).tryEmitValue(news);
    }

    private Core core() {
        Core core = Mockito.mock(Core.class);
        Mockito.when(core.news(ArgumentMatchers.anyList())).thenAnswer(call -> {
            looks.add(List.copyOf(call.<List<Asked>>getArgument(0)));
            Sinks.One<List<News>> answer = Sinks.one();
            answers.add(answer);
            return answer.asMono();
        });
        return core;
    }
}
