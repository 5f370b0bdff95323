/**
 * The ground floor: the database gateway (embedded or given), wake-ups, secrets and signatures, safe fetching, the web
 * shell and errors as problem details. No business rule lives here, and it uses no other room.
 */
@NullMarked
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
package org.guildhall.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
