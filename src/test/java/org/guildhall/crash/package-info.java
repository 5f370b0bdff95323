/** The whole application as a process of its own, killed in the middle of its work. */
@NullMarked
package org.guildhall.crash;

import org.jspecify.annotations.NullMarked;
