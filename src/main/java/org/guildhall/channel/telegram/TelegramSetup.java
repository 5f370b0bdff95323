package org.guildhall.channel.telegram;

import java.net.URI;
import java.util.regex.Pattern;
import org.guildhall.channel.telegram.TelegramProperties.Mode;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.StartRefused;

/**
 * Telegram's settings, checked against each other.
 *
 * @param webhook whether Telegram calls us; otherwise we poll
 */
record TelegramSetup(TelegramProperties properties, boolean webhook) {

    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{1,200}");
    /** As the Bot API's setWebhook wants it: https://core.telegram.org/bots/api#setwebhook */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    private static final String PREFIX = "guildhall.channels.telegram.";

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static TelegramSetup of(TelegramProperties properties, PublicUrl publicUrl) {
        boolean webhook = properties.mode() == Mode.WEBHOOK
                || properties.mode() == Mode.AUTO && publicUrl.reachableByMessengers();
        checkToken(properties);
        checkSecret(properties, webhook);
        checkApiUrl(properties.apiUrl());
        return new TelegramSetup(properties, webhook);
    }

    private static void checkToken(TelegramProperties properties) {
        if (!TOKEN.matcher(properties.token().value()).matches()) {
            throw new StartRefused(
                    PREFIX + "token does not look like a bot token (digits, a colon, then letters and digits).",
                    "Copy the whole token that BotFather gave you, or leave it empty to switch Telegram off.");
        }
    }

    private static void checkSecret(TelegramProperties properties, boolean webhook) {
        if (webhook && !properties.secret().present()) {
            throw new StartRefused(
                    PREFIX + "secret is missing, so nobody could tell Telegram's calls from anybody else's.",
                    "Set it to a long random word, for example the output of `openssl rand -hex 32`, or set " + PREFIX
                            + "mode to polling.");
        }
        if (properties.secret().present()
                && !SECRET.matcher(properties.secret().value()).matches()) {
            throw new StartRefused(
                    PREFIX + "secret has characters Telegram does not allow, or more than 256 of them.",
                    "Use only A-Z, a-z, 0-9, _ and -, for example the output of `openssl rand -hex 32`.");
        }
    }

    private static void checkApiUrl(URI apiUrl) {
        String path = apiUrl.getPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/")) && apiUrl.getQuery() == null;
        boolean http = "http".equals(apiUrl.getScheme()) || "https".equals(apiUrl.getScheme());
        if (!http || apiUrl.getHost() == null || !bare) {
            throw new StartRefused(
                    PREFIX + "api-url must be a scheme, a host and a port only, without a path.",
                    "Use for example https://api.telegram.org or http://localhost:8081.");
        }
    }
}
