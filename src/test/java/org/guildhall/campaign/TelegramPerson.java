package org.guildhall.campaign;

import org.guildhall.simulator.TelegramCitizen;
import tools.jackson.databind.node.ObjectNode;

/** Somebody on Telegram. */
final class TelegramPerson extends Citizen {

    private final TelegramCitizen citizen;
    private final Driver driver;
    private final Messenger messenger;

    TelegramPerson(long id, Driver driver, Messenger messenger) {
        this.citizen = new TelegramCitizen(id, "Citizen " + id);
        this.driver = driver;
        this.messenger = messenger;
    }

    @Override
    void say(int nth, String words, long since) throws InterruptedException {
        ObjectNode update = citizen.says(words);
        messenger.expect(new Messenger.Chat("telegram", Long.toString(citizen.id())), since);
        driver.deliver(
                new Ledger.Entry(
                        "telegram",
                        Long.toString(citizen.id()),
                        nth,
                        update.path("update_id").asString("")),
                Driver.WEBHOOK,
                Driver.TELEGRAM,
                update.toString(),
                since);
    }
}
