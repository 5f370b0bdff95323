/**
 * When people are there: opening hours, bank holidays, closures and working time. It may use the platform only.
 */
@NullMarked
@ApplicationModule(displayName = "Hours", allowedDependencies = "platform")
package org.guildhall.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
