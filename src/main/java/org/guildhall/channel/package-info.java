/**
 * The messengers: what each must do ({@link org.guildhall.channel.Channel}), the one webhook door, and the courier that
 * empties the outbox. One sub-package a messenger, each blind to the others and to the assistant.
 */
@NullMarked
@ApplicationModule(
        displayName = "Channel",
        allowedDependencies = {"message", "conversation", "privacy", "platform"})
package org.guildhall.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
