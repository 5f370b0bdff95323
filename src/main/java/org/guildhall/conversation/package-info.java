/**
 * Citizens and their addresses, conversations and messages, and who holds the floor: the inbox, the turns, the outbox,
 * the queue and attachments. The only SQL for those tables is here. It does not know which messengers exist nor how an
 * answer is found: the assistant plugs in through {@link org.guildhall.conversation.Dialogue}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Conversation",
        allowedDependencies = {"platform", "message", "hours", "privacy"})
package org.guildhall.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
