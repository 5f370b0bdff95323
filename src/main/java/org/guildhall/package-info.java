/** Guildhall: people message their council the way they message each other, and get an answer at once. */
@NullMarked
package org.guildhall;

import org.jspecify.annotations.NullMarked;
