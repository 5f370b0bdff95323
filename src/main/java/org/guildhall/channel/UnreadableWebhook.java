package org.guildhall.channel;

/** A signed body that is not in the messenger's documented shape. Its message holds no citizen's words. */
public final class UnreadableWebhook extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be read, without quoting it. */
    public UnreadableWebhook(String reason) {
        super(reason);
    }
}
