/**
 * Messengers' APIs and pretend citizens, for tests and for rehearsing by hand ({@code script/rehearse}). It knows the
 * service only from outside: HTTP in, HTTP out.
 */
@NullMarked
package org.guildhall.simulator;

import org.jspecify.annotations.NullMarked;
