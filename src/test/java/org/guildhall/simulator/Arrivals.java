package org.guildhall.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Phones, on which what people are sent arrives, and the messenger tells the server so: a moment later, as the server must
 * first be told that the message was taken.
 */
final class Arrivals {

    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Stage stage;
    private final Consumer<Sight.Note> told;

    /**
     * On this messenger.
     *
     * @param told hears whether the server knows
     */
    Arrivals(Stage stage, Consumer<Sight.Note> told) {
        this.stage = stage;
        this.told = told;
    }

    /** Has a message arrive. */
    void expect(Sight.Message message) {
        Thread.ofVirtual().name("arrival").start(() -> arrive(message));
    }

    private void arrive(Sight.Message message) {
        try {
            Thread.sleep(MOMENT);
            Deed received = new Deed.Received(message.id(), message.reference());
            OptionalInt status = stage.does(message.person(), stage.newId(), received);
            if (status.isPresent()) {
                boolean known = status.getAsInt() / 100 == 2;
                told.accept(new Sight.Note(
                        message.person(), known ? "arrived" : "the server answered " + status.getAsInt()));
            }
        } catch (IOException gone) {
            told.accept(new Sight.Note(message.person(), "the server does not answer"));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
