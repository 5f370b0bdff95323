/**
 * When people are there, of the council and of each team: opening hours, bank holidays, closures, and reckoning with working
 * time. The only SQL for {@code opening_hours} and {@code closures} is here. It may use the platform only.
 */
@NullMarked
@ApplicationModule(displayName = "Hours", allowedDependencies = "platform")
package org.guildhall.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
