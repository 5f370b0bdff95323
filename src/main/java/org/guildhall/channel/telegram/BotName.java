package org.guildhall.channel.telegram;

/** The bot's name, which Telegram tells when it is asked; by it people call the bot in groups. */
final class BotName {

    private volatile String name = "";

    /** Without the sign; empty while nobody has told us. */
    String get() {
        return name;
    }

    void is(String told) {
        name = told;
    }
}
