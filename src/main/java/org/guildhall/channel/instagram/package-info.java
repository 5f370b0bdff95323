/**
 * Instagram's direct messages, for a professional account: Meta's Messenger Platform ({@link org.guildhall.channel.meta})
 * in texts of 1,000 bytes, without button templates.
 */
@NullMarked
package org.guildhall.channel.instagram;

import org.jspecify.annotations.NullMarked;
