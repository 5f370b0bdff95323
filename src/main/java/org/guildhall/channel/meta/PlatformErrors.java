package org.guildhall.channel.meta;

import java.time.Duration;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Sentences;

/**
 * What the Messenger Platform's errors mean: https://developers.facebook.com/docs/messenger-platform/error-codes. Seven
 * digits are subcodes, which say more than the code they come with.
 */
final class PlatformErrors {

    /** Too long since the citizen last wrote, on Messenger and on Instagram. */
    private static final int WINDOW_CLOSED = 2018278;

    private static final int WINDOW_CLOSED_ON_INSTAGRAM = 2534022;

    private static final Duration THE_ACCOUNT = Duration.ofMinutes(1);
    private static final Duration THE_CALLS = Duration.ofSeconds(10);

    private final String title;
    private final GraphErrors table;
    private final Sentences words = Sentences.in("messages/messenger-platform");

    /**
     * The errors as one of the messengers gives them.
     *
     * @param title its name as staff know it
     */
    PlatformErrors(String title) {
        this.title = title;
        this.table = new GraphErrors(title, words)
                .know(Meaning.TRY_AGAIN, null, 1200)
                .know(Meaning.WAIT, THE_CALLS, 613)
                .know(Meaning.WAIT, THE_ACCOUNT, 17, 32, 80002, 80006)
                .know(Meaning.NEVER, null, 230, 36000, WINDOW_CLOSED, WINDOW_CLOSED_ON_INSTAGRAM, 2018300, 2018028)
                .know(Meaning.BLOCKED, null, 551, 1545041, 2018001, 2018108, 2534014);
    }

    GraphErrors table() {
        return table;
    }

    /** Whether it was refused only because the citizen has not written for too long. */
    boolean closed(Delivery delivery) {
        return delivery instanceof Delivery.Refused refused
                && (refused.reason().equals(table.reason(WINDOW_CLOSED))
                        || refused.reason().equals(table.reason(WINDOW_CLOSED_ON_INSTAGRAM)));
    }

    /** A machine came too late: only a person may still write. */
    Delivery onlyAPerson() {
        return refused("window.machine");
    }

    /** How a person's late reply ended, for that person to read. */
    Delivery late(Delivery delivery) {
        if (closed(delivery)) {
            return refused("window.person");
        }
        boolean forbidden = delivery instanceof Delivery.Refused refused
                && (refused.reason().equals(table.reason(10))
                        || refused.reason().equals(table.reason(100))
                        || refused.reason().equals(table.reason(200)));
        return forbidden ? refused("window.not-approved") : delivery;
    }

    private Delivery refused(String key) {
        return new Delivery.Refused(title + ": " + words.say(key), false);
    }
}
