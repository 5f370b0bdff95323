/**
 * The vocabulary every channel and the core share: what comes in, what goes out, from and to whom, and how delivery
 * ended. Records and sealed types only; no behaviour, no framework beans, and it uses no other room.
 */
@NullMarked
@ApplicationModule(
        displayName = "Message",
        allowedDependencies = {})
package org.guildhall.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
