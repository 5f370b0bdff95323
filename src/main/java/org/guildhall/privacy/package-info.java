/**
 * What every room with citizens' data promises (name it, export it, erase it, let it expire) and the append-only audit
 * of who did what. It may use the platform and the message vocabulary; it knows no room that makes the promise.
 */
@NullMarked
@ApplicationModule(
        displayName = "Privacy",
        allowedDependencies = {"platform", "message"})
package org.guildhall.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
