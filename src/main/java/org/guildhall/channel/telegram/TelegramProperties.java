package org.guildhall.channel.telegram;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Telegram's settings. Without a token the channel is off.
 *
 * @param token what BotFather gave, {@code 123456:ABC…}; empty switches the channel off
 * @param secret what Telegram must send in {@code X-Telegram-Bot-Api-Secret-Token}: 1 to 256 of {@code A-Za-z0-9_-}
 * @param mode how updates come in; {@code auto} takes the webhook when the public URL is reachable, and polls otherwise
 * @param apiUrl the Bot API's scheme, host and port; no path
 * @param perSecond messages a second over the whole bot, 1 to 1000; Telegram allows about 30
 */
@ConfigurationProperties("guildhall.channels.telegram")
@Validated
public record TelegramProperties(
        @DefaultValue("") Secret token,
        @DefaultValue("") Secret secret,
        @DefaultValue("auto") Mode mode,
        @DefaultValue("https://api.telegram.org") URI apiUrl,
        @DefaultValue("30") @Min(1) @Max(1000) int perSecond) {

    /** How updates come in. */
    public enum Mode {
        /** The webhook when Telegram can reach us, polling otherwise. */
        AUTO,
        /** Telegram calls us. */
        WEBHOOK,
        /** We ask Telegram. */
        POLLING
    }

    /** The bot's id, which is the part of the token before the colon. */
    String account() {
        return token.value().substring(0, token.value().indexOf(':'));
    }
}
