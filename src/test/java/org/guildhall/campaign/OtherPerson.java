package org.guildhall.campaign;

import org.guildhall.simulator.Caller;
import org.guildhall.simulator.WebhookCall;

/** Somebody on another messenger than Telegram. */
final class OtherPerson extends Citizen {

    private final Caller messenger;
    private final String person;
    private final Driver driver;

    /**
     * Not there yet.
     *
     * @param person digits
     */
    OtherPerson(Caller messenger, String person, Driver driver) {
        this.messenger = messenger;
        this.person = person;
        this.driver = driver;
    }

    @Override
    void say(int nth, String words, long since) throws InterruptedException {
        String id = messenger.newId();
        WebhookCall call = messenger.said(id, person, words);
        driver.deliver(
                new Ledger.Entry(messenger.channel(), person, nth, id),
                call.path(),
                call.headerLines(),
                call.body(),
                since);
    }
}
