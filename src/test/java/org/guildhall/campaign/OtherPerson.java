package org.guildhall.campaign;

import org.guildhall.simulator.Caller;
import org.guildhall.simulator.WebhookCall;

/** Somebody on another messenger than Telegram. */
final class OtherPerson extends Citizen {

    private final Caller caller;
    private final String person;
    private final Driver driver;
    private final Messenger messenger;

    /**
     * Not there yet.
     *
     * @param person digits
     */
    OtherPerson(Caller caller, String person, Driver driver, Messenger messenger) {
        this.caller = caller;
        this.person = person;
        this.driver = driver;
        this.messenger = messenger;
    }

    @Override
    void say(int nth, String words, long since) throws InterruptedException {
        String id = caller.newId();
        WebhookCall call = caller.said(id, person, words);
        messenger.expect(new Messenger.Chat(caller.channel(), person), since);
        driver.deliver(
                new Ledger.Entry(caller.channel(), person, nth, id),
                call.path(),
                () -> caller.again(call).headerLines(),
                call.body(),
                since);
    }
}
