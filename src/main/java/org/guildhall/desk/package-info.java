/**
 * The staff console and its API: staff, teams, presence, assignment and sign-in. It talks to conversations, never to
 * messengers.
 */
@NullMarked
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {"message", "knowledge", "conversation", "hours", "privacy", "platform"})
package org.guildhall.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
