package org.guildhall.channel.telegram;

/** Telegram's settings cannot work. Says which and what to do; never shows a secret. */
final class TelegramMisconfigured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    TelegramMisconfigured(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
