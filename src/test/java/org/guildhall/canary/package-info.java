/**
 * Strings in the tests' fixtures that stand for what no log, metric or error body may ever hold, and the net that looks
 * for them in every line that is logged at any level while the tests run.
 */
@NullMarked
package org.guildhall.canary;

import org.jspecify.annotations.NullMarked;
