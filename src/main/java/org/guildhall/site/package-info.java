/**
 * The public side: help pages, search, and instant answers for other programs.
 */
@NullMarked
@ApplicationModule(
        displayName = "Site",
        allowedDependencies = {"message", "knowledge", "conversation", "hours", "platform"})
package org.guildhall.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
