/**
 * Telegram: updates read with telegrambots-meta, replies sent with telegrambots-client. The only package that may use
 * Jackson 2, because telegrambots speaks it.
 */
@NullMarked
package org.guildhall.channel.telegram;

import org.jspecify.annotations.NullMarked;
