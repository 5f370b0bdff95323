/**
 * LINE, for an official account: its events read, replies under the token that came with a question, which cost nothing, and
 * pushed where that is over.
 */
@NullMarked
package org.guildhall.channel.line;

import org.jspecify.annotations.NullMarked;
