/**
 * What to say next. A list of small steps, tried in order; the first decisive one wins and its outcome comes from a
 * closed vocabulary. It sees conversations and knowledge, and never a channel.
 */
@NullMarked
@ApplicationModule(
        displayName = "Assistant",
        allowedDependencies = {"message", "knowledge", "conversation", "hours", "platform"})
package org.guildhall.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
