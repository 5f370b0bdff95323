/**
 * What the jar can do besides serving: evaluate, lint and ask. Commands read a folder and start neither a database nor
 * Spring.
 */
@NullMarked
@ApplicationModule(
        displayName = "Command",
        allowedDependencies = {"knowledge", "platform"})
package org.guildhall.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
