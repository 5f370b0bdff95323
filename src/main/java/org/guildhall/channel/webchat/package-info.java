/**
 * Web chat: the chat API, the {@code /chat} page and {@code chat.js}. A channel like any other, except that its replies
 * are read from the conversation's own sequence instead of being pushed to a vendor.
 */
@NullMarked
package org.guildhall.channel.webchat;

import org.jspecify.annotations.NullMarked;
