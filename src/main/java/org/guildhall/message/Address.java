package org.guildhall.message;

/**
 * Where somebody is reached: one person on one account of one messenger.
 *
 * @param channel the messenger's name as in {@code /webhooks/{channel}}, for instance {@code telegram}
 * @param account our side of the channel, for instance the bot's id
 * @param person the messenger's own id of the person; an opaque string, never a number to compute with
 * @param replyTo where replies go; often the same as {@code person}, on Telegram the chat id, and
 *     behind a slash the topic in a group that has some
 */
public record Address(String channel, String account, String person, String replyTo) {}
